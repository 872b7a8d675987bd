import type { CompiledStation } from './compile.js';
import { arriving, waiting } from './conveyor.js';
import { BELT_MARKS, CONDITION, LIMIT, type LineState } from './layout.js';
import type { Bounds, Junction, Network, Way } from './network.js';
import { shareByPriority, shareInProportion } from './share.js';

const { abs, min } = Math;
type Stations = readonly CompiledStation[];

/** Rates that differ by less than this share of themselves are the same: they differ by rounding. */
const SAME_RATE = 1e-13;
const NEARLY = 1 - 1e-9;

/**
 * The rates of a network. What a station could put into a way if that took everything depends only on what lies on its
 * side of the way, and what the station after could take only on the other side: on a line without parallel ways, passes
 * down and up the flow end at the one answer after as many as the longest way has stations. Of each way flows the smaller
 * of the two (max-min fairness: the share of a way that asks for less than its own is what it asks for). Parallel ways may
 * need more passes; that they always suffice is proven for trees only, and held by tests at random for the rest.
 */
export function solveNetwork(stations: Stations, state: LineState, network: Network, awake: boolean): void {
  const { bounds } = network;
  bounds.room.fill(Infinity);
  bounds.offer.fill(0);
  for (let i = 0; i < stations.length; i++) state.offered[i] = ableRate(stations, state, i, awake);
  const passes = 4 * stations.length + 16;
  for (let pass = 0; pass < passes; pass++) if (!sweep(stations, state, network, bounds)) break;
  takeRates(stations, state, network, bounds);
}

function ableRate(stations: Stations, state: LineState, i: number, awake: boolean): number {
  const ready = state.condition[i] === CONDITION.up || (awake && state.condition[i] === CONDITION.standby);
  const away = state.marks[state.marks.length - stations.length + i] === 1;
  return ready && !away ? state.speed[i]! || stations[i]!.ratePerUs : 0;
}

/** One pass down and one up. True where anything changed. */
function sweep(stations: Stations, state: LineState, network: Network, bounds: Bounds): boolean {
  let changed = false;
  for (const i of network.order) {
    const { ways } = network.after[i]!;
    if (ways.length === 0) continue;
    const flow = min(state.offered[i]!, supply(stations, state, network, bounds, i)) * stations[i]!.yield;
    for (let k = 0; k < ways.length; k++) changed = set(bounds.offer, ways[k]!.slot, shareOf(flow, network.after[i]!, state, bounds, k, false)) || changed;
  }
  for (let n = network.order.length - 1; n >= 0; n--) {
    const i = network.order[n]!;
    const { ways } = network.before[i]!;
    if (ways.length === 0) continue;
    const flow = min(state.offered[i]!, outlet(stations, state, network, bounds, i)) * stations[i]!.takes;
    for (let k = 0; k < ways.length; k++) changed = set(bounds.room, ways[k]!.slot, shareOf(flow, network.before[i]!, state, bounds, k, true)) || changed;
  }
  return changed;
}

function set(values: Float64Array, slot: number, value: number): boolean {
  const before = values[slot]!;
  if (before === value || abs(before - value) <= SAME_RATE * value) return false;
  values[slot] = value;
  return true;
}

/** What the k-th way of a junction gets of a flow where it takes all it is given. */
function shareOf(flow: number, { ways, byPriority }: Junction, state: LineState, bounds: Bounds, k: number, merge: boolean): number {
  if (ways.length === 1) return flow;
  const { demands, weights } = bounds;
  for (let n = 0; n < ways.length; n++) {
    const way = ways[n]!;
    demands[n] = merge ? available(state, bounds, way) : admitted(state, bounds, way);
    weights[n] = merge ? way.mergeWeight : way.splitWeight;
  }
  return byPriority ? shareByPriority(flow, demands, ways.length, k) : shareInProportion(flow, demands, weights, ways.length, k);
}

/** What a way can give to the station after it. */
function available(state: LineState, bounds: Bounds, way: Way): number {
  if (way.belt >= 0) return waiting(state, way.belt) > way.slack ? Infinity : arriving(state, way.belt);
  return state.level[way.slot]! > 0 ? Infinity : bounds.offer[way.slot]!;
}

/** What a way can take from the station before it. */
function admitted(state: LineState, bounds: Bounds, way: Way): number {
  if (state.level[way.slot]! < way.capacity) return way.entryLimit;
  return way.belt >= 0 ? min(way.entryLimit, bounds.room[way.slot]!, available(state, bounds, way)) : bounds.room[way.slot]!;
}

/** Rate that what comes before a station allows; Infinity for the first. */
function supply(stations: Stations, state: LineState, network: Network, bounds: Bounds, i: number): number {
  const { ways } = network.before[i]!;
  if (ways.length === 0) return Infinity;
  let total = 0;
  for (let k = 0; k < ways.length; k++) total += available(state, bounds, ways[k]!);
  return total / stations[i]!.takes;
}

/** Rate that what comes after a station allows; Infinity for the last. */
function outlet(stations: Stations, state: LineState, network: Network, bounds: Bounds, i: number): number {
  const { ways } = network.after[i]!;
  if (ways.length === 0) return Infinity;
  let total = 0;
  for (let k = 0; k < ways.length; k++) total += admitted(state, bounds, ways[k]!);
  return total / stations[i]!.yield;
}

function takeRates(stations: Stations, state: LineState, network: Network, bounds: Bounds): void {
  const slots = state.level.length;
  for (const way of network.ways) {
    const offer = bounds.offer[way.slot]!;
    const admits = admitted(state, bounds, way);
    const gives = available(state, bounds, way);
    const room = bounds.room[way.slot]!;
    state.ways[way.slot] = min(offer, admits);
    state.ways[slots + way.slot] = min(gives, room);
    state.marks[BELT_MARKS * network.belts.length + way.slot] = (offer > admits * NEARLY ? LIMIT.room : 0) | (gives > room * NEARLY ? LIMIT.taking : 0);
  }
  for (const i of network.order) {
    const able = min(state.offered[i]!, supply(stations, state, network, bounds, i));
    state.rate[i] = min(able, outlet(stations, state, network, bounds, i));
    state.offered[i] = able;
  }
}
