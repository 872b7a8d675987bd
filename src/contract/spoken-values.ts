import { CELL_RUN_KPI_WORDS } from './cell-run-kpi-words.js';
import type { CellRunKpi } from './cell-scenario.js';
import type { CellNames } from './cell-names.js';
import { itemName } from './item-name.js';
import { placeName } from './place-name.js';
import type { Bilingual } from './units.js';

type Values = Readonly<Record<string, string | number>>;

interface Voice {
  language: keyof Bilingual;
  names: CellNames;
  /** a number as the language writes it */
  number: (value: number) => string;
}

/** A value with its unit as the language writes it; a text that is none stays. */
function spokenQuantity(text: string, language: keyof Bilingual, number: (value: number) => string): string {
  const [, value, unit = ''] = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)( .+)?$/.exec(text) ?? [];
  return value === undefined ? text : `${number(Number(value))}${language === 'fr' && unit === ' d' ? ' j' : unit}`;
}

const isKpi = (id: string): id is CellRunKpi => Object.hasOwn(CELL_RUN_KPI_WORDS, id);

/** What stands in a note about an answer or a change, as people call it: names for ids, numbers in the language. */
export function spokenValues(values: Values, { language, names, number }: Voice): Values {
  const each = (name: (id: string) => string) => (ids: string) => ids.split(', ').map(name).join(', ');
  const quantity = (text: string) => spokenQuantity(text, language, number);
  const say: Record<string, (id: string) => string> = {
    unit: each(names.source),
    units: each(names.source),
    users: each(names.source),
    zone: names.zone,
    utility: names.utility,
    carrier: names.carrier,
    product: names.product,
    step: names.step,
    release: names.release,
    of: (path) => placeName(path, language, names),
    value: quantity,
    now: quantity,
    less: quantity,
    from: quantity,
    to: quantity,
    recovery: quantity,
    share: quantity,
    leak: quantity,
    capacity: quantity,
    items: each((id) => itemName(language, id)),
    kpi: (id) => (isKpi(id) ? CELL_RUN_KPI_WORDS[id][language] : id),
  };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, typeof value === 'number' ? number(value) : (say[key]?.(value) ?? value)]));
}
