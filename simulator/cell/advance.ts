import { finishWork } from './batches.js';
import { conditionOf, SHOWN } from './condition.js';
import { decide, isOpen } from './dispatch.js';
import { consume, consumeUtilities } from './energy.js';
import { hasRunOut, moveSegment, takeOut } from './flow.js';
import { loseBatch, releaseOrders } from './orders.js';
import { walk } from './packml.js';
import { settleRelease } from './release.js';
import { happened, type PlaceState, type World } from './state.js';
import { mendPlace, placeStopDueS, stopPlace } from './stops.js';
import { settleIncidents } from './trouble.js';
import { slowness } from './trouble-now.js';
import type { Place } from './truth.js';
import { finishActivity } from './work.js';
import { moveWeather, moveZones } from './zones.js';

/** One second of the plant. Returns the incidents that are over. */
export function advance(world: World): string[] {
  const { cell, plant } = world;
  plant.timeS++;
  world.changed = false;
  turnCalendars(world);
  releaseOrders(world);
  const over = settleIncidents(world);
  for (const place of cell.places) movePlace(world, place);
  // Batches come and go meanwhile: those that were there at the beginning of the second.
  for (const batch of plant.batches) {
    if (batch.status === 'held') settleRelease(world, batch);
    if (batch.limitS !== null && plant.timeS >= batch.limitS) holdLimit(world, batch);
  }
  if (world.changed) decide(world);
  moveWeather(world);
  moveZones(world);
  for (const place of cell.places) consume(world, place);
  consumeUtilities(world);
  return over;
}

function turnCalendars(world: World): void {
  const { cell, plant } = world;
  cell.calendars.forEach((calendar, i) => {
    if (plant.timeS < plant.turnsS[i]!) return;
    const { working, untilS } = calendar.at(plant.timeS);
    plant.working[i] = working;
    plant.turnsS[i] = untilS;
    world.changed = true;
  });
  // Outages of units have no timer of their own: what waits is tried again every minute.
  if (plant.timeS % 60 === 0 && cell.places.some(({ outages }) => outages.length > 0)) world.changed = true;
}

function holdLimit(world: World, batch: World['plant']['batches'][number]): void {
  const { definition } = world.cell;
  const store = definition.stores.find(({ id }) => id === batch.store)!;
  batch.limitS = null;
  happened(world, 'cell', { alarm: 'hold-limit', lot: batch.lot, store: store.id, raised: true, severity: 'high' }, '_alarm_v1/Event');
  if (store.afterLimit === 'scrap' && batch.status !== 'placed') loseBatch(world, batch, 'hold-limit', 'cell');
}

function movePlace(world: World, place: Place): void {
  const { plant } = world;
  const state = plant.places[place.index]!;
  if (state.untilStopS.length < place.unit.stops.length) state.untilStopS = place.unit.stops.map((_, law) => placeStopDueS(world, place, law));
  const condition = conditionOf(world, place);
  if (condition !== state.condition) {
    state.condition = condition;
    world.changed = true;
  }
  const { goal, mode } = SHOWN[condition];
  const there = walk(state, goal, mode);
  const atWork = there && state.batch !== null && (condition === 'execute' || condition === 'start-up');
  if (place.segment !== null) moveSegment(world, place, state, there && condition === 'execute' && state.stage === 'production', goal);
  if (condition === 'off') return;
  if (state.stop !== null) return mendPlace(world, place, state);
  tick(world, place, state, atWork);
  if (state.stage === 'idle') return rest(world, place, state);
  if (state.waits !== null || !there || condition === 'utility' || condition === 'excursion') return;
  if (state.stage === 'production') {
    if (!hasRunOut(place.segment!, state)) return;
    takeOut(place.segment!, state);
    state.leftS = 0;
  } else if (state.stage === 'loading' || state.stage === 'done') return;
  else state.leftS -= slowness(world, place);
  if (state.leftS > 0) return;
  if (finishActivity(world, place)) finishWork(world, place);
}

/** Clocks of stops and of maintenance. */
function tick(world: World, place: Place, state: PlaceState, atWork: boolean): void {
  const { stops, maintenance } = place.unit;
  for (let i = 0; i < maintenance.length; i++) if (atWork || maintenance[i]!.clock === 'time') state.upkeepS[i]! += 1;
  for (let law = 0; law < stops.length; law++) {
    if (!atWork && (stops[law]!.clock === 'operation' || state.stage === 'maintenance')) continue;
    state.untilStopS[law]! -= 1;
    if (state.untilStopS[law]! <= 0) return stopPlace(world, place, law);
  }
}

/** An idle unit goes to standby, must be cleaned, or is due for maintenance. */
function rest(world: World, place: Place, state: PlaceState): void {
  const { plant } = world;
  const { standby, cleaning, maintenance } = place.unit;
  if (standby && !state.asleep && place.secrets.standby === 'as-said' && plant.timeS - state.idleSinceS >= standby.after) {
    state.asleep = true;
    world.changed = true;
  }
  if (state.keptFor !== null || !isOpen(world, place)) return;
  if (state.soiled && !state.soiledLate && cleaning?.dirtyHold !== undefined && plant.timeS - state.soiledSinceS > cleaning.dirtyHold) {
    state.soiledLate = true;
    world.changed = true;
    happened(world, place.index, { alarm: 'dirty-hold', raised: true, severity: 'medium' }, '_alarm_v1/Event');
  }
  if (maintenance.some(({ every }, i) => state.upkeepS[i]! >= every)) world.changed = true;
}
