import type { CompiledStation } from './compile.js';
import { arriving, waiting } from './conveyor.js';
import { ableRate } from './feed.js';
import type { LineState } from './layout.js';
import { TOUCH_ITEMS } from './level-bounds.js';
import type { Bounds, Junction, Network, Way } from './network.js';
import { shareByPriority, shareInProportion } from './share.js';

const { abs, min } = Math;
type Stations = readonly CompiledStation[];

/** Rates that differ by less than this share of themselves are the same: they differ by rounding. */
const SAME_RATE = 1e-13;
/** Of bounds that approach their answer step by step, a step that is not worth another one. */
const NEAR_RATE = 1e-9;
const MANY_PASSES = 2000;

/**
 * The rates of a network. What a station could put into a way if that took everything (its offer) depends only on what lies
 * on its side of the way, and what the station after could take (its room) only on the other side: on a line without
 * parallel ways, passes down and up the flow end at the one answer after as many as the longest way has stations. Of each
 * way flows the smaller of the two (max-min fairness: the share of a way that asks for less than its own is what it asks for).
 *
 * Where ways part and meet again, an offer depends on the room beside it and that room on the offer: the passes still move
 * towards an answer, each by a share of what is missing, and end when they move by less than NEAR_RATE, or after MANY_PASSES
 * (not seen). What is proven for every line is that the flows are possible, whatever the bounds: see makeEqual. That they
 * also are the fair shares is proven without parallel ways only.
 */
export function solveNetwork(stations: Stations, state: LineState, network: Network, awake: boolean): void {
  const { bounds } = network;
  bounds.room.fill(Infinity);
  bounds.offer.fill(0);
  const away = state.marks.length - stations.length;
  for (let i = 0; i < stations.length; i++) state.offered[i] = state.marks[away + i] === 1 ? 0 : ableRate(stations[i]!, state, awake);
  const passes = 4 * stations.length + 16;
  for (let pass = 0; pass < MANY_PASSES; pass++) if (!sweep(stations, state, network, pass < passes ? SAME_RATE : NEAR_RATE)) break;
  takeRates(stations, state, network, bounds);
}

/** One pass down and one up. True where anything changed by more than this share of itself. */
function sweep(stations: Stations, state: LineState, network: Network, same: number): boolean {
  const { bounds } = network;
  let changed = false;
  for (const i of network.order) {
    const { ways } = network.after[i]!;
    if (ways.length === 0) continue;
    const flow = min(state.offered[i]!, supply(stations, state, network, bounds, i)) * stations[i]!.yield;
    for (let k = 0; k < ways.length; k++)
      changed = set(bounds.offer, ways[k]!.slot, shareOf(flow, network.after[i]!, state, bounds, k, false), same) || changed;
  }
  for (let n = network.order.length - 1; n >= 0; n--) {
    const i = network.order[n]!;
    const { ways } = network.before[i]!;
    if (ways.length === 0) continue;
    const flow = min(state.offered[i]!, outlet(stations, state, network, bounds, i)) * stations[i]!.takes;
    for (let k = 0; k < ways.length; k++) changed = set(bounds.room, ways[k]!.slot, shareOf(flow, network.before[i]!, state, bounds, k, true), same) || changed;
  }
  return changed;
}

function set(values: Float64Array, slot: number, value: number, same: number): boolean {
  const before = values[slot]!;
  if (before === value || abs(before - value) <= same * value) return false;
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

const isEmpty = (state: LineState, { slot, slack }: Way) => state.level[slot]! <= slack;
/** Travelling alone never fills a conveyor: where nothing waits at its end but what events leave, the entry limits it. */
const isFull = (state: LineState, { slot, capacity, belt, slack }: Way) =>
  belt < 0 ? state.level[slot]! >= capacity - slack : state.level[slot]! >= capacity - TOUCH_ITEMS && waiting(state, belt) > slack;

/** What a way can give to the station after it. */
function available(state: LineState, bounds: Bounds, way: Way): number {
  if (way.belt >= 0) return waiting(state, way.belt) > way.slack ? Infinity : arriving(state, way.belt);
  return isEmpty(state, way) ? bounds.offer[way.slot]! : Infinity;
}

/** What a way can take from the station before it. */
function admitted(state: LineState, bounds: Bounds, way: Way): number {
  if (!isFull(state, way)) return way.entryLimit;
  return min(way.entryLimit, bounds.room[way.slot]!);
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
    state.ways[way.slot] = min(bounds.offer[way.slot]!, admitted(state, bounds, way));
    state.ways[slots + way.slot] = min(available(state, bounds, way), bounds.room[way.slot]!);
  }
  for (const i of network.order) {
    state.rate[i] = state.offered[i]!;
    state.offered[i] = min(state.offered[i]!, supply(stations, state, network, bounds, i));
  }
  makeEqual(stations, state, network);
}

/**
 * Makes any flows of the ways possible by cutting them. A pass up the flow cuts what a station is given beyond what it can
 * make and hand over; where the way has no room, the station before hands over less. A pass down cuts what a station hands
 * over beyond what it is given; where the way has no content, the station after is given less, which undoes nothing of the
 * pass up. Afterwards of every station enters rate * takes and leaves rate * yield, from a way without content flows at most
 * what enters it, into one without room at most what leaves it, and through one that keeps nothing one flow: to rounding.
 */
function makeEqual(stations: Stations, state: LineState, network: Network): void {
  for (let n = network.order.length - 1; n >= 0; n--) cutBefore(stations, state, network, network.order[n]!);
  for (const i of network.order) cutAfter(stations, state, network, i);
}

function cutBefore(stations: Stations, state: LineState, { before, after }: Network, i: number): void {
  const slots = state.level.length;
  const { takes, yield: good } = stations[i]!;
  if (after[i]!.ways.length > 0) state.rate[i] = min(state.rate[i]!, sumOf(state.ways, after[i]!.ways, 0) / good);
  if (before[i]!.ways.length === 0) return;
  const given = sumOf(state.ways, before[i]!.ways, slots);
  const taken = state.rate[i]! * takes;
  if (given <= taken) state.rate[i] = given / takes;
  else
    for (const way of before[i]!.ways) {
      const outflow = (state.ways[slots + way.slot]! *= taken / given);
      if (isFull(state, way)) state.ways[way.slot] = min(state.ways[way.slot]!, outflow);
    }
}

function cutAfter(stations: Stations, state: LineState, { before, after }: Network, i: number): void {
  const slots = state.level.length;
  const { takes, yield: good } = stations[i]!;
  if (before[i]!.ways.length > 0) state.rate[i] = min(state.rate[i]!, sumOf(state.ways, before[i]!.ways, slots) / takes);
  if (after[i]!.ways.length === 0) return;
  const room = sumOf(state.ways, after[i]!.ways, 0);
  const made = state.rate[i]! * good;
  if (room <= made) return;
  for (const way of after[i]!.ways) {
    const inflow = (state.ways[way.slot]! *= made / room);
    if (way.belt < 0 && isEmpty(state, way)) state.ways[slots + way.slot] = min(state.ways[slots + way.slot]!, inflow);
  }
}

function sumOf(values: Float64Array, ways: readonly Way[], offset: number): number {
  let sum = 0;
  for (let k = 0; k < ways.length; k++) sum += values[offset + ways[k]!.slot]!;
  return sum;
}
