import { NEVER } from '../../engine/calendar.js';
import type { CompiledCell } from './compile.js';
import { BATCH, CELL_SUM, CLOCK, ORDER, STATUS, type CellState } from './layout.js';
import { giveOrderRow, takeOrderRow } from './rows.js';
import { addToOrder, addToProduct, batchField, orderField } from './table.js';
import { awaitBegin, setStatus } from './waiting.js';

const US_PER_S = 1e6;

/** Orders of a plan count from 0; those of a demand come after them, and then those that the file does not know. */
const sourceId = (cell: CompiledCell, source: number): string =>
  (cell.definition.orders[source] ?? cell.definition.demand[source - cell.counts.orders])?.id ?? 'unknown';

/** Releases every order of the plan that is due to begin, but those that are out by other ways. Its next release is what comes back [us]. */
export function releaseOrders(cell: CompiledCell, state: CellState, nowUs: number): number {
  const { orderTurns, orderRelease, orderDue } = cell;
  const out = state.clock[CLOCK.ordersOut]!;
  let next = out;
  while (next < orderTurns.length && (orderRelease[orderTurns[next]!] ?? nowUs) <= nowUs) next++;
  state.clock[CLOCK.ordersOut] = next;
  for (const i of orderTurns.slice(out, next).sort((a, b) => a - b)) {
    if (state.orderDone[i] !== NEVER) continue;
    const { product, batches, priority } = cell.definition.orders[i]!;
    release(cell, state, { source: i, product, batches, priority, dueUs: orderDue[i] ?? NEVER }, nowUs);
  }
  return next < orderTurns.length ? orderRelease[orderTurns[next]!]! : NEVER;
}

/** The next order of a demand. */
export function releaseDemand(cell: CompiledCell, state: CellState, i: number, nowUs: number): void {
  const { product, batches, priority, dueAfter } = cell.definition.demand[i]!;
  const dueUs = dueAfter === undefined ? NEVER : nowUs + Math.round(dueAfter * US_PER_S);
  release(cell, state, { source: cell.counts.orders + i, product, batches, priority, dueUs }, nowUs);
}

function release(
  cell: CompiledCell,
  state: CellState,
  { source, product: id, batches, priority, dueUs }: { source: number; product: string; batches: number; priority: number; dueUs: number },
  nowUs: number,
): void {
  const product = cell.definition.products.findIndex((candidate) => candidate.id === id);
  const order = takeOrderRow(state, { source, product, batches, releasedUs: nowUs, dueUs, priority });
  const serial = orderField(state, order, ORDER.serial);
  state.watch?.({ kind: 'order-released', atUs: nowUs, order: serial, id: sourceId(cell, source), product: id, dueUs: dueUs === NEVER ? null : dueUs });
  awaitBegin(cell, state, order);
  if (state.watch === null) return;
  const [first, items] = [orderField(state, order, ORDER.nextSerial), cell.definition.products[product]!.batchSize];
  for (let n = 0; n < batches; n++) state.watch({ kind: 'batch-created', atUs: nowUs, batch: first + n, product: id, order: serial, items, parents: [] });
}

/** A batch has gone through its route. */
export function finishBatch(cell: CompiledCell, state: CellState, row: number, nowUs: number): void {
  const product = batchField(state, row, BATCH.product);
  const items = batchField(state, row, BATCH.items);
  const lead = nowUs - batchField(state, row, BATCH.born);
  addToProduct(state, product, 'done', 1);
  addToProduct(state, product, 'items', items);
  addToProduct(state, product, 'leadUs', lead);
  state.watch?.({ kind: 'batch-done', atUs: nowUs, batch: batchField(state, row, BATCH.serial), items });
  endBatch(cell, state, row, nowUs);
}

/** A batch is lost on its way. It must have left its place and its store. */
export function loseBatch(
  cell: CompiledCell,
  state: CellState,
  row: number,
  why: 'scrap' | 'not-released' | 'hold-limit' | 'nothing-left',
  nowUs: number,
): void {
  const items = batchField(state, row, BATCH.items);
  addToProduct(state, batchField(state, row, BATCH.product), 'lost', 1);
  addToProduct(state, batchField(state, row, BATCH.product), 'lostItems', items);
  addToOrder(state, batchField(state, row, BATCH.order), ORDER.lost, 1);
  state.watch?.({ kind: 'batch-lost', atUs: nowUs, batch: batchField(state, row, BATCH.serial), items, why });
  endBatch(cell, state, row, nowUs);
}

/** A batch is no longer one of its own; its order is done with the last. */
export function endBatch(cell: CompiledCell, state: CellState, row: number, nowUs: number): void {
  const order = batchField(state, row, BATCH.order);
  setStatus(cell, state, row, STATUS.free);
  addToOrder(state, order, ORDER.open, -1);
  if (orderField(state, order, ORDER.open) === 0) finishOrder(cell, state, order, nowUs);
}

function finishOrder(cell: CompiledCell, state: CellState, order: number, nowUs: number): void {
  const source = orderField(state, order, ORDER.source);
  const due = orderField(state, order, ORDER.dueUs);
  const lateUs = due === NEVER ? 0 : Math.max(0, nowUs - due);
  state.sums[CELL_SUM.ordersDone]!++;
  if (lateUs > 0) state.sums[CELL_SUM.ordersLate]!++;
  state.sums[CELL_SUM.lateUs]! += lateUs;
  state.sums[CELL_SUM.latestUs] = Math.max(state.sums[CELL_SUM.latestUs]!, lateUs);
  if (source < cell.counts.orders) state.orderDone[source] = nowUs;
  state.watch?.({
    kind: 'order-done',
    atUs: nowUs,
    order: orderField(state, order, ORDER.serial),
    id: sourceId(cell, source),
    dueUs: due === NEVER ? null : due,
    lost: orderField(state, order, ORDER.lost),
  });
  giveOrderRow(state, order);
}
