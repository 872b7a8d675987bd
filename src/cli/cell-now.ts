import { itemName } from '../contract/item-name.js';
import type { CellLive, CellSummary, LotNow } from '../contract/cell-live.js';
import type { KpiAccount } from '../contract/cell-kpi.js';
import type { SourceView } from '../contract/cell-view.js';
import { CELL_WORDS } from './cell-words.js';
import { figure, textTable } from './format.js';
import { noteText } from './look-ahead-notes.js';
import type { Io } from './io.js';
import { freshnessText, type Speech } from './speech.js';
import { WORDS } from './words.js';

export function cellsTable(cells: readonly CellSummary[], nowUs: number, { lang }: Pick<Io, 'lang'>): string {
  const { columns } = CELL_WORDS[lang];
  const rows = cells.map(({ cell, name, units, lots, findings, powerKw, ...data }) => [
    cell,
    name[lang],
    freshnessText(data, nowUs, lang),
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
export function cellText(view: CellLive, nowUs: number, speech: Speech): string {
  const words = CELL_WORDS[speech.lang];
  const lots = Object.values(view.lots);
  const head = [view.cell, view.name[speech.lang], freshnessText(view, nowUs, speech.lang), speech.moment(view.asOfUs)];
  const parts = [head.join(', '), unitsTable(view, speech)];
  if (lots.length > 0) parts.push(lotsTable(lots, speech));
  parts.push(words.standing(Object.keys(view.alarms).length), aheadText(view, speech));
  return parts.join('\n\n');
}

/** What a unit is at, in words. */
export function accountName(account: KpiAccount, lang: Io['lang']): string {
  if (account === 'waiting') return WORDS[lang].losses.kinds.waiting;
  return account === 'excursion' || account === 'unknown' ? CELL_WORDS[lang].accounts[account] : WORDS[lang].accounts[account];
}

function unitsTable({ order, units }: CellLive, { lang, names, moment }: Speech): string {
  const { unit, doing, since, lot, step, phase, remaining } = CELL_WORDS[lang].columns;
  const stateOf = ({ account, sinceUs, stands }: SourceView) =>
    stands === null
      ? [accountName(account, lang), moment(sinceUs)]
      : [`${names.source(stands.machine)}${lang === 'fr' ? ' :' : ':'} ${accountName(stands.account, lang)}`, moment(stands.sinceUs)];
  const row = (of: SourceView) => [
    names.source(of.source),
    ...stateOf(of),
    of.lot ?? '–',
    names.step(of.step, of.product),
    names.phase(of.phase, of.source) ?? '–',
    figure(of.remainingS === null ? null : of.remainingS.mean / 60, 0, lang),
    figure(of.powerKw, 1, lang),
  ];
  return textTable([[unit, doing, since, lot, step, phase, remaining, 'kW'], ...order.map((source) => row(units[source]!))], [1, 2, 3, 4, 5]);
}

function lotsTable(lots: readonly LotNow[], { lang, names, items, moment, count }: Speech): string {
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
    count(lot.items, items.ofLot({ product: lot.product, last: lastOf(lot) })),
  ]);
  return textTable([[columns.lot, columns.product, columns.order, columns.step, columns.where, columns.since, columns.items], ...rows], [1, 2, 3, 4, 5]);
}

/** The step that a lot is in, or was in last; the unit of that is known while it is under way. */
const lastOf = ({ step, where, at }: LotNow) => (step === null ? null : where === 'unit' ? { step, source: at!, underWay: true } : { step, underWay: false });

function aheadText({ lookAheads: { shift } }: CellLive, { lang, names, items, moment }: Speech): string {
  const words = CELL_WORDS[lang];
  if (shift === null) return words.noAhead;
  const row = (name: string, { p10, p50, p90 }: { p10: number; p50: number; p90: number }) => [name, ...[p10, p50, p90].map((value) => figure(value, 0, lang))];
  const rows = [
    ...shift.products.map(({ product, made }) => row(words.made(names.product(product), itemName(lang, items.finished(product))), made)),
    row('kWh', shift.kwh),
  ];
  const table = `${words.ahead(moment(shift.untilUs), shift.replications)}\n${textTable([['', 'P10', 'P50', 'P90'], ...rows])}`;
  return [table, ...shift.notes.map((note) => noteText(note, lang, names))].join('\n');
}
