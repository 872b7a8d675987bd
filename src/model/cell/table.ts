import { NEVER } from '../../engine/calendar.js';
import type { CompiledCell } from './compile.js';
import {
  BATCH,
  BATCH_FIELDS,
  BATCH_TIMERS,
  CLOCK,
  ORDER,
  ORDER_FIELDS,
  PLACE_SUM,
  PLACE_SUMS,
  PRODUCT_SUM,
  PRODUCT_SUMS,
  STATUS,
  type CellState,
} from './layout.js';

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
  state.productSums[PRODUCT_SUMS.length * product + PRODUCT_SUM[sum]]! += value;
}
export function addToPlace(state: CellState, place: number, sum: (typeof PLACE_SUMS)[number], value: number): void {
  state.placeSums[PLACE_SUMS.length * place + PLACE_SUM[sum]]! += value;
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
  begun: boolean;
  born: number;
  parents: number[];
}

/** A batch that waits at a step from now on. */
export function newBatch(cell: CompiledCell, state: CellState, { product, order, step, items, begun, born, parents }: NewBatch, nowUs: number): number {
  const row = freeBatch(state);
  const serial = ++state.clock[CLOCK.serial]!;
  const fields = state.batches.subarray(BATCH_FIELDS * row, BATCH_FIELDS * (row + 1)).fill(0);
  fields[BATCH.status] = STATUS.waiting;
  fields[BATCH.serial] = serial;
  fields[BATCH.product] = product;
  fields[BATCH.order] = order;
  fields[BATCH.step] = step;
  fields[BATCH.items] = items;
  fields[BATCH.since] = nowUs;
  fields[BATCH.born] = born;
  fields[BATCH.begun] = begun ? 1 : 0;
  fields[BATCH.store] = fields[BATCH.place] = fields[BATCH.reserved] = fields[BATCH.lab] = -1;
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

export interface NewOrder {
  source: number;
  product: number;
  batches: number;
  releasedUs: number;
  dueUs: number;
  priority: number;
}

export function newOrder(state: CellState, { source, product, batches, releasedUs, dueUs, priority }: NewOrder): number {
  const row = freeOrder(state);
  const fields = state.orders.subarray(ORDER_FIELDS * row, ORDER_FIELDS * (row + 1)).fill(0);
  fields[ORDER.used] = 1;
  fields[ORDER.serial] = ++state.clock[CLOCK.orderSerial]!;
  fields[ORDER.source] = source;
  fields[ORDER.product] = product;
  fields[ORDER.releasedUs] = releasedUs;
  fields[ORDER.dueUs] = dueUs;
  fields[ORDER.priority] = priority;
  fields[ORDER.open] = batches;
  return row;
}

export function freeOrderRow(state: CellState, row: number): void {
  state.orders[ORDER_FIELDS * row + ORDER.used] = 0;
}
