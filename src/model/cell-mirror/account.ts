import type { MeasuredAccount } from '../../contract/cell-view.js';
import type { StopLaw } from '../../contract/line.js';
import type { PackmlState, UnitMode } from '../../contract/packml.js';
import type { Source } from './sources.js';

/** An account of the books. A stop is one or the other by its length, and stands by itself until that is decided. */
export type BookAccount = MeasuredAccount | 'stop';

/** What a source says of itself; null: never heard, or it says that it has none. */
export interface Told {
  state: PackmlState | null;
  mode: UnitMode | null;
  blocked: boolean;
  starved: boolean;
  reason: number | null;
  lot: string | null;
  product: string | null;
  order: string | null;
  step: string | null;
  phase: string | null;
  speedPerMin: number | null;
  setPerMin: number | null;
  powerKw: number | null;
  /** of a utility [unit/h] */
  flow: number | null;
  /** of a zone */
  setback: boolean | null;
}

/** Phases that are no part of a recipe: what else a unit is at (docs/simulator.md). */
const PHASES: Record<string, BookAccount> = {
  idle: 'idle',
  waking: 'waking',
  maintenance: 'maintenance',
  clearance: 'clearance',
  cleaning: 'cleaning',
  changeover: 'changeover',
  'set-up': 'set-up',
  'start-up': 'start-up',
  done: 'blocked',
};

export const accountOfPhase = (phase: string): BookAccount => PHASES[phase] ?? 'execute';

const REASON = { persons: 40, utility: 1100, excursion: 1200, maintenance: 3001 } as const;
/** First reason of each class of stop laws: law n of the class adds n. */
const OF_CLASS = { material: 33, 'micro-stop': 65, failure: 257 } as const;

/** The reason that a source gives for a stop law. */
export const reasonOfLaw = (law: StopLaw, n: number): number => OF_CLASS[law.class] + n;

/** The stop law that a reason names; null: another reason, or a law that the file does not have. */
export function lawOf(stops: readonly StopLaw[], reason: number | null): StopLaw | null {
  return reason === null ? null : (stops.find((law, n) => reason === reasonOfLaw(law, n)) ?? null);
}

/** Account by the stop reason: the ranges that OMAC recommends, and within them those of docs/simulator.md. */
function accountOfReason(stops: readonly StopLaw[], reason: number): BookAccount {
  if (reason === REASON.persons && lawOf(stops, reason) === null) return 'persons';
  if (reason < 1000) return 'stop';
  if (reason === REASON.utility) return 'utility';
  if (reason === REASON.excursion) return 'excursion';
  if (reason < 2000) return 'starved';
  if (reason < 3000) return 'blocked';
  return reason === REASON.maintenance ? 'maintenance' : 'off';
}

type Rule = BookAccount | 'external' | 'rest';

/**
 * Account of a source that tells no phase, by its PackML state in mode Production. external: by its interlocks, else idle; rest: off
 * outside its shifts, else as external.
 */
const OF_STATE: Record<PackmlState, Rule> = {
  Undefined: 'unknown',
  Clearing: 'stop',
  Stopped: 'stop',
  Starting: 'start-up',
  Idle: 'rest',
  Suspended: 'external',
  Execute: 'execute',
  Stopping: 'stop',
  Aborting: 'stop',
  Aborted: 'stop',
  Holding: 'stop',
  Held: 'stop',
  Unholding: 'stop',
  Suspending: 'external',
  Unsuspending: 'external',
  Resetting: 'rest',
  Completing: 'execute',
  Complete: 'blocked',
};

/** The same in mode Changeover, where it differs: PACKML_OF of the model, read backwards. */
const IN_CHANGEOVER: Partial<Record<PackmlState, Rule>> = {
  Starting: 'set-up',
  Resetting: 'clearance',
  Execute: 'changeover',
  Idle: 'changeover',
  Completing: 'changeover',
  Complete: 'changeover',
  Suspending: 'changeover',
  Suspended: 'changeover',
  Unsuspending: 'changeover',
};

/** States of a unit that stands still, or is about to. */
export const STOPPED: ReadonlySet<PackmlState> = new Set(['Aborting', 'Aborted', 'Clearing', 'Holding', 'Held', 'Unholding', 'Stopping', 'Stopped']);
const OUTSIDE: ReadonlySet<PackmlState> = new Set(['Suspending', 'Suspended', 'Unsuspending', 'Idle']);

/**
 * What a source spends its time on. `working`: within its shifts. First its stop reason (but in Execute, where it is one of the past),
 * then mode Maintenance, then the phase where it tells one, else its state and mode. A source that tells reasons and gives none while
 * it stands has no stop of its own: a machine stands because its unit does, and is idle; a unit goes through states to its phase.
 */
export function accountOf(t: Told, source: Source, working: boolean): BookAccount {
  if (source.kind === 'zone') return t.setback === null ? 'unknown' : t.setback ? 'idle' : 'execute';
  if (source.kind === 'utility') return t.flow === null ? 'unknown' : t.flow > 0 ? 'execute' : 'idle';
  const { state } = t;
  if (state === null || state === 'Undefined') return 'unknown';
  if (state !== 'Execute' && t.reason !== null && t.reason !== 0) return accountOfReason(source.stops, t.reason);
  if (t.mode === 'Maintenance') return 'maintenance';
  if (!working && (state === 'Stopped' || state === 'Stopping')) return 'off';
  const stands = STOPPED.has(state);
  if (stands && t.reason === null) return 'stop';
  if (OUTSIDE.has(state) && t.mode !== 'Changeover' && t.mode !== 'Cleaning' && (t.blocked || t.starved)) return t.blocked ? 'blocked' : 'starved';
  if (t.phase !== null) return resting(accountOfPhase(t.phase), t, source);
  if (stands) return 'idle';
  if (t.mode === 'Manual' && state === 'Execute') return 'stop';
  if (t.mode === 'Cleaning') return 'cleaning';
  const rule = (t.mode === 'Changeover' ? IN_CHANGEOVER[state] : undefined) ?? OF_STATE[state];
  if (rule === 'rest' && !working) return 'off';
  return resting(rule === 'rest' || rule === 'external' ? 'idle' : rule, t, source);
}

/** A unit with a standby policy that draws less than half way from standby to idle is asleep: no state of PackML tells. */
function resting(account: BookAccount, { powerKw }: Told, { standbyBelowKw }: Source): BookAccount {
  return account === 'idle' && standbyBelowKw !== null && powerKw !== null && powerKw < standbyBelowKw ? 'standby' : account;
}
