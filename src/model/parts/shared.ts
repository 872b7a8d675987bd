import { NEVER } from '../../engine/calendar.js';
import { addPresent, tallyStart } from './account.js';
import { HAPPENING, PHASE, PHASES, type PartsState } from './layout.js';
import { draw } from './laws.js';
import { EVENT, NONE, type PartsModel } from './model.js';
import { number } from './pool.js';
import { setTimer } from './timers.js';

/**
 * Stations that serve all their parts at once. Virtual time is the service that each part had since the station began: all have
 * the same, so a part is finished when virtual time reaches what it was at its arrival plus its own service (Kleinrock,
 * Queueing Systems II, 1976, on processor sharing). A binary heap keeps the next one on top. With endless servers virtual time
 * is time itself.
 */

/** Rate of virtual time with `present` parts. */
const rateOf = (model: PartsModel, station: number, present: number) => Math.min(1, model.rateLimit[station]! / Math.max(1, present));

/** Virtual time at an instant not before the last change. */
export function virtualAt(model: PartsModel, state: PartsState, station: number, now: number): number {
  if (model.rateLimit[station] === Infinity) return now;
  const present = state.present[station]!;
  return present === 0 ? 0 : state.sharedVirtual[station]! + (now - state.presentSince[station]!) * rateOf(model, station, present);
}

/** Books what the servers did since the last change. */
function account(model: PartsModel, state: PartsState, station: number, now: number): void {
  const limit = model.rateLimit[station]!;
  const time = now - state.presentSince[station]!;
  const present = state.present[station]!;
  const busy = limit === Infinity ? (present > 0 ? 1 : 0) : Math.min(present, limit);
  state.spent[PHASES * station + PHASE.busy]! += time * busy;
  state.spent[PHASES * station + PHASE.starved]! += time * ((limit === Infinity ? 1 : limit) - busy);
  state.sharedVirtual[station] = virtualAt(model, state, station, now);
}

/** A part comes: its service begins at once. */
export function joinShared(model: PartsModel, state: PartsState, station: number, part: number, now: number): void {
  account(model, state, station, now);
  const work = draw(model, state, model.serviceLaw[station * model.counts.classes + state.kind[part]!]!, model.serviceStream[station]!);
  state.need[part] = work;
  const size = state.present[station]!;
  number(state, part);
  addPresent(state, station, 1, now);
  tallyStart(model, state, station, part, now);
  state.watch?.(HAPPENING.start, now, station, part);
  rise(model, state, station, size, part, state.sharedVirtual[station]! + work);
  planShared(model, state, station, now);
}

/** The next part to be finished, taken out. The caller lets it move on. */
export function finishShared(model: PartsModel, state: PartsState, station: number, now: number): number {
  const base = model.shared[station]! * state.capacity;
  account(model, state, station, now);
  const part = state.sharedPart[base]!;
  // Exactly what was planned: the division by the rate may have rounded.
  if (model.rateLimit[station] !== Infinity) state.sharedVirtual[station] = state.key[base]!;
  const size = state.present[station]! - 1;
  if (size > 0) sink(model, state, station, size, state.sharedPart[base + size]!, state.key[base + size]!);
  state.need[part] = -1;
  return part;
}

export function planShared(model: PartsModel, state: PartsState, station: number, now: number): void {
  const base = model.shared[station]! * state.capacity;
  const present = state.present[station]!;
  let time = NEVER;
  if (present > 0) {
    time =
      model.rateLimit[station] === Infinity
        ? state.key[base]!
        : now + Math.max(0, state.key[base]! - virtualAt(model, state, station, now)) / rateOf(model, station, present);
  }
  setTimer(state, model.stationTimer[station]!, time, EVENT.complete);
}

/** Ties by key: who came first. */
const before = (state: PartsState, base: number, seat: number, part: number, key: number) =>
  key !== state.key[base + seat]! ? key < state.key[base + seat]! : ((state.serial[part]! - state.serial[state.sharedPart[base + seat]!]!) | 0) < 0;

function seat(state: PartsState, at: number, part: number, key: number): void {
  state.sharedPart[at] = part;
  state.key[at] = key;
}

function rise(model: PartsModel, state: PartsState, station: number, from: number, part: number, key: number): void {
  const base = model.shared[station]! * state.capacity;
  let at = from;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!before(state, base, above, part, key)) break;
    seat(state, base + at, state.sharedPart[base + above]!, state.key[base + above]!);
    at = above;
  }
  seat(state, base + at, part, key);
}

function sink(model: PartsModel, state: PartsState, station: number, size: number, part: number, key: number): void {
  const base = model.shared[station]! * state.capacity;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= size) break;
    if (below + 1 < size && before(state, base, below, state.sharedPart[base + below + 1]!, state.key[base + below + 1]!)) below++;
    if (before(state, base, below, part, key)) break;
    seat(state, base + at, state.sharedPart[base + below]!, state.key[base + below]!);
    at = below;
  }
  seat(state, base + at, part, key);
}

/** Seats every part of a station anew, with the keys that `keyOf` gives. */
export function reseatShared(model: PartsModel, state: PartsState, station: number, keyOf: (part: number) => number, now: number): void {
  const base = model.shared[station]! * state.capacity;
  const parts = Array.from(state.sharedPart.subarray(base, base + state.present[station]!));
  parts.sort((a, b) => (state.serial[a]! - state.serial[b]!) | 0);
  parts.forEach((part, size) => rise(model, state, station, size, part, keyOf(part)));
  planShared(model, state, station, now);
}

export const isShared = (model: PartsModel, station: number) => model.shared[station] !== NONE;
