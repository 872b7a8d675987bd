import { UNIT_MODES } from '../../src/contract/packml.js';
import type { Reading } from '../mqtt/way-out.js';
import { STATE_NUMBER } from '../plant/packml.js';
import { SHOWN } from './condition.js';
import { uniform } from './luck.js';
import { batchOf, stepOf, type MachineState, type PlaceState, type Value, type World } from './state.js';
import type { Place } from './truth.js';

const FAST_S = 10; // counts and speed of machines
const SLOW_S = 60; // meters, zones, weather
const HEARTBEAT_S = 300; // everything again

/** Air that a fan moves for each kW: a specific fan power of 3.3 kW/(m3/s), an engineering estimate [m3/h]. */
const FLOW_PER_KW = 1090;

/** Why a unit or machine stands: 257 on failures, 65 on micro-stops, 33 on material, by the number of the law; 513: an incident. */
function stopReason(law: number, kind: 'micro-stop' | 'failure' | 'material' | undefined): number {
  return law < 0 ? 513 : { failure: 257, 'micro-stop': 65, material: 33 }[kind ?? 'failure'] + law;
}

/** Tells a value, unless it was the last one told there; everything is told again on the beat of the source. */
type Say = (tag: string, value: Value) => void;

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** What the plant says in this second, in a fixed order. */
export function tell(world: World): Reading[] {
  const { cell, plant } = world;
  const readings: Reading[] = [];
  const timeMs = plant.timeS * 1000;
  let offset = 0;
  const source = (name: string, published: Record<string, Value>) => {
    const again = (plant.timeS + 11 * offset++) % HEARTBEAT_S === 0;
    const say: Say = (tag, value) => {
      if (!again && published[tag] === value) return;
      published[tag] = value;
      readings.push({ source: name, tag, value, timeMs });
    };
    const on = (everyS: number) => again || plant.timeS % everyS === offset % everyS;
    return { say, again, on };
  };
  for (const place of cell.places) {
    const state = plant.places[place.index]!;
    const { say, again, on } = source(place.id, state.published);
    tellUnit(say, place, state);
    if (world.changed || again) tellBatch(say, world, state);
    say('_energy_v1/AcActivePowerTotal', state.kw);
    cell.definition.utilities.forEach(({ id }, u) => {
      if (place.draws.execute[u]! + place.draws.idle[u]! + place.draws.cleaning[u]! + state.used[u]! === 0) return;
      say(`_utility_v1/${id}/Flow`, state.draw[u]!);
      if (on(SLOW_S)) say(`_utility_v1/${id}/Total`, round(state.used[u]!, 4));
    });
    if (on(SLOW_S)) tellMeters(say, state.kwh);
    place.segment?.machines.forEach(({ station }, i) => {
      const machine = state.machines[i]!;
      const its = source(`${place.id}/${station.id}`, machine.published);
      tellMachine(its, world, place, i, state, machine);
    });
  }
  tellUtilities(source, world);
  tellZones(source, world);
  const weather = source('weather', plant.weather.published);
  if (weather.on(SLOW_S)) {
    weather.say('_weather_v1/OutdoorAirTemp', plant.weather.temperature);
    weather.say('_weather_v1/OutdoorAirRH', plant.weather.humidity);
  }
  tellEvents(readings, world);
  return readings;
}

type Source = (name: string, published: Record<string, Value>) => { say: Say; again: boolean; on: (everyS: number) => boolean };

function tellUnit(say: Say, { unit }: Place, state: PlaceState): void {
  const { condition, stop } = state;
  say('_packml_v1/Status/StateCurrent', STATE_NUMBER[state.state]);
  say('_packml_v1/Status/UnitModeCurrent', UNIT_MODES.indexOf(state.mode));
  say('_packml_v1/Status/EquipmentInterlock/Blocked', condition === 'blocked');
  say('_packml_v1/Status/EquipmentInterlock/Starved', condition === 'starved' || condition === 'utility');
  say('_packml_v1/Admin/StopReason/ID', stop && condition !== 'off' ? stopReason(stop.law, unit.stops[stop.law]?.class) : SHOWN[condition].reason);
  say('_packml_v1/Admin/ProdProcessedCount/0/AccCount', state.processed);
  say('_packml_v1/Admin/ProdDefectiveCount/0/AccCount', state.defective);
}

function tellBatch(say: Say, world: World, state: PlaceState): void {
  const batch = state.batch === null ? null : batchOf(world, state.batch);
  const step = batch === null ? null : stepOf(world, batch);
  say('_batch_v1/LotId', batch?.lot ?? '');
  say('_batch_v1/Product', batch?.product ?? '');
  say('_batch_v1/Order', batch === null ? '' : world.plant.orders.find(({ serial }) => serial === batch.order)!.id);
  say('_batch_v1/Step', step?.recipe.id ?? '');
  say('_batch_v1/Phase', phaseOf(world, state));
}

function phaseOf({ cell, plant }: World, state: PlaceState): string {
  if (state.stage !== 'phases') return state.stage;
  const place = cell.places[plant.places.indexOf(state)]!;
  const batch = plant.batches.find(({ serial }) => serial === state.batch)!;
  return (cell.routes[batch.product]![batch.step]!.recipe.phases ?? place.unit.phases)[state.phase]?.id ?? 'none';
}

/** Electricity under the names of its meters, other carriers below their own. */
function tellMeters(say: Say, kwh: Record<string, number>): void {
  for (const [carrier, sum] of Object.entries(kwh)) {
    if (carrier === 'electricity') say('_energy_v1/AcActiveEnergyTotalImportHp', round(sum, 4));
    else if (sum > 0) say(`_energy_v1/${carrier}/Energy`, round(sum, 4));
  }
}

function tellMachine({ say, again, on }: ReturnType<Source>, world: World, place: Place, index: number, unit: PlaceState, machine: MachineState): void {
  const { station } = place.segment!.machines[index]!;
  const produces = unit.stage === 'production';
  say('_packml_v1/Status/StateCurrent', STATE_NUMBER[machine.state]);
  say('_packml_v1/Status/UnitModeCurrent', UNIT_MODES.indexOf(machine.mode));
  say('_packml_v1/Status/MachSpeed', round(station.rate, 3));
  say('_packml_v1/Status/EquipmentInterlock/Blocked', produces && machine.wants === 'blocked');
  say('_packml_v1/Status/EquipmentInterlock/Starved', produces && machine.wants === 'starved');
  say('_packml_v1/Admin/StopReason/ID', machineReason(machine, station.stops[machine.stop?.law ?? -1]?.class, produces));
  if (world.changed || again) say('_batch_v1/LotId', unit.batch === null ? '' : batchOf(world, unit.batch).lot);
  if (machine.state !== 'Execute' || machine.mode !== 'Production' || !produces) say('_packml_v1/Status/CurMachSpeed', 0);
  else if (on(FAST_S)) {
    const ramping = station.ramp !== undefined && machine.rampS < station.ramp ? 0.5 : 1;
    const encoder = 1 + 0.002 * (uniform(world.plant, `${place.id}/${station.id}/speed`) - 0.5);
    say('_packml_v1/Status/CurMachSpeed', round(machine.rateNow * ramping * encoder, machine.rateNow < 10 ? 3 : 1));
  }
  if (on(FAST_S) || !produces) {
    say('_packml_v1/Admin/ProdProcessedCount/0/AccCount', machine.processed);
    say('_packml_v1/Admin/ProdDefectiveCount/0/AccCount', machine.defective);
  }
  say('_energy_v1/AcActivePowerTotal', machine.kw);
  for (const [carrier, kw] of Object.entries(machine.carrierKw)) say(`_energy_v1/${carrier}/Power`, kw);
  if (on(SLOW_S)) tellMeters(say, { electricity: machine.kwh, ...machine.carrierKwh });
}

function machineReason({ stop, wants }: MachineState, kind: 'micro-stop' | 'failure' | 'material' | undefined, produces: boolean): number {
  if (stop) return stopReason(stop.law, kind);
  if (!produces || wants === 'run') return 0;
  return wants === 'starved' ? 1000 : 2000;
}

function tellUtilities(source: Source, { cell, plant }: World): void {
  cell.definition.utilities.forEach(({ id, energy }, u) => {
    const state = plant.utilities[u]!;
    const { say, on } = source(`utilities/${id}`, state.published);
    say('_utility_v1/Flow', state.flow);
    if (!on(SLOW_S)) return;
    say('_utility_v1/Total', round(state.total, 4));
    tellMeters(say, Object.fromEntries(Object.keys(energy).map((carrier) => [carrier, state.kwh[carrier]!])));
  });
}

function tellZones(source: Source, { cell, plant }: World): void {
  cell.definition.zones.forEach((zone, z) => {
    const state = plant.zones[z]!;
    const { say, on } = source(`zones/${zone.id}`, state.published);
    say('_hvac_v1/SetbackActive', state.setback);
    say('_energy_v1/AcActivePowerTotal', round(state.kw.fan + state.kw.cooling, 3));
    if (zone.heat) say(`_energy_v1/${zone.heat.carrier}/Power`, state.kw.heat);
    if (!on(SLOW_S)) return;
    say('_hvac_v1/SupplyFlow', Math.round(zone.fan * FLOW_PER_KW * state.flow));
    say('_hvac_v1/SupplyFanSpeed', round(100 * state.flow, 1));
    say('_hvac_v1/FanPower', state.kw.fan);
    say('_hvac_v1/OutdoorAirTemp', plant.weather.temperature);
    say('_hvac_v1/RoomDp', state.dp);
    // Conditioned air, a little of the weather outdoors, and the wandering of the sensor.
    say('_hvac_v1/RoomRH', round(45 + 0.04 * (plant.weather.humidity - 60) + uniform(plant, `${zone.id}/humidity`) - 0.5, 1));
    say('_energy_v1/AcActiveEnergyTotalImportHp', round(state.kwh.electricity, 4));
    if (zone.heat) say(`_energy_v1/${zone.heat.carrier}/Energy`, round(state.kwh.heat, 4));
  });
}

/** Events as JSON texts. Of several on one topic in a second each is a millisecond later, so that none hides another. */
function tellEvents(readings: Reading[], { cell, plant, events }: World): void {
  const counts = new Map<string, number>();
  for (const { at, tag, body } of events) {
    const source = at === 'cell' ? '' : at === 'laboratory' ? 'laboratory' : cell.places[at]!.id;
    const key = `${source} ${tag}`;
    const nth = counts.get(key) ?? 0;
    counts.set(key, nth + 1);
    readings.push({ source, tag, value: JSON.stringify(body), timeMs: plant.timeS * 1000 + nth, event: true });
  }
}
