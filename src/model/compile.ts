import type { LineDefinition, Station, StationPower, StopLaw } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { Distribution } from '../engine/distribution.js';
import { streamKey, type StreamKey } from '../engine/random.js';
import { priceCalendar, type PriceCalendar } from './bill.js';
import { shiftCalendar, type ShiftCalendar } from './calendar.js';
import { lineIssues } from './issues.js';
import { viewState } from './layout.js';
import { compileNetwork, isNetwork, waysOf, type Network } from './network.js';
import { solveNetwork } from './network-rates.js';
import { unitsPerItem } from './units.js';

/** A stop law with its place in the flat tables of a line. */
export interface CompiledLaw {
  id: string;
  /** among the laws of the line */
  index: number;
  station: number;
  clock: 'operation' | 'time';
  /** time on that clock from the end of one stop to the start of the next [s] */
  every: Distribution;
  /** [s] */
  lasts: Distribution;
  everyKey: StreamKey;
  lastsKey: StreamKey;
}

/** Power by state [kW]. */
export interface StatePower {
  off: number;
  standby: number;
  idle: number;
  starting: number;
  execute: number;
  held: number;
}

export interface CompiledCarrier {
  id: string;
  power: StatePower;
  perItemKwh: number;
}

export interface CompiledStation {
  id: string;
  index: number;
  /** ideal rate [processed items/us] */
  ratePerUs: number;
  /** good share of the processed items */
  yield: number;
  /** items of the station before in one of its own */
  takes: number;
  /** capacity of the buffer after it [items]; 0: hands over directly, and after the last station nothing is kept */
  capacity: number;
  /** good units of the line in one item of this station */
  unitsPerItem: number;
  laws: CompiledLaw[];
  /** [kW] */
  power: StatePower;
  /** electricity of a processed item, beside the power of producing [kWh] */
  perItemKwh: number;
  /** other carriers than electricity, by the same states */
  carriers: CompiledCarrier[];
  standby: { afterUs: number; wakeUpUs: number } | null;
  /** time to come up to speed after it stood [us] */
  rampUs: number;
  /** stream that chooses the law of a stop whose law is not known */
  choiceKey: StreamKey;
}

export interface CompiledLine {
  definition: LineDefinition;
  /** what the state of this line looks like: stations and stop laws by id */
  layout: string;
  stations: CompiledStation[];
  /** place of a station by its id */
  stationOf: ReadonlyMap<string, number>;
  /** every stop law of the line; a Correction counts them within a station: stations[i].laws[law] */
  laws: CompiledLaw[];
  /** the last station of the file: the one whose counter tells the output of a line with one end */
  goodStation: number;
  /** stations whose good items leave the line: times their unitsPerItem, these are its good units */
  ends: number[];
  /** null: stations in a row, each handing over through a plain buffer or directly, with nothing scheduled */
  network: Network | null;
  /** the station that is slowest by its ideal rate in good units of the line; of equals the first. Of a network among those that run at their ideal rate */
  slowestStation: number;
  /** ideal rate of the line: that station's [good units/min]; of a network that of its ends when everything runs */
  idealRatePerMin: number;
  /** the stations that come up to speed in a time */
  ramps: number[];
  shifts: ShiftCalendar;
  prices: PriceCalendar | null;
}

export type Compiled = { ok: true; line: CompiledLine } | { ok: false; issues: Issue[] };

const US_PER_S = 1e6;
const US_PER_MIN = 60e6;

/** Lays out a line for simulation, or says what is wrong with its definition beyond its shape. Pointers are those of the definition. */
export function compile(definition: LineDefinition): Compiled {
  const issues = lineIssues(definition);
  if (issues.length > 0) return { ok: false, issues };
  const stations = definition.stations.map((station, index) => compileStation(station, index));
  countLaws(stations);
  unitsPerItem(definition).units.forEach((units, i) => (stations[i]!.unitsPerItem = units));
  const ends = stations.flatMap(({ index }) => (waysOf(definition, index).length === 0 ? [index] : []));
  const network = isNetwork(definition) ? compileNetwork(definition) : null;
  return {
    ok: true,
    line: {
      definition,
      layout: layoutOf(definition),
      stations,
      stationOf: new Map(stations.map(({ id, index }) => [id, index])),
      laws: stations.flatMap((station) => station.laws),
      goodStation: ends.at(-1)!,
      ends,
      network,
      ...(network === null ? slowestInARow(stations) : slowestOfNetwork(definition, stations, ends)),
      ramps: stations.filter(({ rampUs }) => rampUs > 0).map(({ index }) => index),
      shifts: shiftCalendar(definition.timezone, definition.shifts),
      prices: definition.tariff ? priceCalendar(definition.timezone, definition.tariff) : null,
    },
  };
}

/** Names stations and laws, so that a state is never read through the table of another line. */
function layoutOf(definition: LineDefinition): string {
  const network = isNetwork(definition) ? networkLayout(definition) : [];
  return ['line-state-2', ...network, ...definition.stations.map((station) => [station.id, ...station.stops.map((stop) => stop.id)].join(' '))].join('/');
}

function slowestInARow(stations: readonly CompiledStation[]) {
  const ratesPerMin = stations.map((station) => station.ratePerUs * US_PER_MIN * station.unitsPerItem);
  const idealRatePerMin = Math.min(...ratesPerMin);
  return { slowestStation: ratesPerMin.indexOf(idealRatePerMin), idealRatePerMin };
}

/** The rates of the whole network with every station running, nothing between them, and nothing rejected. */
function slowestOfNetwork(definition: LineDefinition, stations: readonly CompiledStation[], ends: readonly number[]) {
  const direct = compileNetwork(definition, true);
  const all = stations.map((station) => ({ ...station, yield: 1 }));
  const state = viewState('', { stations: stations.length, laws: 0, slots: direct.bounds.offer.length, belts: 0 });
  solveNetwork(all, state, direct, false);
  const rates = stations.map(({ unitsPerItem }, i) => state.rate[i]! * US_PER_MIN * unitsPerItem);
  const atFull = stations.filter(({ ratePerUs }, i) => state.rate[i]! >= ratePerUs * (1 - 1e-9));
  const slowest = atFull.reduce((least, station) => (rates[station.index]! < rates[least.index]! ? station : least), atFull[0] ?? stations[ends.at(-1)!]!);
  return { slowestStation: slowest.index, idealRatePerMin: ends.reduce((sum, i) => sum + rates[i]!, 0) };
}

function networkLayout(definition: LineDefinition): string[] {
  const ways = definition.stations.flatMap((_, i) => waysOf(definition, i).map(({ to, buffer }) => `${i}${buffer?.transit === undefined ? '>' : '~'}${to}`));
  return [`ways ${ways.join(' ')}`];
}

function compileStation(station: Station, index: number): CompiledStation {
  const { standby } = station;
  return {
    id: station.id,
    index,
    ratePerUs: station.rate / US_PER_MIN,
    yield: 1 - station.rejects,
    takes: station.takes,
    capacity: station.buffer?.capacity ?? 0,
    unitsPerItem: 1,
    laws: station.stops.map((stop) => compileLaw(stop, station.id, index)),
    ...drawOf(station.power),
    carriers: Object.entries(station.carriers ?? {}).map(([id, power]) => ({ id, ...drawOf(power) })),
    standby: standby ? { afterUs: micros(standby.after), wakeUpUs: micros(standby.wakeUp) } : null,
    rampUs: micros(station.ramp ?? 0),
    choiceKey: streamKey(`${station.id}/which`),
  };
}

const drawOf = ({ perItem, ...power }: StationPower) => ({
  power: { ...power, starting: power.starting ?? power.execute, held: power.held ?? power.idle },
  perItemKwh: perItem ?? 0,
});

const micros = (seconds: number) => Math.round(seconds * US_PER_S);

function compileLaw(stop: StopLaw, stationId: string, station: number): CompiledLaw {
  const name = `${stationId}/${stop.id}`;
  return {
    id: stop.id,
    index: 0,
    station,
    clock: stop.clock,
    every: ascending(stop.every),
    lasts: ascending(stop.lasts),
    everyKey: streamKey(`${name}/every`),
    lastsKey: streamKey(`${name}/lasts`),
  };
}

/** Values in the order that the engine expects. */
function ascending(d: Distribution): Distribution {
  if (d.dist === 'mixture') return { ...d, of: d.of.map(ascending) };
  return d.dist === 'empirical' ? { ...d, values: [...d.values].sort((a, b) => a - b) } : d;
}

function countLaws(stations: CompiledStation[]): void {
  let index = 0;
  for (const station of stations) for (const law of station.laws) law.index = index++;
}
