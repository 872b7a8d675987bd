import type { CarrierMeters, EnergyMeters, MeterRow } from '../contract/energy-meters.js';
import { REPORT_WORDS } from './energy-report-words.js';
import { figure, number } from './format.js';
import type { Speech } from './speech.js';

/** A table of a report, with what is to be said of it. */
export interface Section {
  title: string;
  rows: string[][];
  /** columns of texts, beside the first */
  left: number[];
  notes: string[];
}

/** The meters of each carrier. */
export function meterSections({ carriers }: Pick<EnergyMeters, 'carriers'>, speech: Speech): Section[] {
  return carriers.filter(({ rows }) => rows.length > 0).map((carrier) => metersOf(carrier, speech));
}

function metersOf({ carrier, kwh, pausedKwh, unknownShare, outsideKwh, rows }: CarrierMeters, speech: Speech): Section {
  const { lang, names } = speech;
  const words = REPORT_WORDS[lang];
  const { meter, kwh: energy, parts, remainder, balance, unknown } = words.columns;
  const nameOf = (row: Pick<MeterRow, 'id' | 'name'>) => row.name?.[lang] ?? names.place(row.id);
  const line = (row: MeterRow) => [
    `${'  '.repeat(row.depth)}${nameOf(row)}`,
    figure(row.kwh, 1, lang),
    figure(row.partsKwh, 1, lang),
    figure(row.remainderKwh, 1, lang),
    row.balance === null ? '' : words.balances[row.balance],
    number(100 * row.unknownShare, 2, lang),
  ];
  const missing = rows.filter((row) => row.missing.length > 0 && !(row.missing.length === 1 && row.missing[0] === row.id));
  return {
    title: `${words.sections.meters}, ${names.carrier(carrier)}`,
    rows: [
      [meter, energy, parts, remainder, balance, unknown],
      ...rows.map(line),
      [words.total, figure(kwh, 1, lang), '', '', '', number(100 * unknownShare, 2, lang)],
      ...(outsideKwh > 0 ? [[words.outside, number(outsideKwh, 1, lang), '', '', '', '']] : []),
    ],
    left: [4],
    notes: [
      ...(pausedKwh > 0 ? [words.paused(number(pausedKwh, 1, lang))] : []),
      ...missing.map((row) => words.missing(nameOf(row), row.missing.map((id) => names.place(id)).join(', '))),
    ],
  };
}
