import type { LineId, SourceId } from '../contract/equipment.js';
import type { SignalName, SignalValue, StateSpan } from '../contract/telemetry.js';
import type { Micros } from '../contract/units.js';
import type { Reading, StateOptions, Window } from './history.js';

/** When a unit was heard: first and last reading, and every pause longer than asked for between two readings. */
export interface Heard {
  firstUs: Micros;
  lastUs: Micros;
  pauses: Window[];
}

/** What a store must answer for states to be drawn from it. */
export interface StateSource {
  readings(line: LineId, unit: SourceId, signal: SignalName, window: Window): Promise<Reading[]>;
  lastBefore(line: LineId, unit: SourceId, signal: SignalName, beforeUs: Micros): Promise<Reading | null>;
  heard(line: LineId, unit: SourceId, window: Window, pauseUs: Micros): Promise<Heard | null>;
}

export const UNKNOWN_STATE = 'Undefined';
const DEFAULTS: StateOptions = { from: 'state', silentUs: null };

/** States of a unit in a window, contiguous, from its start to its end. */
export async function statesOf(source: StateSource, line: LineId, unit: SourceId, window: Window, options: StateOptions = DEFAULTS): Promise<StateSpan[]> {
  if (window.toUs <= window.fromUs) return [];
  const signal = options.from === 'speed' ? 'speed' : 'state';
  const name = options.from === 'speed' ? stateOfSpeed : stateOf;
  const [before, states, reasonBefore, reasons, silences] = await Promise.all([
    source.lastBefore(line, unit, signal, window.fromUs),
    source.readings(line, unit, signal, window),
    source.lastBefore(line, unit, 'stopReason', window.fromUs),
    source.readings(line, unit, 'stopReason', window),
    silencesOf(source, line, unit, window, options.silentUs),
  ]);
  const known = changes(window.fromUs, before ? name(before.value) : UNKNOWN_STATE, states, name);
  return withReasons(spans(window, overlay(known, silences)), reasonOf(reasonBefore?.value ?? null), reasons).map((span) => ({ unit, ...span }));
}

/** Seconds in each state. */
export function secondsInState(spansOfUnit: readonly StateSpan[]): Record<string, number> {
  const us: Record<string, number> = {};
  for (const span of spansOfUnit) us[span.state] = (us[span.state] ?? 0) + span.toUs - span.fromUs;
  return Object.fromEntries(Object.entries(us).map(([state, time]) => [state, time / 1e6]));
}

const stateOf = (value: SignalValue): string => (typeof value === 'string' ? value : UNKNOWN_STATE);
const stateOfSpeed = (value: SignalValue): string => (typeof value === 'number' ? (value > 0 ? 'Execute' : 'Stopped') : UNKNOWN_STATE);
const reasonOf = (value: SignalValue): number | null => (typeof value === 'number' && value !== 0 ? Math.trunc(value) : null);

interface Change {
  atUs: Micros;
  state: string;
}

function changes(fromUs: Micros, initial: string, readings: readonly Reading[], name: (value: SignalValue) => string): Change[] {
  const list: Change[] = [{ atUs: fromUs, state: initial }];
  for (const reading of readings) list.push({ atUs: reading.atUs, state: name(reading.value) });
  return list;
}

/** The changes with nothing known during the silences; what held before a silence holds after it until a reading says otherwise. */
function overlay(known: readonly Change[], silences: readonly Window[]): Change[] {
  if (silences.length === 0) return [...known];
  const list: Change[] = [];
  let next = 0;
  let current = UNKNOWN_STATE;
  const takeUntil = (atUs: Micros, keep: boolean): void => {
    while (next < known.length && known[next]!.atUs < atUs) {
      current = known[next]!.state;
      if (keep) list.push(known[next]!);
      next++;
    }
  };
  for (const silence of silences) {
    takeUntil(silence.fromUs, true);
    list.push({ atUs: silence.fromUs, state: UNKNOWN_STATE });
    takeUntil(silence.toUs, false);
    list.push({ atUs: silence.toUs, state: current });
  }
  takeUntil(Infinity, true);
  return list;
}

type Span = Omit<StateSpan, 'unit'>;

function spans(window: Window, list: readonly Change[]): Span[] {
  const result: Span[] = [];
  for (let i = 0; i < list.length; i++) {
    const fromUs = list[i]!.atUs;
    const toUs = Math.min(list[i + 1]?.atUs ?? window.toUs, window.toUs);
    if (toUs <= fromUs) continue;
    const last = result.at(-1);
    if (last?.state === list[i]!.state) last.toUs = toUs;
    else result.push({ fromUs, toUs, state: list[i]!.state, reason: null });
  }
  return result;
}

/**
 * Gives each span its reason: the last one other than zero reported within it, else the one in force at its start.
 * Execute has none: a source may clear its reason only after it started again.
 */
function withReasons(list: Span[], initial: number | null, reasons: readonly Reading[]): Span[] {
  let inForce = initial;
  let next = 0;
  for (const span of list) {
    while (next < reasons.length && reasons[next]!.atUs <= span.fromUs) inForce = reasonOf(reasons[next++]!.value);
    let reported = inForce;
    while (next < reasons.length && reasons[next]!.atUs < span.toUs) {
      inForce = reasonOf(reasons[next++]!.value);
      reported = inForce ?? reported;
    }
    span.reason = span.state === 'Execute' || span.state === UNKNOWN_STATE ? null : reported;
  }
  return list;
}

/** Stretches of the window in which nothing was heard of the unit, each part of a pause longer than `silentUs`; none where that is null. */
export async function silencesOf(source: StateSource, line: LineId, unit: SourceId, window: Window, silentUs: Micros | null): Promise<Window[]> {
  if (silentUs === null) return [];
  const heard = await source.heard(line, unit, { fromUs: window.fromUs - silentUs, toUs: window.toUs }, silentUs);
  if (heard === null) return [window];
  const edges = [{ fromUs: -Infinity, toUs: heard.firstUs }, ...heard.pauses, { fromUs: heard.lastUs, toUs: window.toUs }];
  return edges
    .filter((pause) => pause.toUs - pause.fromUs > silentUs)
    .map((pause) => ({ fromUs: Math.max(pause.fromUs, window.fromUs), toUs: Math.min(pause.toUs, window.toUs) }))
    .filter((pause) => pause.toUs > pause.fromUs);
}
