import { ACTIVITY, FLOW_STRIDE, LEFT, PHASE, PHASES, SCRAPPED_PARTS, SOJOURNED, TALLY_STRIDE, DELAYED, STARTED, WAITED, type PartsState } from './layout.js';
import type { PartsModel } from './model.js';

/** Sums are brought up to an instant only where something changes. */

const PHASE_OF_ACTIVITY = Int32Array.of(PHASE.starved, PHASE.standby, PHASE.waking, PHASE.setup, PHASE.busy, PHASE.blocked);

/** Books the time of a server in its phase, and begins another. */
export function setPhase(model: PartsModel, state: PartsState, server: number, phase: number, now: number): void {
  const old = state.phase[server]!;
  if (old === phase) return;
  state.spent[PHASES * model.serverStation[server]! + old]! += now - state.since[server]!;
  state.since[server] = now;
  state.phase[server] = phase;
}

/** The phase that follows from what the server is at. */
export function showPhase(model: PartsModel, state: PartsState, server: number, now: number): void {
  const phase = state.off[server] !== 0 ? PHASE.off : state.down[server] !== 0 ? PHASE.down : PHASE_OF_ACTIVITY[state.activity[server]!]!;
  setPhase(model, state, server, phase, now);
}

/** Parts come to or go from a station. */
export function addPresent(state: PartsState, station: number, parts: number, now: number): void {
  const present = state.present[station]!;
  state.presentArea[station]! += present * (now - state.presentSince[station]!);
  state.presentSince[station] = now;
  state.present[station] = present + parts;
}

/** Parts come to or go from a queue. */
export function addWaiting(state: PartsState, queue: number, parts: number, now: number): void {
  const waiting = state.waiting[queue]!;
  state.waitingArea[queue]! += waiting * (now - state.waitingSince[queue]!);
  state.waitingSince[queue] = now;
  state.waiting[queue] = waiting + parts;
}

/** A part's service begins for the first time at this station. */
export function tallyStart(model: PartsModel, state: PartsState, station: number, part: number, now: number): void {
  const at = TALLY_STRIDE * (station * model.counts.classes + state.kind[part]!);
  const wait = now - state.came[part]!;
  state.tally[at + STARTED]!++;
  if (wait > 0) {
    state.tally[at + DELAYED]!++;
    state.tally[at + WAITED]! += wait;
  }
}

/** A part leaves the system. */
export function tallyExit(state: PartsState, part: number, good: boolean, now: number): void {
  const at = FLOW_STRIDE * state.kind[part]!;
  if (good) {
    state.flow[at + LEFT]!++;
    state.flow[at + SOJOURNED]! += now - state.born[part]!;
  } else state.flow[at + SCRAPPED_PARTS]!++;
}

/** A server begins to work: after none, that is a start. */
export function tallyBegin(state: PartsState, station: number, server: number, now: number): void {
  const rested =
    state.phase[server] === PHASE.standby || state.phase[server] === PHASE.waking || (state.phase[server] === PHASE.starved && state.since[server]! < now);
  if (rested || state.activity[server] === ACTIVITY.waking) state.startCount[station]!++;
}
