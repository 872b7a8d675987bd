import type { LotRecord } from '../contract/cell-view.js';
import { kwhOfLot, waitingOfLot } from '../contract/lot-figures.js';
import type { LotOutcome, LotPage, LotSort } from '../contract/lot-page.js';
import type { Micros } from '../contract/units.js';

export interface LotsWanted {
  fromUs: Micros;
  toUs: Micros;
  product?: string | undefined;
  outcome?: LotOutcome | undefined;
  sort: LotSort;
  limit: number;
  /** lot that ends the page before */
  cursor?: string | undefined;
}

type Figure = (record: LotRecord, nowUs: Micros) => number | null;

const FIGURES: Record<string, Figure> = {
  begun: ({ begunUs, steps }) => begunUs ?? steps[0]?.fromUs ?? null,
  ended: ({ endedUs }) => endedUs,
  good: ({ good }) => good,
  kwh: kwhOfLot,
  waiting: waitingOfLot,
};

/** A page of the lots that were under way within a window. Null: no lot of them has the name of the cursor. */
export function pageOfLots(lots: readonly LotRecord[], wanted: LotsWanted, nowUs: Micros): LotPage | null {
  const { fromUs, toUs, product, outcome, sort, limit, cursor } = wanted;
  const found = lots.filter(
    (lot) =>
      (lot.begunUs ?? -Infinity) < toUs &&
      (lot.endedUs ?? Infinity) >= fromUs &&
      (product === undefined || lot.product === product) &&
      (outcome === undefined || (lot.outcome ?? 'under-way') === outcome),
  );
  const sorted = sortLots(found, sort, nowUs);
  const begin = cursor === undefined ? 0 : sorted.findIndex(({ lot }) => lot === cursor) + 1;
  if (cursor !== undefined && begin === 0) return null;
  const items = sorted.slice(begin, begin + limit);
  return { items, next: begin + limit < sorted.length ? items.at(-1)!.lot : null, total: sorted.length };
}

function sortLots(lots: readonly LotRecord[], sort: LotSort, nowUs: Micros): LotRecord[] {
  const falls = sort.startsWith('-');
  const figure = FIGURES[falls ? sort.slice(1) : sort]!;
  const keyed = lots.map((record) => ({ record, key: figure(record, nowUs) }));
  keyed.sort((a, b) => {
    if (a.key !== b.key) {
      if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
      return falls ? b.key - a.key : a.key - b.key;
    }
    return a.record.lot < b.record.lot ? -1 : 1;
  });
  return keyed.map(({ record }) => record);
}
