import type { Freshness } from '../contract/freshness.js';
import { cellItems, type CellItems } from '../contract/cell-items.js';
import { cellNames, type CellNames } from '../contract/cell-names.js';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import { itemName } from '../contract/item-name.js';
import { age, figure, localMoment } from './format.js';
import type { Lang } from './io.js';

/** How texts name the things of a cell, what they count, and when: in the time of the site. */
export interface Speech {
  lang: Lang;
  names: CellNames;
  items: CellItems;
  moment: (us: number | null) => string;
  /** a number of items with what they are; a dash where it is not known */
  count: (value: number | null, item: string) => string;
}

/** How energy is told of: consumers and meters, carriers, and when. */
export type EnergySpeech = Pick<Speech, 'lang' | 'moment'> & { names: Pick<CellNames, 'place' | 'meter' | 'carrier'> };

/** How the energy of a line is told of: its machines by the line file, in the time of the line. */
export function lineEnergySpeech({ stations, timezone }: LineDefinition, lang: Lang): EnergySpeech {
  const names = new Map(stations.map(({ id, name }) => [id, name[lang]]));
  const place = (id: string) => names.get(id) ?? id;
  return { lang, names: { place, meter: place, carrier: (id) => ELECTRICITY[id]?.[lang] ?? id }, moment: (us) => localMoment(us, timezone) };
}

/** A line has one carrier, which its file does not name. */
const ELECTRICITY: Record<string, Record<Lang, string>> = { electricity: { en: 'Electricity', fr: 'Électricité' } };

export const speechOf = (definition: CellDefinition, lang: Lang): Speech => ({
  lang,
  names: cellNames(definition, lang),
  items: cellItems(definition),
  moment: (us) => localMoment(us, definition.timezone),
  count: (value, item) => countText(value, item, lang),
});

export const countText = (value: number | null, item: string, lang: Lang): string =>
  value === null ? figure(null, 0, lang) : `${figure(value, 0, lang)} ${itemName(lang, item, Math.round(value))}`;

type State = Freshness | 'catchingUp';
const WORDS: Record<Lang, Record<State, string> & { behind: (age: string) => string }> = {
  en: { live: 'live', stale: 'no data', none: 'no data yet', catchingUp: 'catching up', behind: (lag) => `${lag} behind` },
  fr: { live: 'en direct', stale: 'sans données', none: 'pas encore de données', catchingUp: 'rattrapage', behind: (lag) => `${lag} de retard` },
};

interface Followed {
  freshness: Freshness;
  catchingUp: boolean;
  /** newest reading, on the clock of the wall; null where there is none, or where it has a clock of its own */
  asOfUs: number | null;
}

/** Whether a line or cell is followed; while it catches up, how old its newest reading is by its own time. */
export function freshnessText({ freshness, catchingUp, asOfUs }: Followed, nowUs: number, lang: Lang): string {
  const words = WORDS[lang];
  const state: State = catchingUp && freshness !== 'none' ? 'catchingUp' : freshness;
  const behindS = asOfUs === null ? 0 : (nowUs - asOfUs) / 1e6;
  return behindS > 0 && (state === 'catchingUp' || state === 'stale') ? `${words[state]}, ${words.behind(age(behindS, lang))}` : words[state];
}
