import type { CompiledCell, Place } from './compile.js';
import { drawUs } from './draw.js';
import { CLOCK, REPAIR, type CellState } from './layout.js';
import { ticks } from './clocks.js';
import { dismissRepairers, sendRepairers } from './repairers.js';
import { mayWork, showPlace } from './show.js';
import { addToPlace } from './table.js';

/** The next stop of a law is drawn; its clock begins anew. */
export function renewStop(state: CellState, stop: Place['stops'][number]): void {
  state.age[stop.index] = 0;
  state.due[stop.index] = drawUs(state, stop.every, stop.everyStream);
}

/** A place stops by itself: what is under way rests, whoever works there stays. A failure may need somebody to come. */
export function stopPlace(cell: CompiledCell, state: CellState, place: Place): void {
  const { p } = state;
  const i = place.index;
  const k = place.stops.findIndex((stop) => state.due[stop.index]! - state.age[stop.index]! < 1 && ticks(state, i, stop));
  if (k < 0) return showPlace(cell, state, i);
  const stop = place.stops[k]!;
  p.down[i] = k + 1;
  addToPlace(state, i, stop.failure ? 'stops' : 'minorStops', 1);
  const calls = stop.failure && place.unit.repair !== undefined;
  p.repair[i] = calls ? REPAIR.call : REPAIR.work;
  p.calledUs[i] = state.clock[CLOCK.settled]!;
  if (calls) p.repairLeft[i] = p.repairWork[i] = 0;
  else p.repairWork[i] = p.repairLeft[i] = Math.max(1, drawUs(state, stop.lasts, stop.lastsStream));
  showPlace(cell, state, i);
}

/** Somebody who was called for is free: the way to the machine, then the work. True where so. */
export function startRepair(cell: CompiledCell, state: CellState, place: Place): boolean {
  const { p } = state;
  const i = place.index;
  if (p.repair[i] !== REPAIR.call || !mayWork(state, place)) return false;
  if (!sendRepairers(cell, state, place)) return false;
  p.repair[i] = REPAIR.response;
  p.repairWork[i] = p.repairLeft[i] = place.response === null ? 0 : drawUs(state, place.response, place.responseStream);
  showPlace(cell, state, i);
  return true;
}

/** The end of the way to the machine, or of the repair. */
export function repairDue(cell: CompiledCell, state: CellState, place: Place): void {
  const { p } = state;
  const i = place.index;
  const stop = place.stops[p.down[i]! - 1]!;
  if (p.repair[i] === REPAIR.response) {
    p.repair[i] = REPAIR.work;
    p.repairWork[i] = p.repairLeft[i] = Math.max(1, drawUs(state, stop.lasts, stop.lastsStream));
  } else {
    p.down[i] = 0;
    p.repair[i] = REPAIR.none;
    dismissRepairers(cell, state, place);
    renewStop(state, stop);
  }
  showPlace(cell, state, i);
}
