import { NEVER } from '../engine/calendar.js';
import type { CompiledLine } from './compile.js';
import { addWaiting, arrive, arriving, enter, unremembered, untilArrival, waiting } from './conveyor.js';
import { EQUAL_FLOW } from './level-bounds.js';
import { LINE_SETTLED, LINE_WORKING, type LineState } from './layout.js';
import { solveNetwork } from './network-rates.js';
import type { Network, Way } from './network.js';
import { isAway, nextTurn } from './outages.js';

const { abs, ceil, max, min } = Math;

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
    state.timers[slot] = after(now, untilMet(state, way));
    if (way.belt >= 0) state.timers[more + state.level.length - stations + way.belt] = after(now, untilArrival(state, way.belt));
  }
}

const after = (now: number, us: number) => min(NEVER, now + max(0, ceil(us)));

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

/** Moves contents on at the present rates. A content that is met a hair beyond empty or full stays there: every item is in one place, always. */
export function moveWays(state: LineState, network: Network, us: number): void {
  const slots = state.level.length;
  const working = state.line[LINE_WORKING] === 1;
  if (working) state.belts[0]! += us;
  for (const way of network.ways) {
    const { slot } = way;
    const net = state.net[slot]!;
    state.held[slot]! += (state.level[slot]! + (net * us) / 2) * us;
    state.ways[2 * slots + slot]! += state.ways[slot]! * us;
    state.level[slot]! += net * us;
    if (way.belt >= 0 && working) addWaiting(state, way.belt, (unremembered(state, way.belt, state.ways[slot]!) - drainOf(state, way)) * us);
  }
}
