import type { BatchView } from '../contract/stream.js';
import type { Micros } from '../contract/units.js';
import type { Fact } from './advance.js';
import { type Books, KEPT_BATCHES, type OpenBatch, type UnitBooks } from './books.js';

/** The unit says which batch it works on. Another id ends the one before; an empty one says that there is none. */
export function changeBatch(books: Books, unit: UnitBooks, id: string, atUs: Micros, facts: Fact[]): void {
  const before = unit.batch;
  if (before?.id === id) return;
  if (before && before.id !== '') books.batches = [...books.batches, { ...batchView(unit, before), toUs: atUs }].slice(-KEPT_BATCHES);
  unit.batch = { id, fromUs: atUs, good: unit.total.good, rejected: unit.total.rejected, stops: 0, produced: false, stopOpen: false };
  facts.push({ atUs, kind: 'batch', unit: unit.id, from: before?.id || null, to: id || null, why: 'measured' });
}

/** A batch under way, with what it has made so far. */
export function batchView(unit: UnitBooks, batch: OpenBatch): BatchView {
  return {
    id: batch.id,
    unit: unit.id,
    fromUs: batch.fromUs,
    toUs: null,
    good: Math.max(0, unit.total.good - batch.good),
    rejected: unit.total.rejected - batch.rejected,
    stops: batch.stops,
  };
}

/** Every batch, oldest first, those under way last. */
export const allBatches = (books: Books): BatchView[] => [
  ...books.batches,
  ...books.units.flatMap((unit) => (unit.batch && unit.batch.id !== '' ? [batchView(unit, unit.batch)] : [])),
];
