import { drawsOf } from './resources.js';
import { uniform } from './luck.js';
import type { MachineState, PlaceState, World } from './state.js';
import type { StationPower } from '../../src/contract/line.js';
import type { z } from 'zod';
import type { Place } from './truth.js';
import { activityOf } from './work.js';

type Power = z.infer<typeof StationPower> & { cleaning?: number };

/** How often the load of a machine at work changes a little, and by how much at most [s, share]. */
const WOBBLE_S = 30;
const WOBBLE = 0.01;
/** Power as meters tell it [kW]. */
export const roundKw = (kw: number): number => Math.round(kw * 1000) / 1000;

/** One second of what a unit draws: its own electricity, other carriers of its machines, and utilities. */
export function consume(world: World, place: Place): void {
  const { plant } = world;
  const state = plant.places[place.index]!;
  const again = (plant.timeS + 7 * place.index) % WOBBLE_S === 0;
  if (again) state.wobble = 1 + WOBBLE * (2 * uniform(plant, `${place.id}/load`) - 1);
  const runs = state.condition === 'execute' && state.stage === 'production' && state.state === 'Execute';
  // Between changes of what a unit does, power and draws stay as they are; machines that run change by themselves.
  if (runs || again || world.changed) {
    setPower(world, place, state, runs);
    setDraws(world, place, state);
  }
  meter(state, 'electricity', state.kw);
  if (place.segment !== null) {
    for (const machine of state.machines) {
      machine.kwh += machine.kw / 3600;
      for (const carrier in machine.carrierKw) {
        machine.carrierKwh[carrier]! += machine.carrierKw[carrier]! / 3600;
        meter(state, carrier, machine.carrierKw[carrier]!);
      }
    }
  }
  const { utilities } = world.cell.definition;
  for (let u = 0; u < utilities.length; u++) {
    const flow = state.draw[u]!;
    if (flow === 0) continue;
    state.used[u]! += flow / 3600;
    const { energy } = utilities[u]!;
    for (const carrier in energy) state.wholeKwh[carrier]! += (flow * energy[carrier]!) / 3600;
  }
}

function meter(state: PlaceState, carrier: string, kw: number): void {
  if (state.kwh[carrier] === undefined) return; // a carrier that the file does not name
  state.kwh[carrier] += kw / 3600;
  state.wholeKwh[carrier]! += kw / 3600;
}

/** Power of a unit now. Of a flow segment it is the sum of its machines, each with its part of what the unit draws at rest. */
function setPower(world: World, place: Place, state: PlaceState, runs: boolean): void {
  const { cell, plant } = world;
  const factor = cell.factor(place.secrets.power, plant.timeS);
  const unitKw = runs ? 0 : powerOf(world, place, state) * factor;
  if (place.segment === null) {
    state.kw = roundKw(unitKw);
    return;
  }
  const { machines } = place.segment;
  const total = machines.reduce((sum, { station }) => sum + station.power.idle, 0);
  let kw = 0;
  machines.forEach(({ station }, i) => {
    const machine = state.machines[i]!;
    const share = total > 0 ? station.power.idle / total : 1 / machines.length;
    machine.kw = roundKw(runs ? machineKw(world, place, i, state) * factor : unitKw * share);
    kw += machine.kw;
    for (const carrier in station.carriers) machine.carrierKw[carrier] = runs ? levelOf(machine, station.carriers[carrier]!) : station.carriers[carrier]!.off;
  });
  state.kw = roundKw(kw);
}

/** Power of a unit by what it does [kW], before its secrets. */
function powerOf(world: World, place: Place, state: PlaceState): number {
  const power: Power = place.unit.power;
  const runs = state.waits === null && state.stage !== 'idle' && state.stage !== 'done' && state.stage !== 'loading';
  const own = () => (runs ? activityOf(world, place).work?.power : undefined);
  switch (state.condition) {
    case 'off':
      return state.batch === null ? power.off : power.standby;
    case 'standby':
      return power.standby;
    case 'waking':
      return power.starting ?? power.execute;
    case 'down':
    case 'minor-stop':
      return power.held ?? power.idle;
    case 'cleaning':
      return (own() ?? power.cleaning ?? power.idle) * state.wobble;
    case 'execute':
    case 'start-up':
      return (own() ?? power.execute) * state.wobble;
    case 'set-up':
    case 'changeover':
    case 'clearance':
    case 'maintenance':
      return own() ?? power.idle;
    default:
      return power.idle;
  }
}

function machineKw({ cell, plant }: World, place: Place, index: number, state: PlaceState): number {
  const { station, secrets } = place.segment!.machines[index]!;
  const machine = state.machines[index]!;
  const perItem = machine.state === 'Execute' ? (station.power.perItem ?? 0) * machine.rateNow * 60 : 0;
  const wobble = machine.state === 'Execute' ? state.wobble : 1;
  return (levelOf(machine, station.power) + perItem) * wobble * cell.factor(secrets.power, plant.timeS);
}

function levelOf({ state, asleep, wakeS }: MachineState, power: Power): number {
  if (wakeS > 0) return power.starting ?? power.execute;
  if (asleep) return power.standby;
  switch (state) {
    case 'Execute':
      return power.execute;
    case 'Starting':
      return power.starting ?? power.execute;
    case 'Held':
    case 'Aborted':
      return power.held ?? power.idle;
    case 'Stopped':
      return power.standby;
    default:
      return power.idle;
  }
}

function setDraws(world: World, place: Place, state: PlaceState): void {
  const { cell, plant } = world;
  const draws = drawNow(world, place, state);
  const factor = cell.factor(place.secrets.utilities, plant.timeS);
  for (let u = 0; u < state.draw.length; u++) state.draw[u] = roundKw((draws?.[u] ?? 0) * factor);
}

/** What a unit draws of the utilities now; null: nothing. */
function drawNow(world: World, place: Place, state: PlaceState): readonly number[] | null {
  switch (state.condition) {
    case 'off':
    case 'standby':
    case 'utility':
      return null;
    case 'execute':
    case 'start-up':
    case 'cleaning':
    case 'set-up':
    case 'changeover':
    case 'clearance':
    case 'maintenance':
    case 'waking':
      return state.waits === null ? drawsOf(world, place, state, state.stage === 'loading' ? null : activityOf(world, place).work) : place.draws.idle;
    default:
      return place.draws.idle;
  }
}

/** One second of the utilities: what units draw and what leaks, with the energy that it costs. */
export function consumeUtilities({ cell, plant }: World): void {
  const { utilities } = cell.definition;
  for (let u = 0; u < utilities.length; u++) {
    const state = plant.utilities[u]!;
    const secrets = cell.utilities[u]!;
    let flow = cell.factor(secrets.leak, plant.timeS);
    for (const place of plant.places) flow += place.draw[u]!;
    state.flow = roundKw(flow);
    state.total += state.flow / 3600;
    const { energy } = utilities[u]!;
    const factor = cell.factor(secrets.energy, plant.timeS);
    for (const carrier in energy) state.kwh[carrier]! += (state.flow * energy[carrier]! * factor) / 3600;
  }
}
