import { UNIT_MODES } from '../../src/contract/packml.js';
import type { Reading } from '../mqtt/way-out.js';
import { STATE_NUMBER } from '../plant/packml.js';
import { SHOWN } from './condition.js';
import { meterKwh } from './meters.js';
import { uniform } from './luck.js';
import { batchOf, stepOf, type MachineState, type PlaceState, type Value, type World } from './state.js';
import type { Place } from './truth.js';

const FAST_S = 10; // counts and speed of machines
const SLOW_S = 60; // meters, zones, weather
const HEARTBEAT_S = 300; // everything again
const SPARSE_BEATS = 10; // beats of a plant that says little, until everything again

/** Air that a fan moves for each kW: a specific fan power of 3.3 kW/(m3/s), an engineering estimate [m3/h]. */
const FLOW_PER_KW = 1090;

/** Why a unit or machine stands: 257 on failures, 65 on micro-stops, 33 on material, by the number of the law; 513: an incident. */
function stopReason(law: number, kind: 'micro-stop' | 'failure' | 'material' | undefined): number {
  return law < 0 ? 513 : { failure: 257, 'micro-stop': 65, material: 33 }[kind ?? 'failure'] + law;
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

/** Collects what the sources say in a second, one after the other: a value only where it is another than the last one told. */
class Teller {
  readonly readings: Reading[] = [];
  private source = '';
  private published: Record<string, Value> = {};
  private offset = 0;
  /** Everything is told again on the beat of the source: always, and by one that says little. */
  private beat = false;
  again = false;

  constructor(
    readonly timeS: number,
    private readonly everyS: number,
  ) {}

  from(source: string, published: Record<string, Value>): this {
    this.source = source;
    this.published = published;
    this.beat = (this.timeS + 11 * this.offset) % HEARTBEAT_S === 0;
    this.again = this.beat && (this.timeS + 11 * this.offset) % Math.max(HEARTBEAT_S, SPARSE_BEATS * this.everyS) === 0;
    this.offset++;
    return this;
  }

  on(everyS: number): boolean {
    return this.again || (this.timeS + this.offset) % (everyS > this.everyS ? everyS : this.everyS) === 0;
  }

  /** Whether something is measured, told or not: what sensors draw of luck depends on nothing else. */
  measured(everyS: number): boolean {
    return this.beat || (this.timeS + this.offset) % everyS === 0;
  }

  /** Whether values that wander all the time are due: whenever they change, or on the beat of one that is to say little. */
  steady(): boolean {
    return this.everyS === 0 || this.on(this.everyS);
  }

  /** Tells on a beat on which not everything is told again that its source is there. */
  alive(tag: string, value: Value): void {
    if (this.beat && !this.again) this.say(tag, value, true);
  }

  say(tag: string, value: Value, anyway = false): void {
    if (!this.again && !anyway && this.published[tag] === value) return;
    this.published[tag] = value;
    this.readings.push({ source: this.source, tag, value, timeMs: this.timeS * 1000 });
  }
}

/**
 * What the plant says in this second, in a fixed order. With `everyS` [s] it says little: counts, speeds, meters, draws and powers
 * only so often; states, batches and events at once, as always.
 */
export function tell(world: World, everyS = 0): Reading[] {
  const { cell, plant } = world;
  const teller = new Teller(plant.timeS, everyS);
  for (const place of cell.places) {
    const state = plant.places[place.index]!;
    teller.from(place.id, state.published);
    tellUnit(teller, world, place, state);
    if (place.segment === null) continue;
    for (const { index, station } of place.segment.machines) {
      teller.from(`${place.id}/${station.id}`, state.machines[index]!.published);
      tellMachine(teller, world, place, index, state);
    }
  }
  tellUtilities(teller, world);
  tellZones(teller, world);
  teller.from('weather', plant.weather.published);
  if (teller.on(SLOW_S)) {
    teller.say('_weather_v1/OutdoorAirTemp', plant.weather.temperature);
    teller.say('_weather_v1/OutdoorAirRH', plant.weather.humidity);
  }
  tellPhysicalMeters(teller, world);
  tellEvents(teller.readings, world);
  return teller.readings;
}

function tellUnit(teller: Teller, world: World, place: Place, state: PlaceState): void {
  const { again } = teller;
  const told = state.state + state.mode;
  const fresh = again || world.changed || state.told !== told;
  if (fresh) {
    state.told = told;
    tellState(teller, place, state);
  }
  teller.alive('_packml_v1/Status/StateCurrent', STATE_NUMBER[state.state]);
  if (again || world.changed) tellBatch(teller, world, state);
  if (fresh || teller.steady()) teller.say('_energy_v1/AcActivePowerTotal', state.kw);
  const slow = teller.on(SLOW_S);
  if (slow || world.changed) tellDraws(teller, world, place, state, slow);
  if (slow) tellMeters(teller, Object.fromEntries(place.metered.map((carrier) => [carrier, state.kwh[carrier]!])));
}

function tellDraws(teller: Teller, { cell }: World, { draws }: Place, { draw, used }: PlaceState, slow: boolean): void {
  cell.definition.utilities.forEach(({ id }, u) => {
    if (draws.execute[u]! + draws.idle[u]! + draws.cleaning[u]! + used[u]! + draw[u]! === 0) return;
    teller.say(`_utility_v1/${id}/Flow`, draw[u]!);
    if (slow) teller.say(`_utility_v1/${id}/Total`, round(used[u]!, 4));
  });
}

function tellState(teller: Teller, { unit }: Place, state: PlaceState): void {
  const { condition, stop } = state;
  teller.say('_packml_v1/Status/StateCurrent', STATE_NUMBER[state.state]);
  teller.say('_packml_v1/Status/UnitModeCurrent', UNIT_MODES.indexOf(state.mode));
  teller.say('_packml_v1/Status/EquipmentInterlock/Blocked', condition === 'blocked');
  teller.say('_packml_v1/Status/EquipmentInterlock/Starved', condition === 'starved' || condition === 'utility');
  teller.say('_packml_v1/Admin/StopReason/ID', stop && condition !== 'off' ? stopReason(stop.law, unit.stops[stop.law]?.class) : SHOWN[condition].reason);
  teller.say('_packml_v1/Admin/ProdProcessedCount/0/AccCount', state.processed);
  teller.say('_packml_v1/Admin/ProdDefectiveCount/0/AccCount', state.defective);
}

function tellBatch(teller: Teller, world: World, state: PlaceState): void {
  const batch = state.batch === null ? null : batchOf(world, state.batch);
  const step = batch === null ? null : stepOf(world, batch);
  teller.say('_batch_v1/LotId', batch?.lot ?? '');
  teller.say('_batch_v1/Product', batch?.product ?? '');
  teller.say('_batch_v1/Order', batch === null ? '' : world.plant.orders.find(({ serial }) => serial === batch.order)!.id);
  teller.say('_batch_v1/Step', step?.recipe.id ?? '');
  teller.say('_batch_v1/Phase', phaseOf(world, state));
}

function phaseOf({ cell, plant }: World, state: PlaceState): string {
  if (state.stage !== 'phases') return state.stage;
  const place = cell.places[plant.places.indexOf(state)]!;
  const batch = plant.batches.find(({ serial }) => serial === state.batch)!;
  return (cell.routes[batch.product]![batch.step]!.recipe.phases ?? place.unit.phases)[state.phase]?.id ?? 'none';
}

/** Electricity under the names of its meters, other carriers below their own: from zero on, so that nothing is missed of what they count. */
function tellMeters(teller: Teller, kwh: Record<string, number>): void {
  for (const [carrier, sum] of Object.entries(kwh)) {
    if (carrier === 'electricity') teller.say('_energy_v1/AcActiveEnergyTotalImportHp', round(sum, 4));
    else teller.say(`_energy_v1/${carrier}/Energy`, round(sum, 4));
  }
}

function tellMachine(teller: Teller, world: World, place: Place, index: number, unit: PlaceState): void {
  const { station } = place.segment!.machines[index]!;
  const machine = unit.machines[index]!;
  const { state, mode, wants, stop } = machine;
  const produces = unit.stage === 'production';
  const { again } = teller;
  const told = `${state}${mode}${wants}${stop?.law}`;
  const fresh = again || world.changed || machine.told !== told;
  if (fresh) {
    machine.told = told;
    teller.say('_packml_v1/Status/StateCurrent', STATE_NUMBER[state]);
    teller.say('_packml_v1/Status/UnitModeCurrent', UNIT_MODES.indexOf(mode));
    teller.say('_packml_v1/Status/MachSpeed', round(station.rate, 3));
    teller.say('_packml_v1/Status/EquipmentInterlock/Blocked', produces && wants === 'blocked');
    teller.say('_packml_v1/Status/EquipmentInterlock/Starved', produces && wants === 'starved');
    teller.say('_packml_v1/Admin/StopReason/ID', machineReason(machine, station.stops[stop?.law ?? -1]?.class, produces));
    teller.say('_batch_v1/LotId', unit.batch === null ? '' : batchOf(world, unit.batch).lot);
  }
  teller.alive('_packml_v1/Status/StateCurrent', STATE_NUMBER[state]);
  const fast = teller.on(FAST_S);
  if (state !== 'Execute' || mode !== 'Production' || !produces) teller.say('_packml_v1/Status/CurMachSpeed', 0);
  else if (teller.measured(FAST_S)) {
    const ramping = station.ramp !== undefined && machine.rampS < station.ramp ? 0.5 : 1;
    const encoder = 1 + 0.002 * (uniform(world.plant, `${place.id}/${station.id}/speed`) - 0.5);
    if (fast) teller.say('_packml_v1/Status/CurMachSpeed', round(machine.rateNow * ramping * encoder, machine.rateNow < 10 ? 3 : 1));
  }
  if (fast || world.changed) {
    teller.say('_packml_v1/Admin/ProdProcessedCount/0/AccCount', machine.processed);
    teller.say('_packml_v1/Admin/ProdDefectiveCount/0/AccCount', machine.defective);
  }
  if (fresh || teller.steady()) {
    teller.say('_energy_v1/AcActivePowerTotal', machine.kw);
    for (const carrier in machine.carrierKw) teller.say(`_energy_v1/${carrier}/Power`, machine.carrierKw[carrier]!);
  }
  if (teller.on(SLOW_S)) tellMeters(teller, { electricity: machine.kwh, ...machine.carrierKwh });
}

function machineReason({ stop, wants }: MachineState, kind: 'micro-stop' | 'failure' | 'material' | undefined, produces: boolean): number {
  if (stop) return stopReason(stop.law, kind);
  if (!produces || wants === 'run') return 0;
  return wants === 'starved' ? 1000 : 2000;
}

function tellUtilities(teller: Teller, { cell, plant }: World): void {
  cell.definition.utilities.forEach(({ id, energy }, u) => {
    const state = plant.utilities[u]!;
    teller.from(`utilities/${id}`, state.published);
    if (teller.steady()) teller.say('_utility_v1/Flow', state.flow);
    teller.alive('_utility_v1/Flow', state.flow);
    if (!teller.on(SLOW_S)) return;
    teller.say('_utility_v1/Total', round(state.total, 4));
    tellMeters(teller, Object.fromEntries(Object.keys(energy).map((carrier) => [carrier, state.kwh[carrier]!])));
  });
}

function tellZones(teller: Teller, { cell, plant }: World): void {
  cell.definition.zones.forEach((zone, z) => {
    const state = plant.zones[z]!;
    teller.from(`zones/${zone.id}`, state.published);
    teller.say('_hvac_v1/SetbackActive', state.setback);
    teller.alive('_hvac_v1/SetbackActive', state.setback);
    if (teller.steady()) {
      teller.say('_energy_v1/AcActivePowerTotal', round(state.kw.fan + state.kw.cooling, 3));
      if (zone.heat) teller.say(`_energy_v1/${zone.heat.carrier}/Power`, state.kw.heat);
    }
    if (!teller.measured(SLOW_S)) return;
    // Conditioned air, a little of the weather outdoors, and the wandering of the sensor.
    const humidity = round(45 + 0.04 * (plant.weather.humidity - 60) + uniform(plant, `${zone.id}/humidity`) - 0.5, 1);
    if (!teller.on(SLOW_S)) return;
    teller.say('_hvac_v1/SupplyFlow', Math.round(zone.fan * FLOW_PER_KW * state.flow));
    teller.say('_hvac_v1/SupplyFanSpeed', round(100 * state.flow, 1));
    teller.say('_hvac_v1/FanPower', state.kw.fan);
    teller.say('_hvac_v1/OutdoorAirTemp', plant.weather.temperature);
    teller.say('_hvac_v1/RoomDp', state.dp);
    teller.say('_hvac_v1/RoomRH', humidity);
    teller.say('_energy_v1/AcActiveEnergyTotalImportHp', round(state.kwh.electricity, 4));
    if (zone.heat) teller.say(`_energy_v1/${zone.heat.carrier}/Energy`, round(state.kwh.heat, 4));
  });
}

function tellPhysicalMeters(teller: Teller, world: World): void {
  const { meters = [] } = world.cell.definition;
  const said = (world.plant.meters ??= {});
  for (const meter of meters) {
    if (!meter.physical) continue;
    teller.from(`meters/${meter.id}`, (said[meter.id] ??= {}));
    if (teller.on(SLOW_S)) tellMeters(teller, { [meter.carrier]: meterKwh(world, meter) });
  }
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
