import type { LineView, UnitView } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import { figure, textTable } from './format.js';
import type { Lang } from './io.js';
import { countText, freshnessText } from './speech.js';
import { WORDS } from './words.js';

/** A line with its units as tables, at a moment of the wall clock. */
export function lineText(view: LineView, nowUs: Micros, lang: Lang): string {
  const words = WORDS[lang].line;
  const head = [words.id, words.name, words.freshness, words.output, words.rate, words.oee, words.power];
  const unitsHead = ['', words.name, words.state, words.freshness, words.output, words.rate, words.oee, words.power];
  const units = view.order.map((id) => unitRow(id, view, view.units[id]!, nowUs, lang));
  return `${textTable([head, lineRow(view, nowUs, lang)], [1, 2])}\n\n${textTable([unitsHead, ...units], [1, 2, 3])}`;
}

export const percent = (value: number | null, lang: Lang): string => figure(value === null ? null : value * 100, 1, lang);

function lineRow(view: LineView, nowUs: Micros, lang: Lang): string[] {
  const { line, name, clock, freshness, catchingUp, lineTimeUs, productItem, output } = view;
  const asOfUs = freshness === 'stale' ? lastWordUs(view) : lineTimeUs;
  return [
    line,
    name[lang],
    freshnessText({ freshness, catchingUp, asOfUs: clock === 'wall' ? asOfUs : null }, nowUs, lang),
    countText(output.good, productItem, lang),
    figure(output.ratePerMin, 1, lang),
    percent(output.kpis.oee, lang),
    figure(output.powerKw, 1, lang),
  ];
}

function unitRow(id: string, { clock, catchingUp }: LineView, unit: UnitView, nowUs: Micros, lang: Lang): string[] {
  const { name, state, freshness, lastSeenUs, shift, ratePerMin, powerKw } = unit;
  return [
    id,
    name[lang],
    state,
    freshnessText({ freshness, catchingUp, asOfUs: clock === 'wall' ? lastSeenUs : null }, nowUs, lang),
    figure(shift.good, 0, lang),
    figure(numberOf(ratePerMin), 1, lang),
    percent(shift.kpis.oee, lang),
    figure(numberOf(powerKw), 1, lang),
  ];
}

/** The time of a silent line goes on with the clock: its units tell how old the last word is. */
const lastWordUs = ({ units }: LineView): Micros | null =>
  Object.values(units).reduce<Micros | null>(
    (newest, { lastSeenUs }) => (lastSeenUs !== null && (newest === null || lastSeenUs > newest) ? lastSeenUs : newest),
    null,
  );

const numberOf = (measured: UnitView['powerKw']): number | null => (typeof measured?.value === 'number' ? measured.value : null);
