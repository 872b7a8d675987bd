import { NEVER } from '../../engine/calendar.js';
import { clearBatchTimers, playBatchTimers } from './batch-timers.js';
import { BATCH, BATCH_FIELDS, BATCH_TIMERS, CLOCK, ORDER, ORDER_FIELDS, STATUS, type CellState } from './layout.js';
import { batchField, orderField, rowsOf, setBatch } from './table.js';

/** Rows of the tables of batches and orders: free ones are used again, the last freed first; a table without any grows. */

interface NewBatch {
  serial: number;
  status: number;
  product: number;
  /** its row */
  order: number;
  step: number;
  items: number;
  begun: boolean;
  born: number;
  since: number;
}

/** A row for a batch. Heaps and counts of batches by step are not touched. */
export function takeBatchRow(state: CellState, { serial, status, product, order, step, items, begun, born, since }: NewBatch): number {
  const row = freeBatchRow(state);
  const fields = state.batches.subarray(BATCH_FIELDS * row, BATCH_FIELDS * (row + 1)).fill(0);
  fields[BATCH.status] = status;
  fields[BATCH.serial] = serial;
  fields[BATCH.product] = product;
  fields[BATCH.order] = order;
  fields[BATCH.step] = step;
  fields[BATCH.items] = items;
  fields[BATCH.since] = since;
  fields[BATCH.born] = born;
  fields[BATCH.begun] = begun ? 1 : 0;
  fields[BATCH.store] = fields[BATCH.place] = fields[BATCH.reserved] = fields[BATCH.lab] = -1;
  state.clock[CLOCK.inProcess]!++;
  return row;
}

/** The row of a batch that is no more is free. */
export function giveBatchRow(state: CellState, row: number): void {
  clearBatchTimers(state, row);
  setBatch(state, row, BATCH.status, STATUS.free);
  setBatch(state, row, BATCH.links, state.clock[CLOCK.freeBatch]!);
  state.clock[CLOCK.freeBatch] = row + 1;
  state.clock[CLOCK.inProcess]!--;
}

function freeBatchRow(state: CellState): number {
  const { clock } = state;
  const free = clock[CLOCK.freeBatch]! - 1;
  if (free >= 0) {
    clock[CLOCK.freeBatch] = batchField(state, free, BATCH.links);
    return free;
  }
  if (clock[CLOCK.batchRows] === rowsOf(state)) {
    const timers = state.batchTimers.length;
    state.batches = grown(state.batches);
    state.batchTimers = grown(state.batchTimers).fill(NEVER, timers);
    state.batchNext = new Float64Array(BATCH_TIMERS * rowsOf(state));
    playBatchTimers(state);
  }
  return clock[CLOCK.batchRows]!++;
}

interface NewOrder {
  source: number;
  product: number;
  batches: number;
  releasedUs: number;
  dueUs: number;
  priority: number;
}

/** A row for an order, none of whose batches has begun: they get their numbers now. */
export function takeOrderRow(state: CellState, { source, product, batches, releasedUs, dueUs, priority }: NewOrder): number {
  const { clock } = state;
  const row = freeOrderRow(state);
  const fields = state.orders.subarray(ORDER_FIELDS * row, ORDER_FIELDS * (row + 1)).fill(0);
  fields[ORDER.used] = 1;
  fields[ORDER.serial] = ++clock[CLOCK.orderSerial]!;
  fields[ORDER.source] = source;
  fields[ORDER.product] = product;
  fields[ORDER.releasedUs] = releasedUs;
  fields[ORDER.dueUs] = dueUs;
  fields[ORDER.priority] = priority;
  fields[ORDER.open] = fields[ORDER.unbegun] = batches;
  fields[ORDER.nextSerial] = clock[CLOCK.serial]! + 1;
  clock[CLOCK.serial]! += batches;
  return row;
}

/** The row of an order that is done is free. */
export function giveOrderRow(state: CellState, row: number): void {
  state.orders[ORDER_FIELDS * row + ORDER.used] = 0;
  state.orders[ORDER_FIELDS * row + ORDER.links] = state.clock[CLOCK.freeOrder]!;
  state.clock[CLOCK.freeOrder] = row + 1;
}

function freeOrderRow(state: CellState): number {
  const { clock } = state;
  const free = clock[CLOCK.freeOrder]! - 1;
  if (free >= 0) {
    clock[CLOCK.freeOrder] = orderField(state, free, ORDER.links);
    return free;
  }
  if (ORDER_FIELDS * clock[CLOCK.orderRows]! === state.orders.length) state.orders = grown(state.orders);
  return clock[CLOCK.orderRows]!++;
}

function grown(table: Float64Array): Float64Array<ArrayBuffer> {
  const more = new Float64Array(2 * table.length);
  more.set(table);
  return more;
}
