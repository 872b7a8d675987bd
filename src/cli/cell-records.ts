import type { CellKpiGroup } from '../contract/cell-kpi.js';
import type { CellNames } from '../contract/cell-names.js';
import type { Finding, LotRecord, OrderRecord } from '../contract/cell-view.js';
import { kwhOfLot, lotNow, staysSeen, waitingOfLot } from '../contract/lot-figures.js';
import type { AlarmRecord } from '../contract/machine-alarm.js';
import { ALARM_WORDS } from './alarm-words.js';
import { CELL_WORDS, KPIS_SHOWN } from './cell-words.js';
import { age, figure, textTable } from './format.js';
import type { Speech } from './speech.js';

/** Of a lot that has ended: how long nothing was done to it [h]. */
function waitedH(lot: LotRecord): number | null {
  const waitedS = lot.endedUs === null ? null : waitingOfLot(lot, lot.endedUs);
  return waitedS === null ? null : waitedS / 3600;
}

export function lotsText(lots: readonly LotRecord[], speech: Speech): string {
  const { columns, nothing } = CELL_WORDS[speech.lang];
  if (lots.length === 0) return nothing.lots;
  const { lot, product, order, begun, ended, outcome, good, waits } = columns;
  return textTable([[lot, product, order, begun, ended, outcome, good, 'kWh', waits], ...lots.map((record) => lotRow(record, speech))], [1, 2, 3, 4, 5]);
}

const lotRow = (lot: LotRecord, { lang, names, items, moment, count }: Speech): string[] => [
  lot.lot,
  names.product(lot.product),
  lot.order ?? '–',
  moment(lot.begunUs),
  moment(lot.endedUs),
  CELL_WORDS[lang].outcomes[lot.outcome ?? 'under-way'],
  count(lot.good, items.ofLot(lotNow(lot))),
  figure(kwhOfLot(lot), 1, lang),
  figure(waitedH(lot), 1, lang),
];

/** A lot with its steps, its stays and its tests. Energy is that of the unit's own meters, of all carriers. */
export function lotText(record: LotRecord, speech: Speech): string {
  const { lang, names, items, moment, count } = speech;
  const words = CELL_WORDS[lang];
  const { columns } = words;
  const lasted = (fromUs: number | null, toUs: number | null) => (fromUs === null || toUs === null ? '–' : lastedText(toUs - fromUs, lang));
  const parts = [lotsText([record], speech)];
  if (record.parents.length > 0) parts.push(`${words.parents} ${record.parents.join(', ')}`);
  if (record.children.length > 0) parts.push(`${words.children} ${record.children.join(', ')}`);
  if (record.why !== null) parts.push(names.why(record.why));
  const steps = record.steps.map(({ step, source, fromUs, toUs, itemsIn, good, rejected, kwh }) => [
    names.step(step, record.product),
    names.source(source),
    moment(fromUs),
    lasted(fromUs, toUs),
    count(itemsIn, items.into(step, record.product)),
    ...[good, rejected].map((value) => count(value, items.outOf(step, record.product, source))),
    figure(sumOf(Object.values(kwh)), 1, lang),
  ]);
  const { step, unit, from, good, rejected } = columns;
  if (steps.length > 0) parts.push(textTable([[step, unit, from, columns.lasted, columns.in, good, rejected, 'kWh'], ...steps], [1, 2]));
  const stays = staysSeen(record.stays).map(({ what, where, fromUs, toUs }) => [
    words.stays[what],
    placeName(names, record.product, what, where),
    moment(fromUs),
    toUs !== null && toUs - fromUs < 1e6 ? '–' : lasted(fromUs, toUs),
  ]);
  if (stays.length > 0) parts.push(textTable([[columns.what, columns.where, from, columns.lasted], ...stays], [1, 2]));
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

const lastedText = (us: number, lang: Speech['lang']): string => (us < 1e6 ? CELL_WORDS[lang].lessThanASecond : age(us / 1e6, lang));

const sumOf = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0));

export function ordersText(orders: readonly OrderRecord[], { lang, names, moment }: Speech): string {
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

export const findingsText = (findings: readonly Finding[], { lang }: Speech): string =>
  findings.length === 0 ? CELL_WORDS[lang].nothing.findings : findings.map(({ sentence }) => sentence[lang]).join('\n');

export function alarmsText(alarms: readonly AlarmRecord[], { lang, names, moment }: Speech): string {
  const words = CELL_WORDS[lang];
  if (alarms.length === 0) return words.nothing.alarms;
  const { priorities } = ALARM_WORDS[lang];
  const rows = alarms.map(({ alarm, source, machine, severity, sinceUs, clearedUs, clearedBy, lot, zone, store }) => [
    names.alarm(alarm, source, machine),
    priorities[severity],
    source === 'cell' ? words.groups.cell : names.place(machine === null ? source : `${source}.${machine}`),
    moment(sinceUs),
    clearedBy === 'lot' ? `${moment(clearedUs)} ${words.inferred}` : moment(clearedUs),
    [zone && names.zone(zone), store && names.store(store), lot].filter((part) => part !== null).join(', ') || '–',
  ]);
  const { alarm, priority, unit, since, cleared, where } = words.columns;
  return textTable([[alarm, priority, unit, since, cleared, where], ...rows], [1, 2, 3, 4, 5]);
}

/** A row a group, and what there is to remark. Shares are in percent. */
export function kpisText(groups: readonly CellKpiGroup[], speech: Speech): string {
  const { lang, items, count } = speech;
  const words = CELL_WORDS[lang];
  const [first] = groups;
  if (first === undefined) return words.nothing.kpis;
  const rows = groups.map((group) => [
    keyOf(group, speech),
    group.elements === null ? '–' : count(group.counts.good, items.ofGroup(group).counted),
    figure(group.energy.totalKwh, 1, lang),
    ...KPIS_SHOWN.map((id) => {
      const kpi = group.kpis.find((one) => one.id === id);
      const value = kpi?.value ?? null;
      return figure(value === null || kpi?.unit !== 'fraction' ? value : value * 100, 1, lang);
    }),
  ]);
  const table = textTable([[words.groups[first.by], words.columns.good, 'kWh', ...KPIS_SHOWN.map((id) => words.kpis[id])], ...rows]);
  const remarked = remarkedOf(groups, speech);
  return remarked.length === 0 ? table : `${table}\n\n${words.remarks['faster-than-planned'](remarked.join('; '))}`;
}

/** Of the indicators that are shown: those that are above 100 %, a group each. */
const remarkedOf = (groups: readonly CellKpiGroup[], speech: Speech): string[] =>
  groups.flatMap((group) => {
    const words = CELL_WORDS[speech.lang];
    const marked = KPIS_SHOWN.filter((id) => group.kpis.some((kpi) => kpi.id === id && kpi.remark === 'faster-than-planned'));
    const names = marked.map((id) => words.kpis[id].replace(' [%]', '')).join(', ');
    return marked.length === 0 ? [] : [`${keyOf(group, speech)}, ${names}`];
  });

function keyOf({ by, key, name }: CellKpiGroup, { lang, names, moment }: Speech): string {
  const named = by === 'source' ? undefined : name?.[lang];
  if (by === 'cell') return named ?? '–';
  if (by === 'shift') return key.shiftFromUs === undefined ? CELL_WORDS[lang].outside : `${moment(key.shiftFromUs)} ${named ?? key.shift ?? ''}`;
  const source = key.source ?? key.unit;
  if (source !== undefined) return named ?? names.place(source);
  return key.lot ?? (key.product == null ? CELL_WORDS[lang].none : (named ?? names.product(key.product)));
}
