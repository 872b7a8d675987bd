import { NEVER } from '../../engine/calendar.js';
import type { CompiledCell } from './compile.js';
import { BATCH_TIMER, setBatchTimer } from './batch-timers.js';
import { BATCH, type CellState } from './layout.js';
import { batchField, setBatch } from './table.js';

const US_PER_S = 1e6;

/** Whether so many more batches fit. */
export function hasRoom(cell: CompiledCell, state: CellState, store: number, batches: number): boolean {
  const { capacity } = cell.definition.stores[store]!;
  return capacity === null || state.storeCount[store]! + state.storeReserved[store]! + batches <= capacity;
}

/** A batch enters a store; its hold time begins. */
export function enterStore(cell: CompiledCell, state: CellState, row: number, store: number, nowUs: number): void {
  const { id, holdLimit } = cell.definition.stores[store]!;
  state.storeCount[store]!++;
  setBatch(state, row, BATCH.store, store);
  setBatch(state, row, BATCH.since, nowUs);
  setBatchTimer(state, row, BATCH_TIMER.hold, holdLimit === undefined ? NEVER : nowUs + Math.round(holdLimit * US_PER_S));
  state.watch?.({ kind: 'stored', atUs: nowUs, batch: batchField(state, row, BATCH.serial), store: id });
}

/** A batch leaves its store, where it is in one. */
export function leaveStore(state: CellState, row: number): void {
  const store = batchField(state, row, BATCH.store);
  if (store < 0) return;
  state.storeCount[store]!--;
  setBatch(state, row, BATCH.store, -1);
  setBatchTimer(state, row, BATCH_TIMER.hold, NEVER);
}
