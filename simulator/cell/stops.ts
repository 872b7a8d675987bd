import { drawS } from './luck.js';
import { crewCan, crewFor, disengage, engage } from './resources.js';
import { happened, type MachineState, type PlaceState, type Stop, type World } from './state.js';
import type { Place } from './truth.js';

/** Time until the next stop of a law of a unit [s]. */
export function placeStopDueS({ cell, plant }: World, place: Place, law: number): number {
  const stop = place.unit.stops[law]!;
  return drawS(plant, `${place.id}/${stop.id}/every`, stop.every, cell.factor(place.secrets.stops[stop.id]?.every, plant.timeS));
}

/** The same of a machine of a flow segment. */
export function machineStopDueS({ cell, plant }: World, place: Place, index: number, law: number): number {
  const { station, secrets } = place.segment!.machines[index]!;
  const stop = station.stops[law]!;
  return drawS(plant, `${place.id}/${station.id}/${stop.id}/every`, stop.every, cell.factor(secrets.stops[stop.id]?.every, plant.timeS));
}

/** A unit stops. A failure calls for those who can repair it; by an incident the work lasts so long. */
export function stopPlace(world: World, place: Place, law: number, worksS: number | null = null): void {
  const state = world.plant.places[place.index]!;
  if (state.stop) return;
  const failure = law < 0 || place.unit.stops[law]!.class === 'failure';
  const calls = failure && place.unit.repair !== undefined;
  state.stop = { law, failure, repair: calls ? 'call' : 'work', leftS: 0, worksS };
  if (!calls) state.stop.leftS = worksS ?? placeStopLastsS(world, place, law);
  alarm(world, place, null, state.stop, true);
}

function placeStopLastsS({ cell, plant }: World, place: Place, law: number): number {
  const stop = place.unit.stops[law]!;
  return drawS(plant, `${place.id}/${stop.id}/lasts`, stop.lasts, cell.factor(place.secrets.stops[stop.id]?.lasts, plant.timeS));
}

/** A machine of a flow segment stops. Its operators mend it: nobody is called. */
export function stopMachine(world: World, place: Place, index: number, law: number, worksS: number | null = null): void {
  const { cell, plant } = world;
  const machine = plant.places[place.index]!.machines[index]!;
  if (machine.stop) return;
  const { station, secrets } = place.segment!.machines[index]!;
  const stop = station.stops[law];
  const lastsS = worksS ?? drawS(plant, `${place.id}/${station.id}/${stop!.id}/lasts`, stop!.lasts, cell.factor(secrets.stops[stop!.id]?.lasts, plant.timeS));
  machine.stop = { law, failure: stop === undefined || stop.class === 'failure', repair: 'work', leftS: lastsS, worksS: lastsS };
  if (machine.stop.failure) alarm(world, place, index, machine.stop, true);
}

/** One second of a machine's stop. */
export function mendMachine(world: World, place: Place, index: number, machine: MachineState): void {
  const stop = machine.stop!;
  if (--stop.leftS > 0) return;
  machine.stop = null;
  if (stop.law >= 0) machine.untilStopS[stop.law] = machineStopDueS(world, place, index, stop.law);
  if (stop.failure) alarm(world, place, index, stop, false);
}

/** Somebody who was called for is free: the way to the unit, then the work. True where so. */
export function answerCall(world: World, place: Place): boolean {
  const { cell, plant } = world;
  const state = plant.places[place.index]!;
  const { stop } = state;
  if (stop?.repair !== 'call') return false;
  const { persons, response } = place.unit.repair!;
  if (!crewCan(world, state.crew, persons)) {
    const crew = crewFor(world, persons);
    if (crew === null) return false;
    engage(plant, state.repairCrew, crew);
  }
  stop.repair = 'way';
  stop.leftS = response === undefined ? 0 : drawS(plant, `${place.id}/response`, response, cell.factor(place.secrets.response, plant.timeS));
  return true;
}

/** One second of a unit's stop. */
export function mendPlace(world: World, place: Place, state: PlaceState): void {
  const stop = state.stop!;
  if (stop.repair === 'call' || --stop.leftS > 0) return;
  if (stop.repair === 'way') {
    stop.repair = 'work';
    stop.leftS = stop.worksS ?? placeStopLastsS(world, place, stop.law);
    return;
  }
  disengage(world.plant, state.repairCrew);
  state.stop = null;
  if (stop.law >= 0) state.untilStopS[stop.law] = placeStopDueS(world, place, stop.law);
  world.changed = true;
  alarm(world, place, null, stop, false);
}

function alarm(world: World, place: Place, machine: number | null, stop: Stop, raised: boolean): void {
  world.changed = true;
  const stops = machine === null ? place.unit.stops : place.segment!.machines[machine]!.station.stops;
  const at = machine === null ? {} : { machine: place.segment!.machines[machine]!.station.id };
  happened(world, place.index, { alarm: stops[stop.law]?.id ?? 'incident', ...at, raised, severity: stop.failure ? 'high' : 'low' }, '_alarm_v1/Event');
}
