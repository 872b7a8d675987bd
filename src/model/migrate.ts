import { NEVER } from '../engine/calendar.js';
import type { CompiledLaw, CompiledLine, CompiledStation } from './compile.js';
import { plan, settle } from './flow.js';
import { carryBelt, setContent, setWaiting } from './conveyor.js';
import { isFirst } from './feed.js';
import { CONDITION, LINE_AT, LINE_FED, LINE_METER, LINE_SETTLED, LINE_WORK_UNTIL, PHASES, type LineState } from './layout.js';
import { METER_PRICE_UNTIL } from './meter.js';
import type { Way } from './network.js';
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
  next.line[LINE_METER + METER_PRICE_UNTIL] = old.line[LINE_SETTLED]!;
  for (const station of to.stations) {
    const before = from.stations.find((other) => other.id === station.id);
    if (before === undefined) continue;
    carryStation(before, station, old, next);
    // Where another station comes before it now, its feed is nobody's.
    if (isFirst(to, station.index)) for (const field of ['feed', 'fed'] as const) next[field][station.index] = old[field][before.index]!;
  }
  carryWays(from, to, old, next);
  next.line[LINE_FED] = next.fed.includes(1) ? 1 : 0;
  // A mirror follows what is observed, not the shifts.
  if (next.line[LINE_WORK_UNTIL] !== NEVER) readShifts(to, next);
  plan(to, next);
  return next;
}

function carryStation(before: CompiledStation, station: CompiledStation, old: LineState, next: LineState): void {
  const from = before.index;
  const to = station.index;
  for (const field of ['processed', 'energy', 'left', 'since', 'condition', 'phase'] as const) next[field][to] = old[field][from]!;
  next.speed[to] = old.speed[from]! * (station.ratePerUs / before.ratePerUs); // the ratio of equal rates is one: exact
  next.spent.set(old.spent.subarray(from * PHASES, (from + 1) * PHASES), to * PHASES);
  if (next.condition[to] === CONDITION.ramping) next.left[to] = Math.min(next.left[to]!, station.rampUs);
  if (next.condition[to] === CONDITION.ramping && station.rampUs === 0) {
    next.condition[to] = CONDITION.up;
    next.left[to] = NEVER;
  }
  // A countdown to standby belongs to the policy: the plan sets it from the new one.
  if (old.condition[from] === CONDITION.up) next.left[to] = NEVER;
  next.law[to] = 0;
  for (const law of station.laws) {
    const same = before.laws.find((other) => other.id === law.id);
    if (same !== undefined) carryLaw(same, law, old, next);
  }
}

/** Contents by the stations on both sides, or by the station before where it has one way. What has no way of its own any more, or does not fit, is lost. */
function carryWays(from: CompiledLine, to: CompiledLine, old: LineState, next: LineState): void {
  if (from.network !== null && to.network !== null) next.belts[0] = old.belts[0]!;
  const before = placesOf(from);
  for (const place of placesOf(to)) {
    const same =
      before.find(({ from, to }) => from === place.from && to === place.to) ?? before.find(({ from, only }) => only && place.only && from === place.from);
    if (same === undefined) continue;
    next.level[place.slot] = Math.min(place.capacity, old.level[same.slot]!);
    next.held[place.slot] = old.held[same.slot]!;
    if (from.network !== null && to.network !== null) next.ways[2 * next.level.length + place.slot] = old.ways[2 * old.level.length + same.slot]!;
    if (place.way === null || place.way.belt < 0) continue;
    if (same.way === null || same.way.belt < 0) setWaiting(next, place.way.belt, next.level[place.slot]!);
    else {
      carryBelt(old, same.way.belt, next, place.way.belt);
      next.level[place.slot] = old.level[same.slot]!;
      if (next.level[place.slot]! > place.capacity) setContent(next, place.way, place.capacity);
    }
  }
}

interface Place {
  /** ids of the stations on both sides, and whether the first has no other way */
  from: string;
  to: string;
  only: boolean;
  slot: number;
  capacity: number;
  way: Way | null;
}

/** Every place where a line keeps items. */
function placesOf({ network, stations }: CompiledLine): Place[] {
  const idOf = (i: number) => stations[i]!.id;
  if (network === null) return stations.slice(0, -1).map(({ id, capacity }, slot) => ({ from: id, to: idOf(slot + 1), only: true, slot, capacity, way: null }));
  const only = ({ from }: Way) => network.after[from]!.ways.length === 1;
  return network.ways.map((way) => ({ from: idOf(way.from), to: idOf(way.to), only: only(way), slot: way.slot, capacity: way.capacity, way }));
}

function carryLaw(before: CompiledLaw, law: CompiledLaw, old: LineState, next: LineState): void {
  next.age[law.index] = old.age[before.index]!;
  next.due[law.index] = old.due[before.index]!;
  if (old.law[before.station] === before.index + 1) next.law[law.station] = law.index + 1;
  next.words.set(old.words.subarray(8 * before.index, 8 * before.index + 8), 8 * law.index);
}
