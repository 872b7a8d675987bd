import { dueIn, NEVER } from '../engine/calendar.js';
import type { CompiledLine } from './compile.js';
import { addWaiting, arrive, arriving, enter, unremembered, untilArrival, waiting } from './conveyor.js';
import { EQUAL_FLOW } from './level-bounds.js';
import { LINE_SETTLED, LINE_WORKING, type LineState } from './layout.js';
import { solveNetwork } from './network-rates.js';
import type { Network, Way } from './network.js';
import { isAway, nextTurn } from './outages.js';

const { abs, max, min } = Math;

/** Marks the stations that are scheduled not to produce, and says until when that stays so [us]. A mirror follows what is observed: none. */
export function readOutages({ outages }: Network, state: LineState, forecast: boolean): number {
  const atUs = state.line[LINE_SETTLED]!;
  const first = state.marks.length - outages.spans.length;
  for (let i = 0; i < outages.spans.length; i++) state.marks[first + i] = forecast && isAway(outages, i, atUs) ? 1 : 0;
  return forecast ? nextTurn(outages, atUs) : NEVER;
}

/** Whether a station is scheduled not to produce now. */
export const isAwayNow = (state: LineState, i: number): boolean => state.marks[state.marks.length - state.rate.length + i] === 1;

/** The rates from now on, and what they mean for the ways. */
export function planNetwork(line: CompiledLine, state: LineState, network: Network): void {
  solveNetwork(line.stations, state, network, false);
  const slots = state.level.length;
  for (const way of network.ways) {
    const inflow = state.ways[way.slot]!;
    const outflow = state.ways[slots + way.slot]!;
    const net = inflow - outflow;
    state.net[way.slot] = way.capacity > 0 && abs(net) > EQUAL_FLOW * max(inflow, outflow) ? net : 0;
    if (way.belt >= 0) enter(state, way, inflow);
  }
}

/** The line rests: nothing moves, on conveyors neither. */
export function restNetwork(state: LineState): void {
  state.ways.fill(0, 0, 2 * state.level.length);
}

/** Fills the timers of the ways: of the first way of a station at its place in a row, of the others and the conveyors at the end. */
export function planWays(line: CompiledLine, state: LineState, network: Network, now: number): void {
  const stations = line.stations.length;
  const more = 1 + 2 * stations + line.laws.length;
  for (const way of network.ways) {
    const slot = way.slot < stations ? 1 + stations + way.slot : more + way.slot - stations;
    state.timers[slot] = dueIn(now, untilMet(state, way));
    if (way.belt >= 0) state.timers[more + state.level.length - stations + way.belt] = dueIn(now, untilArrival(state, way.belt));
  }
}

/** Time until a way is full, or has nothing more to give [us]. */
function untilMet(state: LineState, way: Way): number {
  const net = state.net[way.slot]!;
  const full = net > 0 ? (way.capacity - state.level[way.slot]!) / net : Infinity;
  if (way.belt < 0) return net < 0 ? state.level[way.slot]! / -net : full;
  const drain = drainOf(state, way);
  const waits = waiting(state, way.belt);
  if (waits <= way.slack) return drain < 0 ? max(full, (way.slack - waits) / -drain) : Infinity;
  return drain > 0 ? min(full, waits / drain) : full;
}

/** Rate at which what waits at the end of a conveyor becomes less [items/us]. */
function drainOf(state: LineState, way: Way): number {
  const outflow = state.ways[state.level.length + way.slot]!;
  const inflow = arriving(state, way.belt);
  const drain = outflow - inflow;
  return abs(drain) > EQUAL_FLOW * max(inflow, outflow) ? drain : 0;
}

/** Takes up what has arrived at the end of the conveyors. */
export function takeArrivals(state: LineState, { belts }: Network): void {
  for (const { belt } of belts) arrive(state, belt);
}

/** Moves contents on at the present rates. */
export function moveWays(line: CompiledLine, state: LineState, network: Network, us: number): void {
  const slots = state.level.length;
  const working = state.line[LINE_WORKING] === 1;
  let beyond = false;
  if (working) state.belts[0]! += us;
  for (const way of network.ways) {
    const { slot } = way;
    const net = state.net[slot]!;
    state.held[slot]! += (state.level[slot]! + (net * us) / 2) * us;
    state.ways[2 * slots + slot]! += state.ways[slot]! * us;
    const level = (state.level[slot]! += net * us);
    if (way.belt < 0 && net !== 0) beyond ||= level < 0 || level > way.capacity;
    if (way.belt >= 0 && working) addWaiting(state, way.belt, (unremembered(state, way.belt, state.ways[slot]!) - drainOf(state, way)) * us);
  }
  if (beyond) {
    giveBack(line, state, network);
    doWithout(line, state, network);
  }
}

/*
 * Events fall on whole microseconds, so a buffer is met a hair beyond full or empty. What is beyond has not been made, by the
 * station on that side; what that one did not take or give stays where it was, and so on to the next content or to an end of
 * the line. Each step takes from one count what it gives to the next, so nothing is lost however often ways part and meet;
 * a hair that comes to rest in a content at its bound stays there, within its slack.
 */

/** Up the flow: what is beyond full. */
function giveBack(line: CompiledLine, state: LineState, { order, before, passed }: Network): void {
  const slots = state.level.length;
  passed.fill(0); // given back to a way that keeps nothing
  for (let n = order.length - 1; n >= 0; n--) {
    for (const { slot, from, capacity, belt } of before[order[n]!]!.ways) {
      const items = capacity === 0 ? passed[slot]! : belt < 0 ? max(0, state.level[slot]! - capacity) : 0;
      if (items === 0) continue;
      if (capacity > 0) state.level[slot] = capacity;
      state.ways[2 * slots + slot]! -= items;
      const station = line.stations[from]!;
      state.processed[from]! -= items / station.yield;
      const untaken = (items / station.yield) * station.takes;
      const { ways } = before[from]!;
      if (ways.length === 0 && state.fed[from] === 1) state.feed[from]! += untaken;
      for (let k = 0; k < ways.length; k++) keep(state, passed, ways[k]!, untaken * partOf(state, ways, k, slots));
    }
  }
}

/** Down the flow: what is missing below empty. */
function doWithout(line: CompiledLine, state: LineState, { order, after, passed }: Network): void {
  const slots = state.level.length;
  passed.fill(0); // missing in a way that keeps nothing
  for (const i of order) {
    for (const { slot, to, capacity, belt } of after[i]!.ways) {
      const items = capacity === 0 ? passed[slot]! : belt < 0 ? min(0, state.level[slot]!) : 0;
      if (items === 0) continue;
      if (capacity > 0) state.level[slot] = 0;
      const station = line.stations[to]!;
      state.processed[to]! += items / station.takes;
      const made = (items / station.takes) * station.yield;
      const { ways } = after[to]!;
      for (let k = 0; k < ways.length; k++) {
        const part = made * partOf(state, ways, k, 0);
        state.ways[2 * slots + ways[k]!.slot]! += part;
        keep(state, passed, ways[k]!, part);
      }
    }
  }
}

/** A change of what a way keeps; of one that keeps nothing, of what it passes on. */
function keep(state: LineState, passed: Float64Array, { slot, capacity, belt }: Way, items: number): void {
  if (capacity === 0) passed[slot]! += items;
  else state.level[slot]! += items;
  if (belt >= 0) addWaiting(state, belt, items);
}

/** Share of the k-th way in what flows through all of them; the first has all where nothing flows. The shares make one. */
function partOf(state: LineState, ways: readonly Way[], k: number, offset: number): number {
  if (ways.length === 1) return 1;
  let total = 0;
  for (const { slot } of ways) total += state.ways[offset + slot]!;
  return total > 0 ? state.ways[offset + ways[k]!.slot]! / total : k === 0 ? 1 : 0;
}
