import { NEVER } from '../engine/calendar.js';
import type { CompiledLaw, CompiledLine, CompiledStation } from './compile.js';
import { plan, settle } from './flow.js';
import { CONDITION, LINE_AT, LINE_PRICE_UNTIL, LINE_SETTLED, LINE_WORK_UNTIL, PHASES, type LineState } from './layout.js';
import { readShifts } from './run.js';
import { copy, start } from './state.js';

/**
 * The state carried over to another version of the line. What has the same station and stop law keeps its state; a new
 * station is empty and ready; a buffer that became smaller loses what no longer fits. A measured speed keeps its ratio to
 * the ideal rate. The next stops keep their ages; fork draws them from the new laws.
 */
export function migrate(from: CompiledLine, to: CompiledLine, state: LineState): LineState {
  const old = copy(state);
  settle(from, old, old.line[LINE_AT]!);
  const next = start(to, { seed: 0, replication: 0, atUs: old.line[LINE_AT]! });
  next.line.set(old.line);
  next.line[LINE_PRICE_UNTIL] = old.line[LINE_SETTLED]!;
  for (const station of to.stations) {
    const before = from.stations.find((other) => other.id === station.id);
    if (before !== undefined) carryStation(before, station, old, next);
  }
  // A mirror follows what is observed, not the shifts.
  if (next.line[LINE_WORK_UNTIL] !== NEVER) readShifts(to, next);
  plan(to, next);
  return next;
}

function carryStation(before: CompiledStation, station: CompiledStation, old: LineState, next: LineState): void {
  const from = before.index;
  const to = station.index;
  for (const field of ['processed', 'energy', 'held', 'left', 'since', 'condition', 'phase'] as const) next[field][to] = old[field][from]!;
  next.level[to] = Math.min(station.capacity, old.level[from]!);
  next.speed[to] = (old.speed[from]! * station.ratePerUs) / before.ratePerUs;
  next.spent.set(old.spent.subarray(from * PHASES, (from + 1) * PHASES), to * PHASES);
  // A countdown to standby belongs to the policy: the plan sets it from the new one.
  if (old.condition[from] === CONDITION.up) next.left[to] = NEVER;
  next.law[to] = 0;
  for (const law of station.laws) {
    const same = before.laws.find((other) => other.id === law.id);
    if (same !== undefined) carryLaw(same, law, old, next);
  }
}

function carryLaw(before: CompiledLaw, law: CompiledLaw, old: LineState, next: LineState): void {
  next.age[law.index] = old.age[before.index]!;
  next.due[law.index] = old.due[before.index]!;
  if (old.law[before.station] === before.index + 1) next.law[law.station] = law.index + 1;
  next.words.set(old.words.subarray(8 * before.index, 8 * before.index + 8), 8 * law.index);
}
