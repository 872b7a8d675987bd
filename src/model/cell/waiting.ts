import type { CompiledCell } from './compile.js';
import { push, remove, rowsIn, topOf, type Before, type Links } from './heap.js';
import { BATCH, BATCH_FIELDS, CLOCK, LAB, ORDER, ORDER_FIELDS, STATUS, type CellState } from './layout.js';
import { giveBatchRow, takeBatchRow } from './rows.js';
import { addToOrder, batchField, orderField, setBatch } from './table.js';

/**
 * Who waits for a unit or for the laboratory, each in a heap by the rule of the cell. What waits for a unit is a batch, told by its
 * row, or the next batch of an order, told by minus one less the row of the order: what has not begun has no row of its own.
 */
export type Waiting = number;

const batchLinks = (state: CellState): Links => ({ table: state.batches, fields: BATCH_FIELDS, first: BATCH.links });
const orderLinks = (state: CellState): Links => ({ table: state.orders, fields: ORDER_FIELDS, first: ORDER.links });

const ofOrder = (order: number): Waiting => -1 - order;
const orderOf = (state: CellState, who: Waiting) => (who < 0 ? -1 - who : batchField(state, who, BATCH.order));
const sinceOf = (state: CellState, who: Waiting) => (who < 0 ? orderField(state, -1 - who, ORDER.releasedUs) : batchField(state, who, BATCH.since));
const serialOf = (state: CellState, who: Waiting) => (who < 0 ? orderField(state, -1 - who, ORDER.nextSerial) : batchField(state, who, BATCH.serial));
const productOf = (state: CellState, who: Waiting) => orderField(state, orderOf(state, who), ORDER.product);

/** Which waits longer, of equals which was made first. */
function waitsLonger(state: CellState, a: Waiting, b: Waiting): boolean {
  const since = sinceOf(state, a) - sinceOf(state, b);
  return since !== 0 ? since < 0 : serialOf(state, a) < serialOf(state, b);
}

const RANK: Record<string, number> = { due: ORDER.dueUs, priority: ORDER.priority };

/** By the rule of the cell as far as it does not look at a unit, then by waiting. */
function ranksBefore(cell: CompiledCell, state: CellState, a: Waiting, b: Waiting): boolean {
  const field = RANK[cell.definition.dispatch];
  const first = field === undefined ? 0 : orderField(state, orderOf(state, a), field) - orderField(state, orderOf(state, b), field);
  return first !== 0 ? first < 0 : waitsLonger(state, a, b);
}

/** The rule of the cell at a place, then longest waiting, then first made. */
export function goesBefore(cell: CompiledCell, state: CellState, place: number, a: Waiting, b: Waiting): boolean {
  if (cell.definition.dispatch !== 'campaign') return ranksBefore(cell, state, a, b);
  const other = (who: Waiting) => (productOf(state, who) === state.p.product[place] ? 0 : 1);
  return other(a) !== other(b) ? other(a) < other(b) : waitsLonger(state, a, b);
}

const batchesBefore =
  (cell: CompiledCell, state: CellState): Before =>
  (a, b) =>
    ranksBefore(cell, state, a, b);
const ordersBefore =
  (cell: CompiledCell, state: CellState): Before =>
  (a, b) =>
    ranksBefore(cell, state, ofOrder(a), ofOrder(b));
const testsBefore =
  (state: CellState): Before =>
  (a, b) =>
    waitsLongerForTest(state, a, b);

/** Which of two batches waits longer for its test, of equals which was made first. */
export function waitsLongerForTest(state: CellState, a: number, b: number): boolean {
  const from = batchField(state, a, BATCH.labFrom) - batchField(state, b, BATCH.labFrom);
  return from !== 0 ? from < 0 : batchField(state, a, BATCH.serial) < batchField(state, b, BATCH.serial);
}

/** The batch that goes first at a step, of those for which no place is kept; null: there is none. */
export function firstAt(state: CellState, step: number): Waiting | null {
  const row = topOf(state.stepTops, step);
  return row < 0 ? null : row;
}

/** The next batch of the order of a product that goes first; null: all have begun. */
export function firstToBegin(state: CellState, product: number): Waiting | null {
  const order = topOf(state.orderTops, product);
  return order < 0 ? null : ofOrder(order);
}

/** What waits longest at a step beside one batch. It must not be the only one. */
export function longestBeside(cell: CompiledCell, state: CellState, step: number, row: number): Waiting {
  const { product } = cell.steps[step]!;
  const orders = cell.firstStep[product] === step ? rowsIn(orderLinks(state), state.orderTops, product).map(ofOrder) : [];
  const others: Waiting[] = rowsIn(batchLinks(state), state.stepTops, step).filter((other) => other !== row);
  return [...others, ...orders].reduce((best, other) => (waitsLonger(state, other, best) ? other : best));
}

/** An order has batches to begin. */
export function awaitBegin(cell: CompiledCell, state: CellState, order: number): void {
  const product = orderField(state, order, ORDER.product);
  const step = cell.firstStep[product]!;
  const batches = orderField(state, order, ORDER.unbegun);
  state.atStep[step]! += batches;
  state.waitingAt[step]! += batches;
  push(orderLinks(state), state.orderTops, product, order, ordersBefore(cell, state));
}

/** The row of what waits; the next batch of an order gets one. It goes on waiting. */
export function rowOf(cell: CompiledCell, state: CellState, who: Waiting): number {
  if (who >= 0) return who;
  const order = -1 - who;
  const product = orderField(state, order, ORDER.product);
  const serial = orderField(state, order, ORDER.nextSerial);
  const releasedUs = orderField(state, order, ORDER.releasedUs);
  if (orderField(state, order, ORDER.unbegun) === 1) remove(orderLinks(state), state.orderTops, product, order, ordersBefore(cell, state));
  addToOrder(state, order, ORDER.unbegun, -1);
  addToOrder(state, order, ORDER.nextSerial, 1);
  const [step, items] = [cell.firstStep[product]!, cell.definition.products[product]!.batchSize];
  return takeBatchRow(state, { serial, status: STATUS.waiting, product, order, step, items, begun: false, born: releasedUs, since: releasedUs });
}

interface Part {
  product: number;
  order: number;
  step: number;
  items: number;
  born: number;
}

/** A part of a batch becomes one of its own, where that one stands. */
export function newPart(state: CellState, part: Part, nowUs: number): number {
  const serial = ++state.clock[CLOCK.serial]!;
  state.atStep[part.step]!++;
  return takeBatchRow(state, { ...part, serial, status: STATUS.placed, begun: true, since: nowUs });
}

/** Changes what a batch waits for or does; counts and heaps follow. A batch for which a place is kept waits in no heap. */
export function setStatus(cell: CompiledCell, state: CellState, row: number, status: number): void {
  const step = batchField(state, row, BATCH.step);
  if (batchField(state, row, BATCH.status) === STATUS.held) leaveTest(cell, state, row);
  if (batchField(state, row, BATCH.status) === STATUS.waiting) {
    state.waitingAt[step]!--;
    remove(batchLinks(state), state.stepTops, step, row, batchesBefore(cell, state));
  }
  setBatch(state, row, BATCH.status, status);
  if (status === STATUS.waiting) {
    state.waitingAt[step]!++;
    if (batchField(state, row, BATCH.reserved) < 0) push(batchLinks(state), state.stepTops, step, row, batchesBefore(cell, state));
  }
  if (status !== STATUS.free) return;
  state.atStep[step]!--;
  giveBatchRow(state, row);
}

/** Moves a batch that does not wait to another step. */
export function setStep(state: CellState, row: number, step: number): void {
  state.atStep[batchField(state, row, BATCH.step)]!--;
  setBatch(state, row, BATCH.step, step);
  state.atStep[step]!++;
}

/** A held batch waits for the test that its laboratory field names. */
export function awaitTest(cell: CompiledCell, state: CellState, row: number): void {
  push(batchLinks(state), state.testTops, testOf(cell, state, row), row, testsBefore(state));
}

/** A held batch waits for no test any more. */
export function leaveTest(cell: CompiledCell, state: CellState, row: number): void {
  const lab = batchField(state, row, BATCH.lab);
  if (lab < 0 || lab % 3 !== LAB.waits) return;
  remove(batchLinks(state), state.testTops, testOf(cell, state, row), row, testsBefore(state));
}

function testOf(cell: CompiledCell, state: CellState, row: number): number {
  const { release } = cell.steps[batchField(state, row, BATCH.step)]!;
  return cell.releases[release]!.tests[Math.floor(batchField(state, row, BATCH.lab) / 3)]!.index;
}
