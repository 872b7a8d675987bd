import { sayNote } from '../contract/look-ahead-note.js';
import type { CellLive, CellSummary, LotNow } from '../contract/cell-live.js';
import type { MeasuredAccount, SourceView } from '../contract/cell-view.js';
import type { CellNames } from '../contract/cell-names.js';
import { CELL_WORDS } from './cell-words.js';
import { figure, moment, textTable } from './format.js';
import type { Io } from './io.js';
import { WORDS } from './words.js';

type Spoken = Pick<Io, 'lang'>;

export function cellsTable(cells: readonly CellSummary[], { lang }: Spoken): string {
  const { columns } = CELL_WORDS[lang];
  const rows = cells.map(({ cell, name, freshness, units, lots, findings, powerKw }) => [
    cell,
    name[lang],
    freshness,
    `${units.producing}/${units.all}`,
    String(units.down),
    String(units.waiting),
    String(lots),
    String(findings),
    figure(powerKw, 1, lang),
  ]);
  const { cell, name, data, producing, down, waiting, lots, findings } = columns;
  return textTable([[cell, name, data, producing, down, waiting, lots, findings, 'kW'], ...rows], [1, 2]);
}

/** Units, lots under way, alarms that stand, and what lies ahead of the shift, which is simulated; by the names of the cell file. */
export function cellText(view: CellLive, names: CellNames, { lang }: Spoken): string {
  const words = CELL_WORDS[lang];
  const lots = Object.values(view.lots);
  const parts = [`${view.cell}, ${view.name[lang]}, ${view.freshness}, ${moment(view.asOfUs)}`, unitsTable(view, names, lang)];
  if (lots.length > 0) parts.push(lotsTable(lots, names, lang));
  parts.push(words.standing(Object.keys(view.alarms).length), aheadText(view, names, lang));
  return parts.join('\n\n');
}

const accountOf = (account: MeasuredAccount, lang: Io['lang']): string =>
  account === 'excursion' || account === 'unknown' ? CELL_WORDS[lang].accounts[account] : WORDS[lang].accounts[account];

function unitsTable({ order, units }: CellLive, names: CellNames, lang: Io['lang']): string {
  const { unit, doing, since, lot, step, phase, remaining } = CELL_WORDS[lang].columns;
  const row = (of: SourceView) => [
    names.source(of.source),
    accountOf(of.account, lang),
    moment(of.sinceUs),
    of.lot ?? '–',
    names.step(of.step, of.product),
    names.phase(of.phase, of.source) ?? '–',
    figure(of.remainingS === null ? null : of.remainingS.mean / 60, 0, lang),
    figure(of.powerKw, 1, lang),
  ];
  return textTable([[unit, doing, since, lot, step, phase, remaining, 'kW'], ...order.map((source) => row(units[source]!))], [1, 2, 3, 4, 5]);
}

function lotsTable(lots: readonly LotNow[], names: CellNames, lang: Io['lang']): string {
  const { columns, where } = CELL_WORDS[lang];
  const place = { unit: names.source, store: names.store, held: names.release, between: (id: string) => id };
  const whereOf = (kind: LotNow['where'], at: string) => `${where[kind]}${lang === 'fr' ? ' :' : ':'} ${place[kind](at)}`;
  const rows = lots.map((lot) => [
    lot.lot,
    names.product(lot.product),
    lot.order ?? '–',
    names.step(lot.step, lot.product),
    lot.at === null ? where[lot.where] : whereOf(lot.where, lot.at),
    moment(lot.sinceUs),
    figure(lot.items, 0, lang),
  ]);
  return textTable([[columns.lot, columns.product, columns.order, columns.step, columns.where, columns.since, columns.items], ...rows], [1, 2, 3, 4, 5]);
}

function aheadText({ lookAheads: { shift } }: CellLive, names: CellNames, lang: Io['lang']): string {
  const words = CELL_WORDS[lang];
  if (shift === null) return words.noAhead;
  const row = (name: string, { p10, p50, p90 }: { p10: number; p50: number; p90: number }) => [name, ...[p10, p50, p90].map((value) => figure(value, 0, lang))];
  const rows = [...shift.products.map(({ product, made }) => row(words.made(names.product(product)), made)), row('kWh', shift.kwh)];
  const table = `${words.ahead(moment(shift.untilUs), shift.replications)}\n${textTable([['', 'P10', 'P50', 'P90'], ...rows])}`;
  return [table, ...shift.notes.map(sayNote)].join('\n');
}
