import type { LotRecord } from '../../../../src/contract/cell-view.js';
import { kwhOfLot, waitingOfLot } from '../../../../src/contract/lot-figures.js';
import { utcOf } from '../../format/iso.js';

const utc = (us: number | null) => (us === null ? null : utcOf(us));

/** Lots as rows of a file: times in UTC, not rounded. */
export const lotRows = (lots: readonly LotRecord[], nowUs: number): (string | number | null)[][] => [
  ['lot', 'product', 'order', 'begun', 'ended', 'good', 'energyKwh', 'waitingS', 'outcome', 'why'],
  ...lots.map((record) => {
    const { lot, product, order, begunUs, endedUs, good, outcome, why } = record;
    return [lot, product, order, utc(begunUs), utc(endedUs), good, kwhOfLot(record), waitingOfLot(record, nowUs), outcome ?? 'under-way', why];
  }),
];
