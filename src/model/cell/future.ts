import { settle as settleFlow } from '../flow.js';
import { run } from '../run.js';
import type { CompiledCell, Place } from './compile.js';
import type { CellFact } from './facts.js';
import { BATCH, CLOCK, PRODUCT_SUM, PRODUCT_SUMS, STAGE, type CellState } from './layout.js';
import { countGood, wholeItems } from './move.js';
import { runCell } from './run.js';
import { settle } from './settle.js';
import { openCellAccount } from './state.js';
import { batchField } from './table.js';
import { goodOut } from './work.js';

/** One possible future of a cell. Lots and orders by their serial numbers; what is not there does not end until then. */
export interface Future {
  /** by product: good items of lots that came to their end, and good items that left the last step */
  items: number[];
  made: number[];
  /** when a lot was done, lost, or became part of another [us] */
  ends: Map<number, number>;
  /** when the first step of a lot ended [us] */
  steps: Map<number, number>;
  ordersDone: Map<number, number>;
  /** over all carriers */
  kwh: number;
}

/** Runs a state until an instant, with good items by chance of rejects, and notes what becomes of it. */
export function followFuture(cell: CompiledCell, state: CellState, untilUs: number): Future {
  openCellAccount(cell, state);
  state.clock[CLOCK.chance] = 1;
  const made = goodUnderWay(cell, state, goodByNow).map((items) => -items);
  const future: Future = { items: [], made, ends: new Map(), steps: new Map(), ordersDone: new Map(), kwh: 0 };
  state.watch = (fact) => note(cell, state, future, fact);
  runCell(cell, state, untilUs);
  state.watch = null;
  settle(cell, state, untilUs);
  goodUnderWay(cell, state, countGood).forEach((items, product) => (made[product]! += items));
  future.items = cell.definition.products.map((_, i) => state.productSums[PRODUCT_SUMS.length * i + PRODUCT_SUM.items]!);
  future.kwh = state.carrierKwh.reduce((sum, kwh) => sum + kwh, 0);
  return future;
}

function note(cell: CompiledCell, state: CellState, future: Future, fact: CellFact): void {
  switch (fact.kind) {
    case 'step-done': {
      if (!future.steps.has(fact.batch)) future.steps.set(fact.batch, fact.atUs);
      const { index } = cell.places.find(({ id }) => id === fact.unit)!;
      const step = cell.steps[batchField(state, state.p.batch[index]!, BATCH.step)]!;
      if (step.last) future.made[step.product]! += fact.items;
      return;
    }
    case 'merged':
    case 'batch-done':
    case 'batch-lost':
      future.ends.set(fact.batch, fact.atUs);
      return;
    case 'order-done':
      future.ordersDone.set(fact.order, fact.atUs);
      return;
    default: // the rest tells nothing of an end
  }
}

/** Good items of a lot that have left its segment: the mean, as it lies behind. */
const goodByNow = (place: Place, state: CellState): number => wholeItems(goodOut(place, state) - state.p.outMark[place.index]!, place.itemsPerGood);

/** Good items by product that have left the segments of last steps, of the lots that are on them. */
function goodUnderWay(cell: CompiledCell, state: CellState, count: (place: Place, state: CellState) => number): number[] {
  const good = cell.definition.products.map(() => 0);
  for (const place of cell.places) {
    const row = state.p.batch[place.index]!;
    if (place.line === null || row < 0 || state.p.stage[place.index] !== STAGE.production) continue;
    const step = cell.steps[batchField(state, row, BATCH.step)]!;
    if (!step.last) continue;
    const flow = state.lines[place.segment]!;
    const atUs = state.clock[0]!;
    run(place.line, flow, atUs);
    settleFlow(place.line, flow, atUs);
    good[step.product]! += count(place, state);
  }
  return good;
}
