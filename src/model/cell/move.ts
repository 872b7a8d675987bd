import { soil } from './cleaning.js';
import type { CompiledCell, CompiledStep, Place } from './compile.js';
import { mean } from '../../engine/distribution.js';
import { drawNormal, happens } from './draw.js';
import { BATCH, BATCH_FIELDS, CLOCK, ORDER, STAGE, STATUS, WAITS, type CellState } from './layout.js';
import { lostShare } from './losses.js';
import { endBatch, finishBatch, loseBatch } from './orders.js';
import { factorOf, holdBatch } from './release.js';
import { showPlace } from './show.js';
import { enterStore, hasRoom } from './stores.js';
import { addToOrder, addToPlace, addToProduct, batchField, orderField, setBatch } from './table.js';
import { newPart, setStatus, setStep } from './waiting.js';
import { goodOut, needBatchStages, nextStage, phasesOf } from './work.js';

const stepOf = (cell: CompiledCell, state: CellState, row: number): CompiledStep => cell.steps[batchField(state, row, BATCH.step)]!;

/** The work of a batch at a place is over: what has become of it, and where it goes. */
export function finishWork(cell: CompiledCell, state: CellState, place: Place, nowUs: number): void {
  const row = state.p.batch[place.index]!;
  const step = stepOf(cell, state, row);
  addToPlace(state, place.index, 'idealS', idealS(cell, state, place, row));
  countItems(state, place, row, step);
  soil(state, place, batchField(state, row, BATCH.product), nowUs);
  const { items, rejected } = { items: batchField(state, row, BATCH.items), rejected: batchField(state, row, BATCH.rejected) };
  const batch = batchField(state, row, BATCH.serial);
  state.watch?.({ kind: 'step-done', atUs: nowUs, batch, step: step.id, unit: place.id, items, rejected });
  state.p.stage[place.index] = STAGE.done;
  state.p.activity[place.index] = -1;
  if (items <= 0 || happens(state, step.recipe.scrap, step.scrapStream)) {
    giveUpAhead(cell, state, place, row);
    leavePlace(cell, state, place);
    return loseBatch(cell, state, row, items <= 0 ? 'nothing-left' : 'scrap', nowUs);
  }
  if (step.reworkTo >= 0 && happens(state, step.recipe.rework!.probability, step.reworkStream)) {
    addToProduct(state, step.product, 'reworks', 1);
    state.watch?.({ kind: 'reworked', atUs: nowUs, batch, from: cell.steps[step.reworkTo]!.id });
    giveUpAhead(cell, state, place, row);
    leavePlace(cell, state, place);
    if (step.store >= 0) enterStore(cell, state, row, step.store, nowUs);
    return waitAt(cell, state, row, step.reworkTo, nowUs);
  }
  if (step.recipe.loads) return handOver(cell, state, place, row, nowUs);
  showPlace(cell, state, place.index);
  moveOn(cell, state, place, nowUs);
}

/** The place that is kept free for a batch is free for others. */
export function freeReserved(state: CellState, row: number): void {
  const receiver = batchField(state, row, BATCH.reserved);
  if (receiver < 0) return;
  state.p.reserved[receiver] = -1;
  setBatch(state, row, BATCH.reserved, -1);
}

/** The room that a place has reserved for its batch is given back. */
function freeRoom({ p, storeReserved }: CellState, { index }: Place, { recipe }: CompiledStep): void {
  if (p.holdsRoom[index]! >= 0) storeReserved[p.holdsRoom[index]!]! -= recipe.split;
  p.holdsRoom[index] = -1;
}

/** A batch that does not go on as foreseen needs neither the room nor the place that were kept for it. */
function giveUpAhead(cell: CompiledCell, state: CellState, place: Place, row: number): void {
  const { p } = state;
  const { index } = place;
  freeRoom(state, place, stepOf(cell, state, row));
  freeReserved(state, row);
  const receiver = p.partner[index]!;
  if (receiver < 0) return;
  p.partner[index] = p.partner[receiver] = -1;
  p.stage[receiver] = STAGE.idle;
  p.idleSince[receiver] = state.clock[CLOCK.settled]!;
  showPlace(cell, state, receiver);
}

/** How long the phases of a batch on a place last on average [s]. */
function idealS(cell: CompiledCell, state: CellState, place: Place, row: number): number {
  if (place.line !== null) return 0;
  const phases = phasesOf(cell, state, place).map((phase) => cell.activities[phase]!);
  return phases.reduce((sum, { law, per }) => sum + mean(law) * factorOf(state, row, per), 0);
}

/** Whole items, good and rejected, in the count that the step makes. */
function countItems(state: CellState, place: Place, row: number, step: CompiledStep): void {
  const { recipe } = step;
  const before = batchField(state, row, BATCH.items);
  addToPlace(state, place.index, 'itemsIn', before);
  let good: number;
  let whole: number;
  if (place.line !== null) {
    const perGood = place.itemsPerGood;
    whole = before / perGood;
    good = Math.min(Math.floor(whole), countGood(place, state));
  } else {
    const recovered = recipe.recovers * batchField(state, row, BATCH.rejected);
    whole = (before + recovered) * recipe.makes;
    good = Math.round(whole * (1 - lostShare(state, step)));
  }
  const rejected = Math.max(0, Math.round(whole) - good);
  setBatch(state, row, BATCH.items, good);
  setBatch(state, row, BATCH.rejected, rejected);
  addToPlace(state, place.index, 'itemsGood', good);
  addToPlace(state, place.index, 'itemsRejected', rejected);
}

/** Good items of the batch that have left a segment. By chance: those that were counted, and of the others as many as a count could tell. */
export function countGood(place: Place, state: CellState): number {
  const { outMark, outKnown } = state.p;
  const mean = goodOut(place, state) - outMark[place.index]!;
  const variance = state.clock[CLOCK.chance] === 1 ? (mean - outKnown[place.index]!) * place.rejectVariance : 0;
  return wholeItems(mean + (variance > 0 ? Math.sqrt(variance) * drawNormal(state, place.goodStream) : 0), place.itemsPerGood);
}

/**
 * Whole items in a flow of means. Where so many go into one, what is too little for one more stays behind: (n - 1) / 2n of an item on
 * average, which is exact where nothing is rejected.
 */
export const wholeItems = (items: number, intoOne: number): number => Math.max(0, Math.round(items - Math.max(0, 1 - 1 / intoOne) / 2));

/** From the place that loaded it a batch goes to the one that is full of it now. */
function handOver(cell: CompiledCell, state: CellState, place: Place, row: number, nowUs: number): void {
  const { p } = state;
  const receiver = cell.places[p.partner[place.index]!]!;
  p.partner[place.index] = p.partner[receiver.index] = -1;
  freeReserved(state, row);
  leavePlace(cell, state, place);
  setStep(state, row, batchField(state, row, BATCH.step) + 1);
  takePlace(cell, state, receiver, row, nowUs);
  needBatchStages(state, receiver);
  nextStage(cell, state, receiver);
}

/** A batch stands on a place from now on. */
export function takePlace(cell: CompiledCell, state: CellState, place: Place, row: number, nowUs: number): void {
  state.p.batch[place.index] = row;
  setBatch(state, row, BATCH.place, place.index);
  const step = stepOf(cell, state, row);
  const items = batchField(state, row, BATCH.items);
  state.watch?.({ kind: 'step-begun', atUs: nowUs, batch: batchField(state, row, BATCH.serial), step: step.id, unit: place.id, items });
}

/** A place is empty again. */
export function leavePlace(cell: CompiledCell, state: CellState, place: Place): void {
  const { p } = state;
  const i = place.index;
  setBatch(state, p.batch[i]!, BATCH.place, -1);
  p.batch[i] = -1;
  p.stage[i] = STAGE.idle;
  p.need[i] = 0;
  p.waits[i] = WAITS.no;
  p.idleSince[i] = state.clock[CLOCK.settled]!;
  showPlace(cell, state, i);
}

function waitAt(cell: CompiledCell, state: CellState, row: number, step: number, nowUs: number): void {
  setStep(state, row, step);
  setBatch(state, row, BATCH.since, nowUs);
  setStatus(cell, state, row, STATUS.waiting);
}

/** Moves a finished batch off its place where there is room for it. True where anything changed. */
export function moveOn(cell: CompiledCell, state: CellState, place: Place, nowUs: number): boolean {
  const { p } = state;
  const row = p.batch[place.index]!;
  if (batchField(state, row, BATCH.status) !== STATUS.placed) return false; // it waits on its place for the next one
  const step = stepOf(cell, state, row);
  if (step.store < 0 || (step.last && step.release < 0)) {
    if (!step.last) {
      waitAt(cell, state, row, step.index + 1, nowUs);
      return true;
    }
    leavePlace(cell, state, place);
    for (const part of divide(cell, state, row, step, nowUs)) {
      if (step.release >= 0) holdBatch(cell, state, part, nowUs);
      else finishBatch(cell, state, part, nowUs);
    }
    return true;
  }
  if (p.holdsRoom[place.index]! < 0 && !hasRoom(cell, state, step.store, step.recipe.split)) return false;
  freeRoom(state, place, step);
  leavePlace(cell, state, place);
  const rows = divide(cell, state, row, step, nowUs);
  for (const part of rows) {
    enterStore(cell, state, part, step.store, nowUs);
    if (step.release >= 0) holdBatch(cell, state, part, nowUs);
    else waitAt(cell, state, part, step.index + 1, nowUs);
  }
  return true;
}

/** The parts into which a step divides a batch, itself the first and with what the others leave; none is without an item. */
function divide(cell: CompiledCell, state: CellState, row: number, { recipe, product, index }: CompiledStep, nowUs: number): number[] {
  const items = batchField(state, row, BATCH.items);
  const parts = Math.min(recipe.split, items);
  const share = Math.floor(items / parts);
  const order = batchField(state, row, BATCH.order);
  const rows = [row];
  addToOrder(state, order, ORDER.open, parts - 1);
  for (let k = 1; k < parts; k++) {
    const part = newPart(state, { product, order, step: index, items: share, born: batchField(state, row, BATCH.born) }, nowUs);
    rows.push(part);
    state.watch?.({
      kind: 'batch-created',
      atUs: nowUs,
      batch: batchField(state, part, BATCH.serial),
      product: cell.definition.products[product]!.id,
      order: orderField(state, order, ORDER.serial),
      items: share,
      parents: [batchField(state, row, BATCH.serial)],
    });
  }
  setBatch(state, row, BATCH.items, items - share * (parts - 1));
  return rows;
}

/** A batch becomes part of another one, which goes on. */
export function mergeInto(cell: CompiledCell, state: CellState, row: number, other: number, nowUs: number): void {
  for (const field of [BATCH.items, BATCH.rejected]) state.batches[BATCH_FIELDS * row + field]! += batchField(state, other, field);
  setBatch(state, row, BATCH.born, Math.min(batchField(state, row, BATCH.born), batchField(state, other, BATCH.born)));
  const [batch, into] = [other, row].map((r) => batchField(state, r, BATCH.serial)) as [number, number];
  state.watch?.({ kind: 'merged', atUs: nowUs, batch, into });
  endBatch(cell, state, other, nowUs);
}
