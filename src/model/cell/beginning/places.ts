import { noteOf } from '../../../contract/look-ahead-note.js';
import type { CompiledStep, Place } from '../compile.js';
import { BATCH, STAGE, WAITS } from '../layout.js';
import type { PlaceSituation, Situation } from '../situation.js';
import { leaveStore } from '../stores.js';
import { batchField, setBatch } from '../table.js';
import { needBatchStages, nextStage, prepare } from '../work.js';
import { layHistory } from './history.js';
import { outsideName, pastUs, type Beginning } from './known.js';
import type { LaidLot, Named } from './lots.js';
import { cleansByItself, enterStage, isLoaded, workAlone } from './work.js';

/** Every place with what it has behind it, the lot on it, and what it is at. */
export function layPlaces(b: Beginning, situation: Situation, named: Named): PlaceSituation[] {
  const { cell, notes } = b;
  const told = cell.places.map(({ id }) => situation.places.find(({ place }) => place === outsideName(id)) ?? unheard(b, outsideName(id)));
  for (const { place } of situation.places) if (!told.some((at) => at.place === place)) notes.push(noteOf('place-left-out', { source: place }));
  cell.places.forEach((place, i) => layHistory(b, place, told[i]!));
  cell.places.forEach((place, i) => layLotOn(b, place, told[i]!, named));
  const begunFirst = [...cell.places].sort((a, c) => Number(isBegun(b, c)) - Number(isBegun(b, a)));
  for (const place of begunFirst) layAhead(b, place, told, named);
  cell.places.forEach((place, i) => layWithoutLot(b, place, told[i]!));
  for (const [name, { lot, fate }] of named.lots) {
    if (lot.status === 'placed' && fate === 'waits') notes.push(noteOf('lot-nowhere', { lot: name, step: lot.step }));
  }
  return told;
}

/** Whether work on the lot itself has begun at a place, so that what it loads is being loaded. */
const isBegun = ({ state: { p } }: Beginning, { index: i }: Place): boolean => p.stage[i]! >= STAGE.startUp && (p.waits[i] === WAITS.no || p.phase[i]! > 0);

function unheard({ notes }: Beginning, place: string): PlaceSituation {
  notes.push(noteOf('place-unheard', { source: place }));
  const none = { lot: null, stage: 'idle' as const, phase: null, activeS: null, down: null, product: null };
  return { place, ...none, soiledSinceUs: null, cleanSinceUs: null, campaign: null, ranS: {}, maintenanceS: {}, machines: [] };
}

function layLotOn(b: Beginning, place: Place, at: PlaceSituation, { lots }: Named): void {
  if (at.lot === null || at.stage === 'loading') return;
  const { notes } = b;
  const found = lots.get(at.lot);
  if (found === undefined) notes.push(noteOf('lot-unheard', { source: at.place, lot: at.lot }));
  else if (found.fate !== 'waits') notes.push(noteOf('lot-elsewhere', { source: at.place, lot: at.lot }));
  else if (found.lot.status === 'held') notes.push(noteOf('lot-held', { source: at.place, lot: at.lot }));
  else if (!standsOn(b, place, at, found)) notes.push(noteOf('lot-misplaced', { source: at.place, step: found.lot.step, lot: at.lot }));
}

/** Puts a lot on a place: to be worked on, or done with. False where it cannot be there. */
function standsOn(b: Beginning, place: Place, at: PlaceSituation, laid: LaidLot): boolean {
  const { cell, state, atUs } = b;
  const { p } = state;
  const i = place.index;
  const step = cell.steps[batchField(state, laid.row, BATCH.step)]!;
  const before = cell.steps[step.index - 1];
  const isDone = at.stage === 'done';
  const waitsHere = isDone && laid.lot.status === 'waiting' && before?.product === step.product && before.store < 0 && before.places.includes(i);
  if (!waitsHere && !step.places.includes(i)) return false;
  laid.fate = waitsHere ? 'waits-on-place' : 'placed';
  leaveStore(state, laid.row);
  p.batch[i] = laid.row;
  setBatch(state, laid.row, BATCH.place, i);
  if (isDone) {
    p.stage[i] = STAGE.done;
    p.product[i] = step.product;
    return true;
  }
  prepare(cell, state, place, step.product, pastUs(atUs, laid.lot.sinceUs) ?? atUs);
  needBatchStages(state, place);
  enterStage(b, place, stageWithLot(place, at), at);
  return true;
}

function stageWithLot({ line }: Place, { stage }: PlaceSituation): number {
  if (stage === 'phases' || stage === 'production') return line === null ? STAGE.phases : STAGE.production;
  return stage === 'maintenance' ? STAGE.idle : STAGE[stage];
}

/** What a place that has a batch keeps free for it: the place that it loads, or room behind it. */
function layAhead(b: Beginning, place: Place, told: readonly PlaceSituation[], { byRow }: Named): void {
  const { cell, state, notes } = b;
  const { p } = state;
  const i = place.index;
  const row = p.batch[i]!;
  const laid = byRow.get(row);
  if (laid?.fate !== 'placed') return;
  const step = cell.steps[batchField(state, row, BATCH.step)]!;
  const loads = step.recipe.loads && p.stage[i] !== STAGE.done;
  const before = cell.steps[step.index - 1];
  const wasLoaded = before?.product === step.product && before.recipe.loads;
  if (!loads && (place.unit.blocking === 'after-service' || step.last || step.recipe.loads || wasLoaded)) return;
  if (!loads && step.store >= 0) {
    state.storeReserved[step.store]! += step.recipe.split;
    p.holdsRoom[i] = step.store;
    return;
  }
  const receiver = receiverOf(b, place, step, told, loads);
  if (receiver !== null) {
    p.reserved[receiver.index] = row;
    setBatch(state, row, BATCH.reserved, receiver.index);
    if (loads) layLoaded(b, place, receiver, step, told[receiver.index]!);
  } else if (loads) {
    notes.push(noteOf('receiver-missing', { source: told[i]!.place, step: step.id }));
    takeOff(b, place, laid);
  }
}

const NEAR_LOADING: readonly PlaceSituation['stage'][] = ['loading', 'setUp', 'changeover', 'cleaning', 'clearance', 'waking', 'idle'];

/**
 * The place that is most likely kept free: that which is being loaded, or prepared for the lot, else one that is idle, else one that
 * is cleaned by itself; null where all are taken.
 */
function receiverOf(b: Beginning, place: Place, step: CompiledStep, told: readonly PlaceSituation[], loads: boolean): Place | null {
  const { cell, state } = b;
  const { p } = state;
  const nearness = (i: number) => (cleansByItself(b, cell.places[i]!, told[i]!) ? NEAR_LOADING.length : NEAR_LOADING.indexOf(told[i]!.stage));
  const rank = (i: number) => (loads || told[i]!.stage === 'idle' ? nearness(i) : -1);
  const able = cell.steps[step.index + 1]!.places;
  if (!loads && able.includes(place.index)) return place;
  const free = able.filter((i) => i !== place.index && p.batch[i]! < 0 && p.reserved[i]! < 0 && rank(i) >= 0);
  const best = free.sort((a, c) => rank(a) - rank(c))[0];
  return best === undefined ? null : cell.places[best]!;
}

function layLoaded(b: Beginning, giver: Place, receiver: Place, step: CompiledStep, at: PlaceSituation): void {
  const { cell, state, atUs } = b;
  const { p } = state;
  p.partner[giver.index] = receiver.index;
  p.partner[receiver.index] = giver.index;
  if (isBegun(b, giver) || at.stage === 'loading') return isLoaded(b, receiver);
  const isReady = at.stage === 'idle'; // what it needed was found when it was kept, and is done
  prepare(cell, state, receiver, step.product, atUs);
  if (isReady) p.need[receiver.index] = 0;
  enterStage(b, receiver, isReady ? STAGE.idle : STAGE[at.stage], at);
}

function takeOff({ state }: Beginning, { index: i }: Place, laid: LaidLot): void {
  const { p } = state;
  p.batch[i] = p.activity[i] = -1;
  p.stage[i] = STAGE.idle;
  p.need[i] = 0;
  p.waits[i] = WAITS.no;
  setBatch(state, laid.row, BATCH.place, -1);
  laid.fate = 'waits';
}

/** A place without a lot that is not kept for one either: it is idle, or cleaned or maintained by itself. */
function layWithoutLot(b: Beginning, place: Place, at: PlaceSituation): void {
  const { p } = b.state;
  const i = place.index;
  if (p.batch[i]! >= 0 || p.partner[i]! >= 0 || at.stage === 'idle' || workAlone(b, place, at)) return;
  if (at.lot === null) b.notes.push(noteOf('stage-without-lot', { source: at.place, stage: at.stage }));
  p.need[i] = 0;
  nextStage(b.cell, b.state, place);
}
