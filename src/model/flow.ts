import { dueIn, NEVER } from '../engine/calendar.js';
import type { CompiledLine, CompiledStation } from './compile.js';
import { accrue, powerIn } from './energy.js';
import { US_PER_HOUR } from './meter.js';
import { ableRate, drawFeeds, isRunOut, passRests, untilUsedUp } from './feed.js';
import { CONDITION, LINE_AT, LINE_FED, LINE_MIRROR, LINE_SETTLED, LINE_WORKING, LINE_WORK_UNTIL, PHASE, PHASES, type LineState } from './layout.js';
import { EQUAL_FLOW, TOUCH_ITEMS } from './level-bounds.js';
import { isAwayNow, moveWays, planNetwork, planWays, restNetwork } from './network-flow.js';
import { solveNetwork } from './network-rates.js';

const { abs, max, min } = Math;

/** Brings sums, levels and clocks to an instant at the present rates. Nothing may change in between: the next event is not before. */
export function settle(line: CompiledLine, state: LineState, toUs: number): void {
  const fromUs = state.line[LINE_SETTLED]!;
  const us = toUs - fromUs;
  if (us <= 0) return;
  const working = state.line[LINE_WORKING] === 1;
  let powerKw = 0;
  for (let i = 0; i < line.stations.length; i++) {
    state.processed[i]! += state.rate[i]! * us;
    state.energy[i]! += (state.power[i]! * us) / US_PER_HOUR;
    powerKw += state.power[i]!;
    state.spent[PHASES * i + (working ? state.phase[i]! : PHASE.planned)]! += us;
    if (working && state.left[i] !== NEVER) state.left[i]! -= us;
  }
  accrue(line, state, fromUs, toUs, powerKw);
  if (state.line[LINE_FED] === 1) drawFeeds(line, state, us);
  if (working) ageLaws(line, state, us);
  if (line.network === null) moveLevels(line, state, us);
  else moveWays(line, state, line.network, us);
  state.line[LINE_SETTLED] = toUs;
  state.line[LINE_AT] = toUs;
}

function ageLaws(line: CompiledLine, state: LineState, us: number): void {
  for (const law of line.laws) {
    const i = law.station;
    if (law.clock === 'operation') state.age[law.index]! += (us * state.rate[i]!) / line.stations[i]!.ratePerUs;
    else if (state.condition[i] !== CONDITION.down) state.age[law.index]! += us;
  }
}

function moveLevels(line: CompiledLine, state: LineState, us: number): void {
  const last = line.stations.length - 1;
  let touched = false;
  for (let i = 0; i < last; i++) {
    const net = state.net[i]!;
    state.held[i]! += (state.level[i]! + (net * us) / 2) * us;
    if (net === 0) continue;
    const level = state.level[i]! + net * us;
    state.level[i] = level;
    if (level < TOUCH_ITEMS || level > line.stations[i]!.capacity - TOUCH_ITEMS) touched = true;
  }
  if (touched) {
    meetEmpty(line, state);
    meetFull(line, state);
  }
}

/**
 * Events fall on whole microseconds, so a draining buffer is met a hair beyond empty. The station after it has not made what
 * was not there; what it made less, the stations after it miss in turn. Nothing is lost: the counts give way, not the content.
 */
function meetEmpty(line: CompiledLine, state: LineState): void {
  let extra = 0; // good items of station i beyond what the rates gave
  for (let i = 0; i + 1 < line.stations.length; i++) {
    const next = line.stations[i + 1]!;
    let passed = extra;
    if (line.stations[i]!.capacity > 0) {
      const level = state.level[i]! + extra;
      const empty = level < 0 || (level < TOUCH_ITEMS && state.net[i]! <= 0);
      passed = empty ? level : 0;
      state.level[i] = empty ? 0 : level;
    }
    state.processed[i + 1]! += passed / next.takes;
    extra = (passed / next.takes) * next.yield;
  }
}

/** The same for a filling buffer met a hair beyond full: the station before it has not made what found no room. */
function meetFull(line: CompiledLine, state: LineState): void {
  let taken = 0; // items that station i + 1 took beyond what the rates gave
  for (let i = line.stations.length - 2; i >= 0; i--) {
    const station = line.stations[i]!;
    let asked = taken;
    if (station.capacity > 0) {
      const level = state.level[i]! - taken;
      const full = level > station.capacity || (level > station.capacity - TOUCH_ITEMS && state.net[i]! >= 0);
      asked = full ? station.capacity - level : 0;
      state.level[i] = full ? station.capacity : level;
    }
    state.processed[i]! += asked / station.yield;
    taken = (asked / station.yield) * station.takes;
  }
  if (state.fed[0] === 1) state.feed[0]! -= taken;
}

/** After any change at the settled instant: the rates, what each station does and draws, and the next events. */
export function plan(line: CompiledLine, state: LineState): void {
  if (state.line[LINE_WORKING] === 1) {
    if (state.line[LINE_MIRROR] === 0) wakeCalled(line, state);
    if (line.network === null) solveRates(line, state, false);
    else planNetwork(line, state, line.network);
    if (state.line[LINE_FED] === 1 && isRunOut(line, state)) passRests(line, state);
    for (let i = 0; i < line.stations.length; i++) takePhase(line, state, i);
  } else {
    state.rate.fill(0);
    state.net.fill(0);
    if (line.network !== null) restNetwork(state);
    for (let i = 0; i < line.stations.length; i++) state.power[i] = line.stations[i]!.power.off;
  }
  planEvents(line, state);
}

/**
 * The greatest rates that the machines, the empty and the full buffers allow. One pass forward and one backward reach the
 * fixed point: what the second pass takes from a station, it takes only where the station after it cannot do more either.
 */
function solveRates(line: CompiledLine, state: LineState, awake: boolean): void {
  const { rate, offered, level } = state;
  const last = line.stations.length - 1;
  for (let i = 0; i <= last; i++) {
    const station = line.stations[i]!;
    let limit = ableRate(station, state, awake);
    if (i > 0 && level[i - 1]! <= 0) limit = min(limit, (rate[i - 1]! * line.stations[i - 1]!.yield) / station.takes);
    rate[i] = offered[i] = limit;
  }
  for (let i = last - 1; i >= 0; i--) {
    const station = line.stations[i]!;
    if (level[i]! >= station.capacity) rate[i] = min(rate[i]!, (rate[i + 1]! * line.stations[i + 1]!.takes) / station.yield);
  }
  for (let i = 0; i < last; i++) {
    const inflow = rate[i]! * line.stations[i]!.yield;
    const outflow = rate[i + 1]! * line.stations[i + 1]!.takes;
    const net = inflow - outflow;
    state.net[i] = line.stations[i]!.capacity > 0 && abs(net) > EQUAL_FLOW * max(inflow, outflow) ? net : 0;
  }
}

/** A station that stood is able to produce from now on, and comes up to speed. */
export function getReady({ index, rampUs }: CompiledStation, state: LineState): void {
  state.condition[index] = rampUs > 0 ? CONDITION.ramping : CONDITION.up;
  state.left[index] = rampUs > 0 ? rampUs : NEVER;
}

/** Calls every station in standby that could produce if all of them were awake: the line is called as one. */
function wakeCalled(line: CompiledLine, state: LineState): void {
  if (!state.condition.includes(CONDITION.standby)) return;
  if (line.network === null) solveRates(line, state, true);
  else solveNetwork(line.stations, state, line.network, true);
  for (let i = 0; i < line.stations.length; i++) {
    if (state.condition[i] !== CONDITION.standby || state.rate[i] === 0) continue;
    const wakeUpUs = line.stations[i]!.standby?.wakeUpUs ?? 0;
    if (wakeUpUs === 0) getReady(line.stations[i]!, state);
    else {
      state.condition[i] = CONDITION.waking;
      state.left[i] = wakeUpUs;
    }
  }
}

/** Scheduled not to produce, while it is not under repair. */
const isOut = (state: LineState, i: number) => isAwayNow(state, i) && state.condition[i] !== CONDITION.down;

function phaseOf(line: CompiledLine, state: LineState, i: number): number {
  if (line.network !== null && isOut(state, i)) return PHASE.planned;
  switch (state.condition[i]) {
    case CONDITION.up:
    case CONDITION.ramping:
      return state.rate[i]! > 0 ? PHASE.producing : state.offered[i]! > 0 ? PHASE.blocked : PHASE.starved;
    case CONDITION.down:
      return PHASE.down;
    case CONDITION.standby:
      return PHASE.standby;
    case CONDITION.waking:
      return PHASE.waking;
    default:
      return PHASE.off;
  }
}

function takePhase(line: CompiledLine, state: LineState, i: number): void {
  const station = line.stations[i]!;
  const phase = phaseOf(line, state, i);
  if (phase !== state.phase[i]) {
    state.phase[i] = phase;
    state.since[i] = state.line[LINE_SETTLED]!;
  }
  state.power[i] = powerIn(station, phase);
  if (phase === PHASE.producing) state.power[i] += station.perItemKwh * state.rate[i]! * US_PER_HOUR;
  if (state.condition[i] !== CONDITION.up) return;
  if (phase === PHASE.producing || phase === PHASE.planned || station.standby === null || state.line[LINE_MIRROR] === 1) state.left[i] = NEVER;
  else if (state.left[i] === NEVER) state.left[i] = max(1, station.standby.afterUs - (state.line[LINE_SETTLED]! - state.since[i]!));
}

/** Fills the timers: an event at a time that is not a whole microsecond happens at the next one. */
function planEvents(line: CompiledLine, state: LineState): void {
  const { timers } = state;
  const now = state.line[LINE_SETTLED]!;
  const stations = line.stations.length;
  const working = state.line[LINE_WORKING] === 1;
  timers.fill(NEVER);
  timers[0] = state.line[LINE_WORK_UNTIL]!;
  if (!working) return;
  if (line.network !== null) planWays(line, state, line.network, now);
  if (state.line[LINE_FED] === 1) timers[timers.length - 1] = dueIn(now, untilUsedUp(line, state));
  for (let i = 0; i < stations; i++) {
    if (state.left[i] !== NEVER) timers[1 + i] = now + state.left[i]!;
    const net = line.network === null ? state.net[i]! : 0;
    if (net !== 0) timers[1 + stations + i] = dueIn(now, net > 0 ? (line.stations[i]!.capacity - state.level[i]!) / net : state.level[i]! / -net);
  }
  if (state.line[LINE_MIRROR] === 1) return;
  for (const law of line.laws) timers[1 + 2 * stations + law.index] = dueIn(now, untilStop(line, state, law.index));
}

/** Time until a law stops its station at the present rate [us]. */
function untilStop(line: CompiledLine, state: LineState, index: number): number {
  const law = line.laws[index]!;
  const i = law.station;
  const left = state.due[index]! - state.age[index]!;
  if (state.condition[i] === CONDITION.down) return NEVER;
  if (law.clock === 'time') return left;
  return state.rate[i]! > 0 ? (left * line.stations[i]!.ratePerUs) / state.rate[i]! : NEVER;
}
