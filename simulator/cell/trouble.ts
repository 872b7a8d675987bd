import { stopMachine, stopPlace } from './stops.js';
import type { IncidentRequest } from './incident.js';
import { isAt } from './trouble-now.js';
import { happened, stepOf, batchOf, type World } from './state.js';

/** How many incidents a plant remembers after they are over. */
const REMEMBERED = 200;

/** Takes up an incident. False where it is known already. */
export function takeUp({ plant }: World, request: IncidentRequest): boolean {
  if (plant.known.includes(request.id)) return false;
  plant.known = [...plant.known, request.id].slice(-REMEMBERED);
  const fromS = plant.timeS + Math.round(request.afterS);
  plant.incidents.push({ request, fromS, untilS: fromS + Math.max(1, Math.round(request.lastsS)), begun: false });
  return true;
}

/** Begins the incidents that are due and ends those that are over. Returns the ids of the latter. */
export function settleIncidents(world: World): string[] {
  const { plant } = world;
  if (plant.incidents.length === 0) return [];
  for (const incident of plant.incidents) {
    if (incident.begun || plant.timeS < incident.fromS) continue;
    incident.begun = true;
    world.changed = true;
    begin(world, incident.request);
  }
  const over = plant.incidents.filter(({ untilS }) => plant.timeS >= untilS).map(({ request }) => request.id);
  if (over.length === 0) return over;
  plant.incidents = plant.incidents.filter(({ untilS }) => plant.timeS < untilS);
  world.changed = true;
  return over;
}

function begin(world: World, request: IncidentRequest): void {
  const { cell, plant } = world;
  if (request.kind === 'failure') {
    const worksS = Math.round(request.lastsS);
    for (const place of cell.places) {
      const machine = place.segment?.machines.findIndex(({ station }) => isAt(request.unit, place, station.id)) ?? -1;
      if (isAt(request.unit, place)) stopPlace(world, place, -1, worksS);
      else if (machine >= 0) stopMachine(world, place, machine, -1, worksS);
    }
  }
  if (request.kind !== 'excursion') return;
  const zone = cell.definition.zones.findIndex(({ id }) => id === request.zone);
  for (const place of cell.places) {
    const state = plant.places[place.index]!;
    if (place.zone !== zone || state.batch === null) continue;
    const batch = batchOf(world, state.batch);
    batch.suspect = true;
    happened(world, place.index, { event: 'exposed', lot: batch.lot, step: stepOf(world, batch).recipe.id, zone: request.zone });
  }
}
