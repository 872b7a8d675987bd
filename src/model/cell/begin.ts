import { noteOf, type LookAheadNote } from '../../contract/look-ahead-note.js';
import { NEVER } from '../../engine/calendar.js';
import type { Luck } from '../state.js';
import { layCrews } from './beginning/crews.js';
import { layHeld } from './beginning/held.js';
import { pastUs, type Beginning } from './beginning/known.js';
import { layLots, type Named } from './beginning/lots.js';
import { layPlaces } from './beginning/places.js';
import { letWait } from './beginning/rows.js';
import { laySegment } from './beginning/segment.js';
import { Unknown } from './beginning/unknown.js';
import type { CompiledCell } from './compile.js';
import { layLosses } from './losses.js';
import { BATCH, CLOCK, ORDER, STATUS, type CellState } from './layout.js';
import { goOn } from './release.js';
import { settleInstant } from './run.js';
import type { OrderSituation, Situation } from './situation.js';
import { forkCell, startCell } from './state.js';
import { batchField, orderField, rowsOf } from './table.js';

/** A cell that stands as a real one does, before what is left of anything was drawn. */
export interface Standing {
  state: CellState;
  /** names of the plant, by serial of the batch */
  lots: Map<number, string>;
  orders: Map<number, string>;
  /** what was inferred, drawn or left out */
  notes: LookAheadNote[];
  /** whether anything was drawn that is not known: another luck stands otherwise */
  drawn: boolean;
}

/**
 * The state of a simulation that begins where a real cell is. What is under way goes on with its residual life given its age (as
 * in forkCell), demand goes on by its rule, and orders of the plan are released that are still to come. What is not known is drawn
 * or neutral, what contradicts itself is left out, and each is said in a note. Throws where the instant of the situation is none.
 */
export function beginFrom(cell: CompiledCell, situation: Situation, luck: Luck): Omit<Standing, 'drawn'> {
  const { state, lots, orders, notes } = standFrom(cell, situation, luck);
  return { state: goOnFrom(cell, state, luck), lots, orders, notes };
}

/** Where the cell stands: the parent of as many beginnings as are wanted. It must not be run itself. */
export function standFrom(cell: CompiledCell, situation: Situation, luck: Luck): Standing {
  const { atUs } = situation;
  if (!Number.isSafeInteger(atUs)) throw new RangeError(`a situation at ${atUs} is at no instant`);
  const state = startCell(cell, { ...luck, atUs });
  const b: Beginning = { cell, state, atUs, unknown: new Unknown(luck), notes: [] };
  const named = layLots(b, situation);
  const told = layPlaces(b, situation, named);
  layHeld(b, named);
  for (const laid of named.lots.values()) if (laid.fate === 'waits' || laid.fate === 'waits-on-place') letWait(b, laid.row);
  layCrews(b);
  cell.places.forEach((place, i) => (place.line === null ? undefined : laySegment(b, place, told[i]!)));
  layOrdersToCome(b, situation.orders);
  layLosses(cell, state, situation.lossPast ?? []);
  return { state, ...namesOf(state, named), notes: b.notes, drawn: b.unknown.drawn };
}

/** One beginning: what is left is drawn, and whatever can start at this instant starts. The parent stays as it is. */
export function goOnFrom(cell: CompiledCell, standing: CellState, luck: Luck, into?: CellState): CellState {
  const state = forkCell(cell, standing, luck, into);
  const atUs = state.clock[CLOCK.at]!;
  for (let row = 0; row < rowsOf(state); row++) if (batchField(state, row, BATCH.status) === STATUS.held) goOn(cell, state, row, atUs);
  settleInstant(cell, state, atUs);
  return state;
}

/** Orders of the plan whose release is past were released; demand goes on after this instant, of an unknown beginning after its last order. */
function layOrdersToCome({ cell, state, atUs, notes }: Beginning, orders: readonly OrderSituation[]): void {
  const { calendars } = cell.counts;
  const { orderTurns, orderRelease } = cell;
  for (const { order } of orders) {
    const i = cell.definition.orders.findIndex(({ id }) => id === order);
    if (i >= 0) state.orderDone[i] = atUs; // it is out: it is not released again
  }
  const toCome = orderTurns.findIndex((i) => orderRelease[i] !== null && orderRelease[i]! > atUs);
  state.clock[CLOCK.ordersOut] = toCome < 0 ? orderTurns.length : toCome;
  state.timers[calendars + 1] = toCome < 0 ? NEVER : orderRelease[orderTurns[toCome]!]!;
  cell.definition.demand.forEach(({ id, every, product }, i) => {
    const everyUs = Math.round(every * 1e6);
    const its = orders
      .filter((order) => order.product === product && order.order.startsWith(`${id}-`))
      .flatMap(({ releasedUs }) => pastUs(atUs, releasedUs) ?? []);
    const firstUs = cell.demandFirst[i] ?? (its.length > 0 ? Math.max(...its) : null);
    if (firstUs === null) notes.push(noteOf('demand-unheard', { demand: id }));
    const passed = Math.max(0, Math.floor((atUs - (firstUs ?? atUs)) / everyUs) + 1);
    state.timers[calendars + 2 + i] = (firstUs ?? atUs) + passed * everyUs;
  });
}

function namesOf(state: CellState, named: Named): Pick<Standing, 'lots' | 'orders'> {
  return {
    lots: new Map([...named.lots].map(([name, { row }]) => [batchField(state, row, BATCH.serial), name])),
    orders: new Map([...named.orders].map(([name, row]) => [orderField(state, row, ORDER.serial), name])),
  };
}
