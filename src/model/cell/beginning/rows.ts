import { NEVER } from '../../../engine/calendar.js';
import { BATCH_TIMER, setBatchTimer } from '../batch-timers.js';
import { BATCH, BATCH_TIMERS, CLOCK, LAB, ORDER, STATUS } from '../layout.js';
import { takeBatchRow, takeOrderRow } from '../rows.js';
import { enterStore } from '../stores.js';
import { addToOrder, batchField, setBatch } from '../table.js';
import { awaitBegin, awaitTest, setStatus } from '../waiting.js';
import type { Beginning } from './known.js';

/** An order with so many batches that have not begun, which wait for their first step. */
export function addOrder({ cell, state }: Beginning, order: Parameters<typeof takeOrderRow>[1]): number {
  const row = takeOrderRow(state, order);
  if (order.batches > 0) awaitBegin(cell, state, row);
  return row;
}

interface NewLot {
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
export function addLot({ state }: Beginning, { rejected, bornUs, sinceUs, ...lot }: NewLot): number {
  const serial = ++state.clock[CLOCK.serial]!;
  const row = takeBatchRow(state, { ...lot, serial, status: STATUS.placed, born: bornUs, since: sinceUs });
  state.atStep[lot.step]!++;
  setBatch(state, row, BATCH.rejected, rejected);
  addToOrder(state, lot.order, ORDER.open, 1);
  return row;
}

/** A lot is in a store since an instant. A limit that is over by now has done already what it does. */
export function addToStore({ cell, state, atUs }: Beginning, row: number, store: number, enteredUs: number, sinceUs: number): void {
  enterStore(cell, state, row, store, enteredUs);
  setBatch(state, row, BATCH.since, sinceUs);
  if (state.batchTimers[BATCH_TIMERS * row + BATCH_TIMER.hold]! <= atUs) setBatchTimer(state, row, BATCH_TIMER.hold, NEVER);
}

/** A lot waits for its step from now on. */
export const letWait = ({ cell, state }: Beginning, row: number): void => setStatus(cell, state, row, STATUS.waiting);

/** A lot is held for its release, and waits for the test that its laboratory field names, if it does. */
export function letHold({ cell, state }: Beginning, row: number): void {
  setStatus(cell, state, row, STATUS.held);
  const lab = batchField(state, row, BATCH.lab);
  if (lab >= 0 && lab % Object.keys(LAB).length === LAB.waits) awaitTest(cell, state, row);
}
