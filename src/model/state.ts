import { NEVER } from '../engine/calendar.js';
import { workingUs } from './calendar.js';
import type { CompiledLine } from './compile.js';
import { awaitCharges } from './feed.js';
import { getReady, plan, settle } from './flow.js';
import { chooseLaw, drawLeft, redraw, renew, seedStreams } from './laws.js';
import { CONDITION, LINE_AT, LINE_METER, LINE_MIRROR, LINE_SETTLED, PHASE, viewsOf, countsOfState, viewState, type Counts, type LineState } from './layout.js';
import { openMeter } from './meter.js';
import { readShifts } from './run.js';

export type { LineState } from './layout.js';

/** A state as JSON. Exact: every number comes back bit for bit. */
export interface LineSnapshot {
  /** stations and stop laws by id; a state fits only a line of the same layout */
  layout: string;
  fields: Record<string, number[]>;
}

export interface Luck {
  seed: number;
  replication: number;
}

function countsOf({ stations, laws, network }: CompiledLine): Counts {
  const counts = { stations: stations.length, laws: laws.length };
  if (network === null) return counts;
  return { ...counts, slots: network.bounds.offer.length, belts: network.belts.length };
}

/** The empty line at an instant, every machine ready; with `fed` it has nothing to take until it is charged. */
export function start(line: CompiledLine, { seed, replication, atUs, fed = false }: Luck & { atUs: number; fed?: boolean }): LineState {
  const state = viewState(line.layout, countsOf(line));
  if (fed) awaitCharges(line, state);
  seedStreams(line, state, seed, replication);
  for (const law of line.laws) renew(state, law);
  state.line[LINE_AT] = state.line[LINE_SETTLED] = atUs;
  state.left.fill(NEVER);
  state.since.fill(atUs);
  state.phase.fill(PHASE.starved);
  openAccount(state);
  readShifts(line, state);
  plan(line, state);
  return state;
}

/** Sums begin at zero here: counts, energy, cost, peak, time in each phase. The state must be settled. */
export function openAccount(state: LineState): void {
  const atUs = state.line[LINE_SETTLED]!;
  for (const sums of [state.processed, state.energy, state.held, state.spent]) sums.fill(0);
  state.ways.fill(0, 2 * state.level.length);
  openMeter(state.line, LINE_METER, atUs);
}

/** Exact copy, into another state of the same layout where given. */
export function copy(state: LineState, into?: LineState): LineState {
  if (into === undefined) return viewState(state.layout, countsOfState(state), state.bytes.slice().buffer);
  if (into.layout !== state.layout) throw new TypeError(`a state of ${state.layout} does not fit one of ${into.layout}`);
  into.bytes.set(state.bytes);
  return into;
}

/**
 * A copy whose future is drawn afresh. What is under way goes on with its residual life given its age: the clock of each
 * stop law, and a running stop; of a stop of unknown cause the law is drawn first. A station that is off is taken to be
 * needed: it is ready from now on, within the shifts.
 */
export function fork(line: CompiledLine, state: LineState, { seed, replication }: Luck, into?: LineState): LineState {
  requireLayout(line, state);
  const forked = copy(state, into);
  const atUs = forked.line[LINE_AT]!;
  settle(line, forked, atUs);
  const mirrored = forked.line[LINE_MIRROR] === 1;
  seedStreams(line, forked, seed, replication);
  for (const law of line.laws) redraw(forked, law);
  for (let i = 0; i < line.stations.length; i++) resume(line, forked, i);
  if (mirrored) {
    forked.line[LINE_MIRROR] = 0;
    readShifts(line, forked);
  }
  plan(line, forked);
  return forked;
}

function resume(line: CompiledLine, state: LineState, i: number): void {
  if (state.condition[i] === CONDITION.off) getReady(line.stations[i]!, state);
  if (state.condition[i] !== CONDITION.down) return;
  const elapsedUs = workingUs(line.shifts, state.since[i]!, state.line[LINE_AT]!);
  const law = state.law[i]! > 0 ? line.laws[state.law[i]! - 1]! : chooseLaw(line, state, line.stations[i]!, elapsedUs);
  state.law[i] = law === null ? 0 : law.index + 1;
  // A station without any stop law gives no hint how long: it is taken to be ready at once.
  state.left[i] = law === null ? 1 : drawLeft(state, law, elapsedUs);
}

/** Instant of a state [us]. */
export function timeOf(state: LineState): number {
  return state.line[LINE_AT]!;
}

export function snapshot(line: CompiledLine, state: LineState): LineSnapshot {
  requireLayout(line, state);
  return { layout: state.layout, fields: Object.fromEntries(viewsOf(state).map(([name, view]) => [name, Array.from(view)])) };
}

function requireLayout(line: CompiledLine, state: LineState): void {
  if (state.layout !== line.layout) throw new TypeError(`a state of ${state.layout} does not fit the line ${line.layout}`);
}

/** The state of a snapshot, or why it does not fit this line. */
export function restore(line: CompiledLine, saved: LineSnapshot): { ok: true; state: LineState } | { ok: false; reason: string } {
  if (saved?.layout !== line.layout) return { ok: false, reason: `the snapshot is of another line or version: ${saved?.layout} instead of ${line.layout}` };
  const state = viewState(line.layout, countsOf(line));
  for (const [name, view] of viewsOf(state)) {
    const numbers = saved.fields?.[name];
    if (!Array.isArray(numbers) || numbers.length !== view.length) return { ok: false, reason: `${name}: expected ${view.length} numbers` };
    view.set(numbers);
    if (!numbers.every((number, i) => view[i] === number)) return { ok: false, reason: `${name}: not every entry is a number of its kind` };
  }
  return { ok: true, state };
}
