import type { LotRecord, LotStep, OrderRecord } from '../contract/cell-view.js';
import type { AlarmRecord } from '../contract/machine-alarm.js';
import { field, type Field } from './exporter.js';

const total = (amounts: Readonly<Record<string, number>>): number => Object.values(amounts).reduce((sum, amount) => sum + amount, 0);
const seconds = (fromUs: number | null, toUs: number | null): number | null => (fromUs === null || toUs === null ? null : (toUs - fromUs) / 1e6);

export const LOT_FIELDS: readonly Field<LotRecord>[] = [
  field('lot', 'text', ({ lot }) => lot),
  field('product', 'text', ({ product }) => product),
  field('order', 'text', ({ order }) => order),
  field('items', 'number', ({ items }) => items),
  field('begun', 'time', ({ begunUs }) => begunUs),
  field('ended', 'time', ({ endedUs }) => endedUs),
  field('durationS', 'number', ({ begunUs, endedUs }) => seconds(begunUs, endedUs)),
  field('outcome', 'text', ({ outcome }) => outcome ?? 'under-way'),
  field('why', 'text', ({ why }) => why),
  field('good', 'number', ({ good }) => good),
  field('stepsEnergyKwh', 'number', ({ steps }) => steps.reduce((sum, { kwh }) => sum + total(kwh), 0)),
  field('parents', 'text', ({ parents }) => (parents.length > 0 ? parents.join(' ') : null)),
  field('children', 'text', ({ children }) => (children.length > 0 ? children.join(' ') : null)),
];

type Of<Part> = { lot: string; part: Part };
const OF_LOT = <Part>() => field<Of<Part>>('lot', 'text', ({ lot }) => lot);

/** A row for each step of each lot, with a column for each carrier and utility that was used. */
export function stepFields(lots: readonly LotRecord[]): Field<Of<LotStep>>[] {
  const used = (kind: 'kwh' | 'utilities') => [...new Set(lots.flatMap(({ steps }) => steps.flatMap((step) => Object.keys(step[kind]))))].sort();
  return [
    OF_LOT<LotStep>(),
    field('step', 'text', ({ part }) => part.step),
    field('unit', 'text', ({ part }) => part.source),
    field('from', 'time', ({ part }) => part.fromUs),
    field('to', 'time', ({ part }) => part.toUs),
    field('durationS', 'number', ({ part }) => seconds(part.fromUs, part.toUs)),
    field('itemsIn', 'number', ({ part }) => part.itemsIn),
    field('good', 'number', ({ part }) => part.good),
    field('rejected', 'number', ({ part }) => part.rejected),
    ...used('kwh').map((carrier) => field<Of<LotStep>>(`energyKwh.${carrier}`, 'number', ({ part }) => part.kwh[carrier] ?? null)),
    ...used('utilities').map((utility) => field<Of<LotStep>>(`used.${utility}`, 'number', ({ part }) => part.utilities[utility] ?? null)),
  ];
}

export const STAY_FIELDS: readonly Field<Of<LotRecord['stays'][number]>>[] = [
  OF_LOT(),
  field('what', 'text', ({ part }) => part.what),
  field('where', 'text', ({ part }) => part.where),
  field('from', 'time', ({ part }) => part.fromUs),
  field('to', 'time', ({ part }) => part.toUs),
  field('durationS', 'number', ({ part }) => seconds(part.fromUs, part.toUs)),
];

export const TEST_FIELDS: readonly Field<Of<LotRecord['tests'][number]>>[] = [
  OF_LOT(),
  field('release', 'text', ({ part }) => part.release),
  field('test', 'text', ({ part }) => part.test),
  field('result', 'text', ({ part }) => part.result),
  field('at', 'time', ({ part }) => part.atUs),
];

export const ORDER_FIELDS: readonly Field<OrderRecord>[] = [
  field('order', 'text', ({ order }) => order),
  field('product', 'text', ({ product }) => product),
  field('batches', 'number', ({ batches }) => batches),
  field('released', 'time', ({ releasedUs }) => releasedUs),
  field('due', 'time', ({ dueUs }) => dueUs),
  field('done', 'time', ({ doneUs }) => doneUs),
  field('begun', 'number', ({ begun }) => begun),
  field('ended', 'number', ({ ended }) => ended),
  field('lost', 'number', ({ lost }) => lost),
];

export const ALARM_FIELDS: readonly Field<AlarmRecord>[] = [
  field('alarm', 'text', ({ alarm }) => alarm),
  field('unit', 'text', ({ source }) => source),
  field('machine', 'text', ({ machine }) => machine),
  field('severity', 'text', ({ severity }) => severity),
  field('since', 'time', ({ sinceUs }) => sinceUs),
  field('cleared', 'time', ({ clearedUs }) => clearedUs),
  field('clearedBy', 'text', ({ clearedBy }) => clearedBy),
  field('durationS', 'number', ({ sinceUs, clearedUs }) => seconds(sinceUs, clearedUs)),
  field('lot', 'text', ({ lot }) => lot),
  field('zone', 'text', ({ zone }) => zone),
  field('store', 'text', ({ store }) => store),
];
