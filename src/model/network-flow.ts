import { dueIn, NEVER } from '../engine/calendar.js';
import type { CompiledLine } from './compile.js';
import { addWaiting, arrive, arriving, enter, untilArrival, waiting } from './conveyor.js';
import { EQUAL_FLOW, TOUCH_ITEMS } from './level-bounds.js';
import { BELT_MARKS, LIMIT, LINE_SETTLED, LINE_WORKING, type LineState } from './layout.js';
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
  if (way.belt < 0) return net > 0 ? (way.capacity - state.level[way.slot]!) / net : net < 0 ? state.level[way.slot]! / -net : Infinity;
  const full = net > 0 ? (way.capacity - state.level[way.slot]!) / net : Infinity;
  const drain = drainOf(state, way);
  return drain > 0 && waiting(state, way.belt) > way.slack ? min(full, waiting(state, way.belt) / drain) : full;
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
  let touched = false;
  const working = state.line[LINE_WORKING] === 1;
  if (working) state.belts[0]! += us;
  for (const way of network.ways) {
    const { slot } = way;
    const net = state.net[slot]!;
    state.held[slot]! += (state.level[slot]! + (net * us) / 2) * us;
    state.ways[2 * slots + slot]! += state.ways[slot]! * us;
    if (way.capacity === 0) continue;
    state.level[slot]! += net * us;
    const drain = way.belt >= 0 && working ? drainOf(state, way) : 0;
    if (drain !== 0) addWaiting(state, way.belt, -drain * us);
    if (net !== 0 || drain !== 0) touched ||= isEmpty(state, way) || isFull(state, way);
  }
  if (touched) {
    meetEmpty(line, state, network);
    meetFull(line, state, network);
  }
}

function isEmpty(state: LineState, way: Way): boolean {
  const level = state.level[way.slot]!;
  if (way.belt >= 0) return level < 0 || waiting(state, way.belt) < -way.slack;
  return level < 0 || (level < TOUCH_ITEMS && state.net[way.slot]! <= 0);
}

function isFull(state: LineState, way: Way): boolean {
  const level = state.level[way.slot]!;
  return level > way.capacity || (level > way.capacity - TOUCH_ITEMS && state.net[way.slot]! >= 0);
}

/** As in a row of stations (flow.ts): what a way met a hair beyond empty did not give, the stations after it have not made. */
function meetEmpty(line: CompiledLine, state: LineState, network: Network): void {
  const { order, after: ways, passed } = network;
  const slots = state.level.length;
  passed.fill(0); // good items of each station beyond what the rates gave
  for (const i of order) {
    for (const way of ways[i]!.ways) {
      const extra = passed[i]! * partOf(state, network, ways[i]!.ways, way, LIMIT.room);
      state.ways[2 * slots + way.slot]! += extra;
      const given = way.capacity > 0 ? takeBelowEmpty(state, way, extra) : extra;
      const next = line.stations[way.to]!;
      state.processed[way.to]! += given / next.takes;
      passed[way.to]! += (given / next.takes) * next.yield;
    }
  }
}

/** Adds to the content; what is then below empty, as a negative amount, or a hair above, is given on. */
function takeBelowEmpty(state: LineState, way: Way, extra: number): number {
  state.level[way.slot]! += extra;
  if (way.belt >= 0) addWaiting(state, way.belt, extra);
  if (!isEmpty(state, way)) return 0;
  const level = state.level[way.slot]!;
  const given = way.belt >= 0 ? min(level, waiting(state, way.belt)) : level;
  if (way.belt >= 0) addWaiting(state, way.belt, -given);
  state.level[way.slot] = level - given;
  return given;
}

/** The same up the flow: what found no room in a way met a hair beyond full, the stations before it have not made. */
function meetFull(line: CompiledLine, state: LineState, network: Network): void {
  const { order, before, passed } = network;
  const slots = state.level.length;
  passed.fill(0); // items that each station took beyond what the rates gave
  for (let n = order.length - 1; n >= 0; n--) {
    const to = order[n]!;
    for (const way of before[to]!.ways) {
      const taken = passed[to]! * partOf(state, network, before[to]!.ways, way, LIMIT.taking);
      const asked = way.capacity > 0 ? fillToFull(state, way, taken) : taken;
      state.ways[2 * slots + way.slot]! += asked;
      if (asked === 0 || placeBeside(state, network, way, -asked)) continue;
      const { yield: good, takes } = line.stations[way.from]!;
      state.processed[way.from]! += asked / good;
      passed[way.from]! += (asked / good) * takes;
    }
  }
}

/** Puts what a way had no room for into another way from the same station that takes all it is offered, where there is one with a buffer. */
function placeBeside(state: LineState, network: Network, way: Way, items: number): boolean {
  const marks = BELT_MARKS * network.belts.length;
  for (const other of network.after[way.from]!.ways) {
    if (other === way || other.capacity === 0 || (state.marks[marks + other.slot]! & LIMIT.room) !== 0) continue;
    const level = state.level[other.slot]! + items;
    if (level < 0 || level > other.capacity || (other.belt >= 0 && waiting(state, other.belt) + items < 0)) continue;
    state.level[other.slot] = level;
    if (other.belt >= 0) addWaiting(state, other.belt, items);
    state.ways[2 * state.level.length + other.slot]! += items;
    return true;
  }
  return false;
}

/** Takes from the content; what is then beyond full, as a negative amount, or a hair below, is asked of the station before. */
function fillToFull(state: LineState, way: Way, taken: number): number {
  state.level[way.slot]! -= taken;
  if (way.belt >= 0) addWaiting(state, way.belt, -taken);
  if (!isFull(state, way)) return 0;
  const asked = way.capacity - state.level[way.slot]!;
  state.level[way.slot] = way.capacity;
  if (way.belt >= 0) addWaiting(state, way.belt, asked);
  return asked;
}

/**
 * Part of a way in a change of what flows through the ways beside it: a change goes where the flow is not bounded by what
 * the other end of the way can do, else where it does not undo a buffer that is full (down the flow) or empty (up the flow);
 * in proportion to what flows.
 */
function partOf(state: LineState, network: Network, ways: readonly Way[], way: Way, bound: number): number {
  if (ways.length === 1) return 1;
  let best = 0;
  for (const other of ways) best = max(best, freedomOf(state, network, other, bound));
  if (freedomOf(state, network, way, bound) < best) return 0;
  const offset = bound === LIMIT.room ? 0 : state.level.length;
  let total = 0;
  let first: Way | null = null;
  for (const other of ways) {
    if (freedomOf(state, network, other, bound) < best) continue;
    first ??= other;
    total += state.ways[offset + other.slot]!;
  }
  return total > 0 ? state.ways[offset + way.slot]! / total : way === first ? 1 : 0;
}

/** 2: the flow is not bounded by the other end; 1: it is, but not by a full or an empty buffer; 0: by that. */
function freedomOf(state: LineState, network: Network, { slot, capacity }: Way, bound: number): number {
  const limited = (state.marks[BELT_MARKS * network.belts.length + slot]! & bound) !== 0;
  if (limited !== (bound === LIMIT.room)) return 2;
  const level = state.level[slot]!;
  return capacity > 0 && (bound === LIMIT.room ? level >= capacity : level <= 0) ? 0 : 1;
}
