import { happens, uniform } from './luck.js';
import { holdForRelease } from './release.js';
import { batchOf, happened, stepOf, type Batch, type PlaceState, type World } from './state.js';
import type { Place, Step } from './truth.js';
import { batchStages, nextStage, soil } from './work.js';
import { enterStore, hasRoom, leaveStore, waitAt } from './stores.js';
import { endBatch, finishBatch, loseBatch, newBatch } from './orders.js';

/** A batch stands on a place from now on, and its step begins. */
export function takePlace(world: World, place: Place, batch: Batch): void {
  const { plant } = world;
  const state = plant.places[place.index]!;
  state.batch = batch.serial;
  batch.place = place.index;
  const counts = state.machines.map(({ processed, defective }): [number, number] => [processed, defective]);
  batch.under = { fromS: plant.timeS, in: batch.items, kwh: { ...state.wholeKwh }, counts };
  if (batch.begunS === null) {
    batch.begunS = plant.timeS;
    happened(world, place.index, { event: 'batch-begin', lot: batch.lot, product: batch.product, order: orderId(world, batch), items: batch.items });
  }
  happened(world, place.index, { event: 'step-begin', lot: batch.lot, step: stepOf(world, batch).recipe.id, in: batch.items });
}

const orderId = ({ plant }: World, batch: Batch): string => plant.orders.find(({ serial }) => serial === batch.order)?.id ?? '';

/** A place is empty again. */
export function leavePlace(world: World, place: Place, batch: Batch): void {
  const state = world.plant.places[place.index]!;
  world.changed = true;
  batch.place = null;
  state.batch = null;
  state.stage = 'idle';
  state.todo = [];
  state.waits = null;
  state.idleSinceS = world.plant.timeS;
}

/** The work of a batch at a place is over: what has become of it, and where it goes. */
export function finishWork(world: World, place: Place): void {
  const { plant } = world;
  const state = plant.places[place.index]!;
  const batch = batchOf(world, state.batch!);
  const step = stepOf(world, batch);
  countItems(world, place, state, batch, step);
  soil(place, state, batch.product, plant.timeS);
  state.stage = 'done';
  const name = `${step.product}/${step.recipe.id}`;
  const scrapped = happens(plant, `${name}/scrap`, step.recipe.scrap);
  const reworked = !scrapped && step.reworkTo >= 0 && happens(plant, `${name}/rework`, reworkChance(world, place, step));
  if (batch.items <= 0 || scrapped) {
    giveUpAhead(world, state, batch);
    leavePlace(world, place, batch);
    loseBatch(world, batch, scrapped ? 'scrap' : 'nothing-left', place.index);
  } else if (reworked) {
    happened(world, place.index, { event: 'rework', lot: batch.lot, from: world.cell.routes[batch.product]![step.reworkTo]!.recipe.id });
    giveUpAhead(world, state, batch);
    leavePlace(world, place, batch);
    if (step.recipe.store !== undefined) enterStore(world, batch, step.recipe.store);
    waitAt(world, batch, step.reworkTo);
  } else if (step.recipe.loads) handOver(world, place, state, batch);
  else moveOn(world, place);
}

const reworkChance = ({ cell, plant }: World, { secrets }: Place, { recipe }: Step): number =>
  Math.min(1, recipe.rework!.probability * cell.factor(secrets.rework, plant.timeS));

/** Counts whole items, good and rejected, in the count that the step makes, and writes the record of the step. */
function countItems(world: World, place: Place, state: PlaceState, batch: Batch, { recipe, product }: Step): void {
  const { cell, plant } = world;
  const under = batch.under!;
  let whole: number;
  let good: number;
  if (place.segment !== null) {
    good = state.good;
    whole = Math.max(good, Math.round(under.in / place.segment.itemsPerGood));
  } else {
    whole = Math.round((batch.items + Math.round(recipe.recovers * batch.rejected)) * recipe.makes);
    // The loss of a step scatters by two fifths around its mean, and is near what the file says.
    const loss = (1 - recipe.yield) * cell.factor(place.secrets.loss, plant.timeS) * (0.6 + 0.8 * uniform(plant, `${product}/${recipe.id}/loss`));
    good = Math.max(0, Math.round(whole * (1 - loss)));
  }
  batch.items = good;
  batch.rejected = whole - good;
  state.processed += whole;
  state.defective += whole - good;
  const kwh = Object.fromEntries(Object.entries(state.wholeKwh).map(([carrier, sum]) => [carrier, round(sum - under.kwh[carrier]!)]));
  const record = { step: recipe.id, unit: place.id, fromS: under.fromS, toS: plant.timeS, in: under.in, good, rejected: batch.rejected, kwh };
  const machines = place.segment?.machines.map(({ station }, i) => {
    const machine = state.machines[i]!;
    const [processed, defective] = under.counts[i]!;
    const residue = machine.inside;
    machine.inside = 0;
    return { id: station.id, processed: machine.processed - processed, defective: machine.defective - defective, residue };
  });
  batch.steps.push(machines ? { ...record, machines } : record);
  batch.under = null;
  happened(world, place.index, { event: 'step-end', lot: batch.lot, step: recipe.id, in: record.in, good, rejected: batch.rejected });
}

const round = (kwh: number): number => Math.round(kwh * 1e6) / 1e6;

/** A batch that does not go on as foreseen needs neither the room nor the place that were kept for it. */
function giveUpAhead({ plant }: World, state: PlaceState, batch: Batch): void {
  if (state.holdsRoom !== null) plant.stores[state.holdsRoom]!.kept--;
  state.holdsRoom = null;
  freeKept(plant.places, batch);
  if (state.partner === null) return;
  const receiver = plant.places[state.partner]!;
  state.partner = receiver.partner = null;
  receiver.stage = 'idle';
  receiver.idleSinceS = plant.timeS;
}

/** The place that was kept free for a batch is free for others. */
export function freeKept(places: readonly PlaceState[], batch: Batch): void {
  if (batch.kept !== null) places[batch.kept]!.keptFor = null;
  batch.kept = null;
}

/** From the place that loaded it a batch goes to the one that is full of it now. */
function handOver(world: World, place: Place, state: PlaceState, batch: Batch): void {
  const receiver = world.cell.places[state.partner!]!;
  const into = world.plant.places[receiver.index]!;
  state.partner = into.partner = null;
  freeKept(world.plant.places, batch);
  leavePlace(world, place, batch);
  batch.step++;
  takePlace(world, receiver, batch);
  into.todo = batchStages(receiver);
  nextStage(world, receiver);
}

/** Moves a finished batch off its place where there is room for it. True where anything changed. */
export function moveOn(world: World, place: Place): boolean {
  const { plant } = world;
  const state = plant.places[place.index]!;
  const batch = batchOf(world, state.batch!);
  if (batch.status !== 'placed') return false; // it waits on its place for the next one
  const step = stepOf(world, batch);
  const { store } = step.recipe;
  if (store === undefined && !step.last) {
    waitAt(world, batch, step.index + 1);
    return true;
  }
  if (store !== undefined && !(step.last && step.release === null)) {
    if (state.holdsRoom === store) {
      plant.stores[store]!.kept--;
      state.holdsRoom = null;
    } else if (!hasRoom(world, store)) return false;
  }
  leavePlace(world, place, batch);
  for (const part of divide(world, batch, step)) {
    if (step.last && step.release === null) finishBatch(world, part, place.index);
    else {
      if (store !== undefined) enterStore(world, part, store);
      if (step.release !== null) holdForRelease(world, part);
      else waitAt(world, part, step.index + 1);
    }
  }
  return true;
}

/** The parts into which a step divides a batch, itself the first; the last items go to it. */
function divide(world: World, batch: Batch, { recipe }: Step): Batch[] {
  if (recipe.split === 1) return [batch];
  const share = Math.floor(batch.items / recipe.split);
  const order = world.plant.orders.find(({ serial }) => serial === batch.order)!;
  const parts = Array.from({ length: recipe.split - 1 }, () => {
    const part = newBatch(world, { product: batch.product, order: batch.order, step: batch.step, items: share, begunS: batch.begunS, parents: [batch.lot] });
    order.open++;
    return part;
  });
  batch.items -= share * parts.length;
  happened(world, 'cell', { event: 'divided', lot: batch.lot, into: parts.map(({ lot }) => lot), items: batch.items });
  return [batch, ...parts];
}

/** Batches become part of one of them, which goes on. */
export function mergeInto(world: World, batch: Batch, others: readonly Batch[]): void {
  for (const other of others) {
    leaveStore(world, other);
    batch.items += other.items;
    batch.rejected += other.rejected;
    if (other.begunS !== null) batch.begunS = Math.min(batch.begunS ?? Infinity, other.begunS);
    batch.parents.push(other.lot);
    happened(world, 'cell', { event: 'merged', lot: other.lot, into: batch.lot, items: other.items });
    endBatch(world, other, { outcome: 'merged', into: batch.lot });
  }
}
