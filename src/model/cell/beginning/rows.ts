import { NEVER } from '../../../engine/calendar.js';
import { BATCH, BATCH_TIMERS, ORDER, STATUS } from '../layout.js';
import { enterStore } from '../stores.js';
import { addToOrder, newBatch, newOrder, setBatch, setStatus, type NewOrder } from '../table.js';
import type { Beginning } from './known.js';

const HOLD_TIMER = 2;

/** An order with so many batches that have not begun, which wait for their first step. */
export function addOrder({ cell, state }: Beginning, order: NewOrder): number {
  const { product, batches, releasedUs } = order;
  const row = newOrder(state, order);
  const items = cell.definition.products[product]!.batchSize;
  for (let n = 0; n < batches; n++) {
    newBatch(cell, state, { product, order: row, step: cell.firstStep[product]!, items, begun: false, born: releasedUs, parents: [] }, releasedUs);
  }
  return row;
}

export interface NewLot {
  order: number;
  product: number;
  step: number;
  items: number;
  rejected: number;
  begun: boolean;
  bornUs: number;
  sinceUs: number;
}

/** A lot of an order that is neither at a place nor waits yet. */
export function addLot({ cell, state }: Beginning, { order, product, step, items, rejected, begun, bornUs, sinceUs }: NewLot): number {
  const row = newBatch(cell, state, { product, order, step, items, begun, born: bornUs, parents: [] }, sinceUs);
  setStatus(state, row, STATUS.placed);
  setBatch(state, row, BATCH.rejected, rejected);
  addToOrder(state, order, ORDER.open, 1);
  return row;
}

/** A lot is in a store since an instant. A limit that is over by now has done already what it does. */
export function addToStore({ cell, state, atUs }: Beginning, row: number, store: number, enteredUs: number, sinceUs: number): void {
  enterStore(cell, state, row, store, enteredUs);
  setBatch(state, row, BATCH.since, sinceUs);
  const slot = BATCH_TIMERS * row + HOLD_TIMER;
  if (state.batchTimers[slot]! <= atUs) state.batchTimers[slot] = NEVER;
}

/** A lot waits for its step from now on. */
export const letWait = ({ state }: Beginning, row: number): void => setStatus(state, row, STATUS.waiting);

/** A lot is held for its release. */
export const letHold = ({ state }: Beginning, row: number): void => setStatus(state, row, STATUS.held);
