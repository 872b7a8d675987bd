import { freeKept, leavePlace, mergeInto, moveOn, takePlace } from './batches.js';
import { startTests } from './release.js';
import type { Batch, PlaceState, World } from './state.js';
import { answerCall } from './stops.js';
import { hasRoom, leaveStore } from './stores.js';
import { under } from './trouble-now.js';
import type { Place, Step } from './truth.js';
import { batchStages, begin, nextStage, preparation } from './work.js';

/**
 * Starts whatever can start now, until nothing more can: repairs that were called, activities that wait for people, utilities or
 * a receiver (those that wait longest first), tests, batches that wait for room, and idle places.
 */
export function decide(world: World): void {
  const { cell, plant } = world;
  for (let again = true; again;) {
    again = false;
    for (const place of cell.places) if (mayWork(world, place) && answerCall(world, place)) again = true;
    for (const place of waiting(world)) if (begin(world, place)) again = true;
    if (startTests(world)) again = true;
    for (const place of cell.places) if (plant.places[place.index]!.stage === 'done' && moveOn(world, place)) again = true;
    for (const place of cell.places) if (dispatch(world, place)) again = true;
  }
  for (const place of cell.places) plant.places[place.index]!.awaited = isAwaited(world, place);
}

function waiting(world: World): Place[] {
  const { cell, plant } = world;
  const of = (place: Place) => plant.places[place.index]!;
  return cell.places
    .filter((place) => of(place).waits !== null && of(place).stop === null && mayWork(world, place))
    .sort((a, b) => of(a).waitsSinceS - of(b).waitsSinceS || a.index - b.index);
}

/** Whether the calendar lets a place work. */
export const isOpen = ({ plant }: World, { calendar, outages }: Place): boolean =>
  (calendar < 0 || plant.working[calendar]!) && !outages.some(([fromS, toS]) => fromS <= plant.timeS && plant.timeS < toS);

/** The same, or that what is under way is finished. */
export function mayWork(world: World, place: Place): boolean {
  const { stage } = world.plant.places[place.index]!;
  return isOpen(world, place) || (place.unit.atShiftEnd === 'finish' && stage !== 'idle' && stage !== 'done');
}

/** Whether a batch of an order is still to come to a place. */
function isAwaited({ cell, plant }: World, { index }: Place): boolean {
  return plant.batches.some(({ product, step }) => cell.routes[product]!.some((later) => later.index >= step && later.places.includes(index)));
}

/** Gives an idle place its next work: maintenance or cleaning that is due, else a batch. True where it got any. */
function dispatch(world: World, place: Place): boolean {
  const { plant } = world;
  const state = plant.places[place.index]!;
  if (!isOpen(world, place) || state.stop !== null) return false;
  if (state.keptFor !== null) return takeKept(world, place, state);
  const again = state.stage === 'done'; // it may go on with its own batch
  if (state.stage !== 'idle' && !again) return false;
  if (!again) {
    const due = place.unit.maintenance.findIndex(({ every }, i) => state.upkeepS[i]! >= every);
    if (due >= 0) {
      state.upkeep = due;
      return alone(world, place, state, 'maintenance');
    }
    if (state.soiledLate) {
      state.major = place.unit.cleaning!.minor === undefined;
      return alone(world, place, state, 'cleaning');
    }
  }
  const batch = choose(world, place, again);
  if (batch === null) return false;
  beginJob(world, place, batch);
  return true;
}

function alone(world: World, place: Place, state: PlaceState, stage: 'maintenance' | 'cleaning'): boolean {
  state.asleep = false;
  state.todo = [stage];
  nextStage(world, place);
  return true;
}

/** What a place was kept free for has come. A batch that it is loaded with comes by itself. */
function takeKept(world: World, place: Place, state: PlaceState): boolean {
  const batch = world.plant.batches.find(({ serial }) => serial === state.keptFor)!;
  if (state.partner !== null || batch.status !== 'waiting' || !hasPlaceBehind(world, place, stepOf(world, batch))) return false;
  freeKept(world.plant.places, batch);
  beginJob(world, place, batch);
  return true;
}

const stepOf = ({ cell }: World, { product, step }: Batch): Step => cell.routes[product]![step]!;

/** The batch that a place takes next by the rule of the cell. */
function choose(world: World, place: Place, again: boolean): Batch | null {
  const { cell, plant } = world;
  const { inProcess } = cell.definition;
  const full = inProcess !== undefined && plant.batches.filter(({ begunS }) => begunS !== null).length >= inProcess;
  const late = under(world, 'late-material');
  let best: Batch | null = null;
  for (const batch of plant.batches) {
    if (batch.status !== 'waiting' || batch.kept !== null || (again && batch.place !== place.index)) continue;
    const step = stepOf(world, batch);
    if (!step.places.includes(place.index)) continue;
    if (batch.begunS === null && (full || late.some(({ product }) => product === undefined || product === batch.product))) continue;
    if (step.recipe.merge > 1 && together(world, batch).length < step.recipe.merge) continue;
    if ((best === null || goesBefore(world, place, batch, best)) && hasPlaceBehind(world, place, step)) best = batch;
  }
  return best;
}

/** Batches that wait for the same step, those that wait longest first. */
const together = ({ plant }: World, { product, step }: Batch): Batch[] =>
  plant.batches
    .filter((other) => other.status === 'waiting' && other.product === product && other.step === step)
    .sort((a, b) => a.sinceS - b.sinceS || a.serial - b.serial);

/** The rule of the cell, then longest waiting, then first born. */
function goesBefore({ cell, plant }: World, place: Place, a: Batch, b: Batch): boolean {
  const order = (batch: Batch) => plant.orders.find(({ serial }) => serial === batch.order)!;
  const rank = (batch: Batch): number => {
    switch (cell.definition.dispatch) {
      case 'due':
        return order(batch).dueS ?? Infinity;
      case 'priority':
        return order(batch).priority;
      case 'campaign':
        return batch.product === plant.places[place.index]!.product ? 0 : 1;
      case 'fifo':
        return 0;
    }
  };
  const [first, second] = [rank(a), rank(b)];
  if (first !== second) return first < second;
  return a.sinceS !== b.sinceS ? a.sinceS < b.sinceS : a.serial < b.serial;
}

/** Whether a batch may begin here: what it loads is free, and where the unit looks ahead there is a place for it behind. */
function hasPlaceBehind(world: World, place: Place, step: Step): boolean {
  if (step.recipe.loads) return receiverOf(world, step) !== null;
  if (place.unit.blocking === 'after-service' || step.last) return true;
  return step.recipe.store === undefined ? receiverOf(world, step) !== null : hasRoom(world, step.recipe.store);
}

/** An idle place of the next step. */
function receiverOf(world: World, step: Step): Place | null {
  const { cell, plant } = world;
  const index = cell.routes[step.product]![step.index + 1]!.places.find((i) => {
    const { stage, stop, keptFor } = plant.places[i]!;
    return isOpen(world, cell.places[i]!) && stage === 'idle' && stop === null && keptFor === null;
  });
  return index === undefined ? null : cell.places[index]!;
}

function beginJob(world: World, place: Place, batch: Batch): void {
  const { cell, plant } = world;
  const step = stepOf(world, batch);
  const state = plant.places[place.index]!;
  if (step.recipe.merge > 1) {
    const others = together(world, batch).filter((other) => other !== batch);
    mergeInto(world, batch, others.slice(0, step.recipe.merge - 1));
  }
  batch.status = 'placed';
  leaveStore(world, batch);
  if (batch.place !== null) leavePlace(world, cell.places[batch.place]!, batch);
  lookAhead(world, place, state, batch, step);
  takePlace(world, place, batch);
  state.todo = [...preparation(world, place, step.product), ...batchStages(place)];
  nextStage(world, place);
}

/** Keeps the room or the place that a batch will need behind a unit that looks ahead, or that loads the next one. */
function lookAhead(world: World, place: Place, state: PlaceState, batch: Batch, step: Step): void {
  const { plant } = world;
  const { loads, store } = step.recipe;
  if (!loads && (place.unit.blocking === 'after-service' || step.last)) return;
  if (!loads && store !== undefined) {
    plant.stores[store]!.kept++;
    state.holdsRoom = store;
    return;
  }
  const receiver = receiverOf(world, step)!;
  const kept = plant.places[receiver.index]!;
  kept.keptFor = batch.serial;
  batch.kept = receiver.index;
  if (!loads) return;
  state.partner = receiver.index;
  kept.partner = place.index;
  kept.todo = preparation(world, receiver, step.product);
  nextStage(world, receiver);
}
