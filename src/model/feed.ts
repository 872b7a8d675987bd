import type { CompiledLine, CompiledStation } from './compile.js';
import { isQuiet, setWaiting } from './conveyor.js';
import { CONDITION, LINE_FED, type LineState } from './layout.js';
import { TOUCH_ITEMS } from './level-bounds.js';

/**
 * What a first station takes comes from nowhere and never ends, until the station is charged: from then on it takes what it
 * was charged with, a drum, a container, and starves when that is used up.
 */

/** Whether a station has used up what it was charged with. */
const isUsedUp = (state: LineState, i: number): boolean => state.fed[i] === 1 && state.feed[i]! <= TOUCH_ITEMS;

/** Speed of a station that comes up to speed [share of its speed]: linear from nothing to all makes the same amount. */
const RAMP = 0.5;

/** Rate that a station could do by itself [processed items/us]; awake: as if one in standby were up. */
export function ableRate(station: CompiledStation, state: LineState, awake: boolean): number {
  const i = station.index;
  const condition = state.condition[i];
  if (isUsedUp(state, i)) return 0;
  const speed = state.speed[i]! || station.ratePerUs;
  if (condition === CONDITION.up || (awake && condition === CONDITION.standby)) return speed;
  return condition === CONDITION.ramping ? RAMP * speed : 0;
}

/** Takes from the feeds at the present rates. */
export function drawFeeds(line: CompiledLine, state: LineState, us: number): void {
  for (let i = 0; i < line.stations.length; i++) if (state.fed[i] === 1) state.feed[i]! -= state.rate[i]! * line.stations[i]!.takes * us;
}

/** Time until the first feed is used up [us]. */
export function untilUsedUp(line: CompiledLine, state: LineState): number {
  let us = Infinity;
  for (let i = 0; i < line.stations.length; i++) {
    if (state.fed[i] === 1 && state.rate[i]! > 0) us = Math.min(us, state.feed[i]! / (state.rate[i]! * line.stations[i]!.takes));
  }
  return us;
}

/** Whether every first station used up its feed, nothing moves, and between stations is at most what events on whole microseconds leave. */
export function isRunOut(line: CompiledLine, state: LineState): boolean {
  for (let i = 0; i < line.stations.length; i++) {
    if (state.rate[i]! > 0 || (isFirst(line, i) && !isUsedUp(state, i))) return false;
  }
  if (line.network === null) return state.level.every((level) => level <= TOUCH_ITEMS);
  return line.network.ways.every(({ slot, slack, belt }) => state.level[slot]! <= slack + TOUCH_ITEMS && (belt < 0 || isQuiet(state, belt)));
}

/** Of a line that has run out: the rests between stations, each positive or negative and next to nothing, go their way to its end. */
export function passRests(line: CompiledLine, state: LineState): void {
  const { network, stations } = line;
  const slots = state.level.length;
  for (const i of network?.order ?? stations.keys()) {
    const { takes, yield: good } = stations[i]!;
    let items = state.feed[i]!;
    state.feed[i] = 0;
    for (const slot of slotsBefore(line, i)) {
      items += state.level[slot]!;
      state.level[slot] = 0;
    }
    state.processed[i]! += items / takes;
    const after = slotsAfter(line, i)[0];
    if (after === undefined) continue;
    state.level[after]! += (items / takes) * good;
    if (network !== null) state.ways[2 * slots + after]! += (items / takes) * good;
  }
  for (const { belt } of network?.belts ?? []) setWaiting(state, belt, 0);
}

/** Whether nothing comes before a station. */
export const isFirst = ({ network }: CompiledLine, i: number): boolean => (network === null ? i === 0 : network.before[i]!.ways.length === 0);

const slotsBefore = ({ network }: CompiledLine, i: number) => (network !== null ? network.before[i]!.ways.map(({ slot }) => slot) : i > 0 ? [i - 1] : []);

const slotsAfter = ({ network, stations }: CompiledLine, i: number) =>
  network !== null ? network.after[i]!.ways.map(({ slot }) => slot) : i + 1 < stations.length ? [i] : [];

/** Ends every feed: first stations take only what they are charged with. */
export function awaitCharges(line: CompiledLine, state: LineState): void {
  state.line[LINE_FED] = 1;
  for (const { index } of line.stations) if (isFirst(line, index)) state.fed[index] = 1;
}
