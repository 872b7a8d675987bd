import { earliest, NEVER } from '../engine/calendar.js';
import { workAt } from './calendar.js';
import type { CompiledLine } from './compile.js';
import { getReady, plan, settle } from './flow.js';
import { drawLeft, renew } from './laws.js';
import { CONDITION, LINE_AT, LINE_MIRROR, LINE_SETTLED, LINE_WORKING, LINE_WORK_UNTIL, type LineState } from './layout.js';
import { isAwayNow, readOutages, takeArrivals } from './network-flow.js';

/** Told of the state after each event. */
export type WatchLine = (state: LineState) => void;

/** Forecast: stops begin and end by their laws, and outside the shifts everything rests. Throws where untilUs lies before the state. */
export function run(line: CompiledLine, state: LineState, untilUs: number, watch: WatchLine | null = null): void {
  if (state.line[LINE_MIRROR] === 1) enterForecast(line, state);
  advance(line, state, untilUs, watch);
}

/** Mirror: no station stops or starts by itself; material flows, starves and blocks, energy accrues, ages grow. Shifts are not applied: what is observed counts. */
export function follow(line: CompiledLine, state: LineState, untilUs: number): void {
  if (state.line[LINE_MIRROR] === 0) enterMirror(line, state);
  advance(line, state, untilUs, null);
}

function advance(line: CompiledLine, state: LineState, untilUs: number, watch: WatchLine | null): void {
  if (!(untilUs >= state.line[LINE_AT]!)) throw new RangeError(`cannot run back from ${state.line[LINE_AT]} to ${untilUs}`);
  for (;;) {
    const slot = earliest(state.timers);
    const atUs = state.timers[slot]!;
    if (atUs > untilUs) break;
    settle(line, state, atUs);
    happen(line, state, slot);
    plan(line, state);
    if (watch !== null) watch(state);
  }
  // The sums stay at the last event, so that stopping on the way changes nothing.
  state.line[LINE_AT] = untilUs;
}

/** The event of a timer. After the stop laws come those of a network, of buffers beyond one a station, then of what arrives on conveyors; the last is that of feeds. A buffer that is met empty or full, and a feed that is used up, need nothing but a new plan. */
function happen(line: CompiledLine, state: LineState, slot: number): void {
  const stations = line.stations.length;
  if (slot === 0) readShifts(line, state);
  else if (slot <= stations) stationDue(line, state, slot - 1);
  else if (slot > 2 * stations + line.laws.length) {
    if (line.network !== null) takeArrivals(state, line.network);
  } else if (slot > 2 * stations) beginStop(line, state, slot - 1 - 2 * stations);
}

/** Sets whether the line works now and which stations are scheduled not to, and until when that stays so. */
export function readShifts(line: CompiledLine, state: LineState): void {
  const stood = line.ramps.map((i) => !isIn(state, i));
  const { working, untilUs } = workAt(line.shifts, state.line[LINE_SETTLED]!);
  state.line[LINE_WORKING] = working ? 1 : 0;
  state.line[LINE_WORK_UNTIL] = line.network === null ? untilUs : Math.min(untilUs, readOutages(line.network, state, true));
  line.ramps.forEach((i, k) => {
    const able = state.condition[i] === CONDITION.up || state.condition[i] === CONDITION.ramping;
    if (able && stood[k] && isIn(state, i)) getReady(line.stations[i]!, state);
  });
}

/** Within the shifts, and not scheduled to stand. */
const isIn = (state: LineState, i: number) => state.line[LINE_WORKING] === 1 && !isAwayNow(state, i);

function stationDue(line: CompiledLine, state: LineState, i: number): void {
  state.left[i] = NEVER;
  if (state.condition[i] === CONDITION.up) state.condition[i] = CONDITION.standby;
  else if (state.condition[i] === CONDITION.ramping) state.condition[i] = CONDITION.up;
  else {
    if (state.condition[i] === CONDITION.down && state.law[i]! > 0) renew(state, line.laws[state.law[i]! - 1]!);
    getReady(line.stations[i]!, state);
    state.law[i] = 0;
  }
}

function beginStop(line: CompiledLine, state: LineState, index: number): void {
  const law = line.laws[index]!;
  state.condition[law.station] = CONDITION.down;
  state.law[law.station] = index + 1;
  state.left[law.station] = drawLeft(state, law, 0);
}

function enterMirror(line: CompiledLine, state: LineState): void {
  settle(line, state, state.line[LINE_AT]!);
  state.line[LINE_MIRROR] = 1;
  state.line[LINE_WORKING] = 1;
  state.line[LINE_WORK_UNTIL] = NEVER;
  if (line.network !== null) readOutages(line.network, state, false);
  for (let i = 0; i < line.stations.length; i++) {
    state.left[i] = NEVER;
    if (state.condition[i] === CONDITION.waking || state.condition[i] === CONDITION.ramping) state.condition[i] = CONDITION.up;
  }
  plan(line, state);
}

/** Ages count on; what is under way keeps no end of its own, so a forecast of a mirrored line begins with a fork. */
function enterForecast(line: CompiledLine, state: LineState): void {
  settle(line, state, state.line[LINE_AT]!);
  state.line[LINE_MIRROR] = 0;
  readShifts(line, state);
  plan(line, state);
}
