import { cleanByUs, staysOn } from './cleaning.js';
import type { CompiledCell, CompiledStep, Place } from './compile.js';
import { BATCH, CLOCK, OPEN, REPAIR, STAGE, STATUS, type CellState } from './layout.js';
import { freeReserved, leavePlace, mergeInto, moveOn, takePlace } from './move.js';
import { startTests } from './release.js';
import { mayWork, showPlace } from './show.js';
import { hasRoom, leaveStore } from './stores.js';
import { addToProduct, batchField, setBatch } from './table.js';
import { firstAt, firstToBegin, goesBefore, longestBeside, rowOf, setStatus, type Waiting } from './waiting.js';
import { begin, cleanNow, maintainNow, needBatchStages, nextStage, prepare } from './work.js';
import { startRepair } from './stops.js';

/**
 * Starts whatever can start at this instant, until nothing more can: repairs that were called, activities and tests that wait
 * for people or utilities (of each those that wait longest first), batches that wait for room, and idle places.
 */
export function decide(cell: CompiledCell, state: CellState, nowUs: number): void {
  for (let changed = true; changed;) {
    changed = startRepairs(cell, state);
    for (const place of waitingPlaces(cell, state)) changed = begin(cell, state, place) || changed;
    changed = startTests(cell, state, nowUs) || changed;
    for (const place of cell.places) if (state.p.stage[place.index] === STAGE.done && moveOn(cell, state, place, nowUs)) changed = true;
    for (const place of cell.places) if (dispatch(cell, state, place, nowUs)) changed = true;
  }
  for (const place of cell.places) if (state.p.stage[place.index] === STAGE.idle) showPlace(cell, state, place.index);
}

/** Those who called first go first. */
function startRepairs(cell: CompiledCell, state: CellState): boolean {
  const { repair, calledUs } = state.p;
  const calls = cell.places.filter(({ index }) => repair[index] === REPAIR.call);
  let started = false;
  for (const place of calls.sort((a, b) => calledUs[a.index]! - calledUs[b.index]!)) started = startRepair(cell, state, place) || started;
  return started;
}

/** Places that wait, those that wait longest first. */
function waitingPlaces(cell: CompiledCell, state: CellState): Place[] {
  const { waits, waitsSince, down } = state.p;
  const waiting = cell.places.filter((place) => waits[place.index]! > 0 && down[place.index] === 0 && mayWork(state, place));
  return waiting.sort((a, b) => waitsSince[a.index]! - waitsSince[b.index]! || a.index - b.index);
}

/** Gives an idle place its next work: maintenance or cleaning that is due, else a batch. True where it got any. */
function dispatch(cell: CompiledCell, state: CellState, place: Place, nowUs: number): boolean {
  const { p } = state;
  const i = place.index;
  if (p.open[i] !== OPEN.yes || p.down[i]! > 0) return false;
  if (p.reserved[i]! >= 0) return takeReserved(cell, state, place, nowUs);
  const again = p.stage[i] === STAGE.done; // it may go on with its own batch
  if (p.stage[i] !== STAGE.idle && !again) return false;
  if (!again) {
    const due = place.upkeeps.findIndex((care) => state.upkeep[care.index]! >= care.everyUs);
    if (due >= 0) {
      maintainNow(cell, state, place, due);
      return true;
    }
    if (nowUs >= cleanByUs(place, state)) {
      cleanNow(cell, state, place, nowUs);
      return true;
    }
  }
  const who = again ? stays(cell, state, place) : choose(cell, state, place);
  if (who === null) return false;
  beginJob(cell, state, place, rowOf(cell, state, who), nowUs);
  return true;
}

/** What a place was kept free for has come. A batch that it is loaded with comes by itself. */
function takeReserved(cell: CompiledCell, state: CellState, place: Place, nowUs: number): boolean {
  const { p } = state;
  const row = p.reserved[place.index]!;
  if (p.partner[place.index]! >= 0 || batchField(state, row, BATCH.status) !== STATUS.waiting) return false;
  if (!hasPlaceBehind(cell, state, place, cell.steps[batchField(state, row, BATCH.step)]!)) return false;
  freeReserved(state, row);
  beginJob(cell, state, place, row, nowUs);
  return true;
}

/** What a place takes next by the rule of the cell; null: nothing that it could. */
function choose(cell: CompiledCell, state: CellState, place: Place): Waiting | null {
  const { inProcess } = cell.definition;
  const full = inProcess !== undefined && state.clock[CLOCK.inProcess]! >= inProcess;
  let best: Waiting | null = null;
  for (const index of place.steps) {
    const step = cell.steps[index]!;
    if (!areEnough(state, step)) continue;
    const mayBegin = !full && cell.firstStep[step.product] === index;
    for (const who of [firstAt(state, index), mayBegin ? firstToBegin(state, step.product) : null]) {
      if (who === null || (best !== null && !goesBefore(cell, state, place.index, who, best))) continue;
      if (hasPlaceBehind(cell, state, place, step)) best = who;
    }
  }
  return best;
}

/** The batch on a place that is done with a step, where it goes on with the next one there. */
function stays(cell: CompiledCell, state: CellState, place: Place): Waiting | null {
  const row = state.p.batch[place.index]!;
  if (batchField(state, row, BATCH.status) !== STATUS.waiting || batchField(state, row, BATCH.reserved) >= 0) return null;
  const step = cell.steps[batchField(state, row, BATCH.step)]!;
  return place.steps.includes(step.index) && areEnough(state, step) && hasPlaceBehind(cell, state, place, step) ? row : null;
}

/** Whether as many wait as come together. */
const areEnough = ({ waitingAt }: CellState, { index, recipe }: CompiledStep) => waitingAt[index]! >= recipe.merge;

/** Whether a batch may begin here: what it loads is free, and where the unit looks ahead there is a place for it behind. */
function hasPlaceBehind(cell: CompiledCell, state: CellState, place: Place, step: CompiledStep): boolean {
  if (step.recipe.loads) return freeReceiver(cell, state, place, step) >= 0;
  if (place.unit.blocking === 'after-service' || step.last) return true;
  return step.store >= 0 ? hasRoom(cell, state, step.store, step.recipe.split) : freeReceiver(cell, state, place, step) >= 0;
}

/** An idle place of the next step, or the place itself, on which the batch can stay; -1: none. */
function freeReceiver(cell: CompiledCell, state: CellState, place: Place, step: CompiledStep): number {
  const { p } = state;
  const isFree = (i: number) => p.open[i] === 1 && p.stage[i] === STAGE.idle && p.down[i] === 0 && p.reserved[i]! < 0;
  return cell.steps[step.index + 1]!.places.find((i) => i === place.index || isFree(i)) ?? -1;
}

function beginJob(cell: CompiledCell, state: CellState, place: Place, row: number, nowUs: number): void {
  const step = cell.steps[batchField(state, row, BATCH.step)]!;
  if (step.recipe.merge > 1) gather(cell, state, row, step, nowUs);
  setStatus(cell, state, row, STATUS.placed);
  if (batchField(state, row, BATCH.begun) === 0) {
    setBatch(state, row, BATCH.begun, 1);
    setBatch(state, row, BATCH.born, nowUs);
    addToProduct(state, step.product, 'begun', 1);
  }
  leaveStore(state, row);
  const from = batchField(state, row, BATCH.place);
  if (from >= 0) leavePlace(cell, state, cell.places[from]!);
  reserve(cell, state, place, row, step, nowUs);
  takePlace(cell, state, place, row, nowUs);
  if (from === place.index) staysOn(state, place);
  else prepare(cell, state, place, step.product, nowUs);
  needBatchStages(state, place);
  nextStage(cell, state, place);
}

/** The batches that come together with this one: those that wait longest. */
function gather(cell: CompiledCell, state: CellState, row: number, step: CompiledStep, nowUs: number): void {
  for (let k = 1; k < step.recipe.merge; k++) {
    const other = rowOf(cell, state, longestBeside(cell, state, step.index, row));
    leaveStore(state, other);
    mergeInto(cell, state, row, other, nowUs);
  }
}

function reserve(cell: CompiledCell, state: CellState, place: Place, row: number, step: CompiledStep, nowUs: number): void {
  const { p } = state;
  const ahead = step.recipe.loads || (place.unit.blocking === 'before-service' && !step.last);
  if (!ahead) return;
  if (!step.recipe.loads && step.store >= 0) {
    state.storeReserved[step.store]! += step.recipe.split;
    p.holdsRoom[place.index] = step.store;
    return;
  }
  const receiver = freeReceiver(cell, state, place, step);
  p.reserved[receiver] = row;
  setBatch(state, row, BATCH.reserved, receiver);
  if (!step.recipe.loads) return;
  p.partner[place.index] = receiver;
  p.partner[receiver] = place.index;
  prepare(cell, state, cell.places[receiver]!, step.product, nowUs);
  nextStage(cell, state, cell.places[receiver]!);
}
