import { NEVER } from '../../engine/calendar.js';
import type { CompiledCell } from './compile.js';
import { BATCH, BATCH_FIELDS, BATCH_TIMERS, CLOCK, ORDER, ORDER_FIELDS, PLACE_SUMS, PRODUCT_SUMS, STATUS, type CellState } from './layout.js';

/** Fields of a batch and of an order by row, and the counts of batches by step that follow them. */

export const batchField = (state: CellState, row: number, field: number): number => state.batches[BATCH_FIELDS * row + field]!;
export function setBatch(state: CellState, row: number, field: number, value: number): void {
  state.batches[BATCH_FIELDS * row + field] = value;
}
export const orderField = (state: CellState, row: number, field: number): number => state.orders[ORDER_FIELDS * row + field]!;
export function addToOrder(state: CellState, row: number, field: number, value: number): void {
  state.orders[ORDER_FIELDS * row + field]! += value;
}
export const rowsOf = (state: CellState): number => state.batches.length / BATCH_FIELDS;

export function addToProduct(state: CellState, product: number, sum: (typeof PRODUCT_SUMS)[number], value: number): void {
  state.productSums[PRODUCT_SUMS.length * product + PRODUCT_SUMS.indexOf(sum)]! += value;
}
export function addToPlace(state: CellState, place: number, sum: (typeof PLACE_SUMS)[number], value: number): void {
  state.placeSums[PLACE_SUMS.length * place + PLACE_SUMS.indexOf(sum)]! += value;
}

/** A free row of the table of batches, which grows where there is none. */
function freeBatch(state: CellState): number {
  const rows = rowsOf(state);
  for (let row = 0; row < rows; row++) if (state.batches[BATCH_FIELDS * row + BATCH.status] === STATUS.free) return row;
  state.batches = grown(state.batches);
  state.batchTimers = grown(state.batchTimers);
  state.batchTimers.fill(NEVER, BATCH_TIMERS * rows);
  return rows;
}

function freeOrder(state: CellState): number {
  const rows = state.orders.length / ORDER_FIELDS;
  for (let row = 0; row < rows; row++) if (state.orders[ORDER_FIELDS * row + ORDER.used] === 0) return row;
  state.orders = grown(state.orders);
  return rows;
}

function grown(table: Float64Array): Float64Array {
  const more = new Float64Array(2 * table.length);
  more.set(table);
  return more;
}

export interface NewBatch {
  product: number;
  order: number;
  step: number;
  items: number;
  store: number;
  begun: boolean;
  born: number;
  parents: number[];
}

/** A batch that waits at a step from now on. */
export function newBatch(cell: CompiledCell, state: CellState, { product, order, step, items, store, begun, born, parents }: NewBatch, nowUs: number): number {
  const row = freeBatch(state);
  const serial = ++state.clock[CLOCK.serial]!;
  const values = {
    status: STATUS.waiting,
    serial,
    product,
    order,
    step,
    items,
    rejected: 0,
    store,
    place: -1,
    since: nowUs,
    born,
    begun: begun ? 1 : 0,
    reserved: -1,
    lab: -1,
  };
  state.batches.fill(0, BATCH_FIELDS * row, BATCH_FIELDS * (row + 1));
  for (const [name, value] of Object.entries(values)) setBatch(state, row, BATCH[name as keyof typeof BATCH], value);
  state.batchTimers.fill(NEVER, BATCH_TIMERS * row, BATCH_TIMERS * (row + 1));
  state.atStep[step]!++;
  state.waitingAt[step]!++;
  state.watch?.({
    kind: 'batch-created',
    atUs: nowUs,
    batch: serial,
    product: cell.definition.products[product]!.id,
    order: orderField(state, order, ORDER.serial),
    items,
    parents,
  });
  return row;
}

/** Changes what a batch waits for or does; the counts follow. */
export function setStatus(state: CellState, row: number, status: number): void {
  const step = batchField(state, row, BATCH.step);
  if (batchField(state, row, BATCH.status) === STATUS.waiting) state.waitingAt[step]!--;
  setBatch(state, row, BATCH.status, status);
  if (status === STATUS.waiting) state.waitingAt[step]!++;
  if (status === STATUS.free) state.atStep[step]!--;
}

/** Moves a batch that does not wait to another step. */
export function setStep(state: CellState, row: number, step: number): void {
  state.atStep[batchField(state, row, BATCH.step)]!--;
  setBatch(state, row, BATCH.step, step);
  state.atStep[step]!++;
}

export function newOrder(state: CellState, values: { source: number; product: number; releasedUs: number; dueUs: number; priority: number }): number {
  const row = freeOrder(state);
  const all = { ...values, used: 1, serial: ++state.clock[CLOCK.orderSerial]!, open: 0, lost: 0 };
  for (const [name, value] of Object.entries(all)) state.orders[ORDER_FIELDS * row + ORDER[name as keyof typeof ORDER]] = value;
  return row;
}

export function freeOrderRow(state: CellState, row: number): void {
  state.orders[ORDER_FIELDS * row + ORDER.used] = 0;
}
