import type { CellKpiGroup } from '../contract/cell-kpi.js';
import type { CellNames } from '../contract/cell-names.js';
import type { Finding, LotRecord, OrderRecord } from '../contract/cell-view.js';
import { kwhOfLot, waitingOfLot } from '../contract/lot-figures.js';
import type { AlarmRecord } from '../contract/machine-alarm.js';
import { ALARM_WORDS } from './alarm-words.js';
import { CELL_WORDS, KPIS_SHOWN } from './cell-words.js';
import { figure, moment, textTable } from './format.js';
import type { Io } from './io.js';

type Spoken = Pick<Io, 'lang'>;

/** Of a lot that has ended: how long nothing was done to it [h]. */
function waitedH(lot: LotRecord): number | null {
  const waitedS = lot.endedUs === null ? null : waitingOfLot(lot, lot.endedUs);
  return waitedS === null ? null : waitedS / 3600;
}

export function lotsText(lots: readonly LotRecord[], names: CellNames, { lang }: Spoken): string {
  const { columns, nothing } = CELL_WORDS[lang];
  if (lots.length === 0) return nothing.lots;
  const { lot, product, order, begun, ended, outcome, good, waits } = columns;
  return textTable([[lot, product, order, begun, ended, outcome, good, 'kWh', waits], ...lots.map((record) => lotRow(record, names, lang))], [1, 2, 3, 4, 5]);
}

const lotRow = (lot: LotRecord, names: CellNames, lang: Io['lang']): string[] => [
  lot.lot,
  names.product(lot.product),
  lot.order ?? '–',
  moment(lot.begunUs),
  moment(lot.endedUs),
  CELL_WORDS[lang].outcomes[lot.outcome ?? 'under-way'],
  figure(lot.good, 0, lang),
  figure(kwhOfLot(lot), 1, lang),
  figure(waitedH(lot), 1, lang),
];

/** A lot with its steps, its stays and its tests. Energy is that of the unit's own meters, of all carriers. */
export function lotText(record: LotRecord, names: CellNames, { lang }: Spoken): string {
  const words = CELL_WORDS[lang];
  const { columns } = words;
  const parts = [lotsText([record], names, { lang })];
  if (record.parents.length > 0) parts.push(`${words.parents} ${record.parents.join(', ')}`);
  if (record.children.length > 0) parts.push(`${words.children} ${record.children.join(', ')}`);
  if (record.why !== null) parts.push(names.why(record.why));
  const steps = record.steps.map(({ step, source, fromUs, toUs, itemsIn, good, rejected, kwh }) => [
    names.step(step, record.product),
    names.source(source),
    moment(fromUs),
    moment(toUs),
    ...[itemsIn, good, rejected].map((count) => figure(count, 0, lang)),
    figure(sumOf(Object.values(kwh)), 1, lang),
  ]);
  const { step, unit, from, to, good, rejected } = columns;
  if (steps.length > 0) parts.push(textTable([[step, unit, from, to, columns.in, good, rejected, 'kWh'], ...steps], [1, 2, 3]));
  const stays = record.stays.map(({ what, where, fromUs, toUs }) => [
    words.stays[what],
    placeName(names, record.product, what, where),
    moment(fromUs),
    moment(toUs),
  ]);
  if (stays.length > 0) parts.push(textTable([[columns.what, columns.where, from, to], ...stays], [1, 2, 3]));
  const tests = record.tests.map(({ release, test, result, atUs }) => [names.test(test, release), names.release(release), words.results[result], moment(atUs)]);
  if (tests.length > 0) parts.push(textTable([[columns.test, columns.where, columns.result, columns.done], ...tests], [1, 2, 3]));
  return parts.join('\n\n');
}

/** Where a lot stayed: a store, a zone, a step to which it goes back, or a release. */
function placeName(names: CellNames, product: string | null, what: LotRecord['stays'][number]['what'], where: string): string {
  if (what === 'stored') return names.store(where);
  if (what === 'exposed') return names.zone(where);
  return what === 'rework' ? names.step(where, product) : names.release(where);
}

const sumOf = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0));

export function ordersText(orders: readonly OrderRecord[], names: CellNames, { lang }: Spoken): string {
  const { columns, nothing } = CELL_WORDS[lang];
  if (orders.length === 0) return nothing.orders;
  const rows = orders.map(({ order, product, batches, begun, ended, lost, dueUs, doneUs }) => [
    order,
    names.product(product),
    ...[batches, begun, ended, lost].map((count) => figure(count, 0, lang)),
    moment(dueUs),
    moment(doneUs),
  ]);
  const { order, product, batches, begun, ended, lost, due, done } = columns;
  return textTable([[order, product, batches, begun, ended, lost, due, done], ...rows], [1, 6, 7]);
}

export const findingsText = (findings: readonly Finding[], _: CellNames, { lang }: Spoken): string =>
  findings.length === 0 ? CELL_WORDS[lang].nothing.findings : findings.map(({ sentence }) => sentence[lang]).join('\n');

export function alarmsText(alarms: readonly AlarmRecord[], names: CellNames, { lang }: Spoken): string {
  const words = CELL_WORDS[lang];
  if (alarms.length === 0) return words.nothing.alarms;
  const { priorities } = ALARM_WORDS[lang];
  const rows = alarms.map(({ alarm, source, machine, severity, sinceUs, clearedUs, clearedBy, lot, zone, store }) => [
    names.alarm(alarm, source, machine),
    priorities[severity],
    source === 'cell' ? words.groups.cell : names.source(machine === null ? source : `${source}.${machine}`),
    moment(sinceUs),
    clearedBy === 'lot' ? `${moment(clearedUs)} ${words.inferred}` : moment(clearedUs),
    [zone && names.zone(zone), store && names.store(store), lot].filter((part) => part !== null).join(', ') || '–',
  ]);
  const { alarm, priority, unit, since, cleared, where } = words.columns;
  return textTable([[alarm, priority, unit, since, cleared, where], ...rows], [1, 2, 3, 4, 5]);
}

/** A row a group. Shares are in percent. */
export function kpisText(groups: readonly CellKpiGroup[], names: CellNames, { lang }: Spoken): string {
  const words = CELL_WORDS[lang];
  const [first] = groups;
  if (first === undefined) return words.nothing.kpis;
  const rows = groups.map((group) => [
    keyOf(group, names, lang),
    figure(group.counts.good, 0, lang),
    figure(group.energy.totalKwh, 1, lang),
    ...KPIS_SHOWN.map((id) => {
      const kpi = group.kpis.find((one) => one.id === id);
      const value = kpi?.value ?? null;
      return figure(value === null || kpi?.unit !== 'fraction' ? value : value * 100, 1, lang);
    }),
  ]);
  return textTable([[words.groups[first.by], words.columns.good, 'kWh', ...KPIS_SHOWN.map((id) => words.kpis[id])], ...rows]);
}

function keyOf({ by, key, name }: CellKpiGroup, names: CellNames, lang: Io['lang']): string {
  const named = by === 'source' ? undefined : name?.[lang];
  if (by === 'cell') return named ?? '–';
  if (by === 'shift') return `${moment(key.shiftFromUs ?? null)} ${named ?? key.shift ?? CELL_WORDS[lang].none}`;
  const source = key.source ?? key.unit;
  if (source !== undefined) return named ?? names.source(source);
  return key.lot ?? (key.product == null ? CELL_WORDS[lang].none : (named ?? names.product(key.product)));
}
