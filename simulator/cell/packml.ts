import { PACKML_STATES, type PackmlState, type UnitMode } from '../../src/contract/packml.js';

/** Where a machine stands in PackML. */
export interface PackmlPlace {
  state: PackmlState;
  mode: UnitMode;
}

/** A state in which a machine stays for a reason. */
export type Goal = 'Execute' | 'Idle' | 'Starting' | 'Resetting' | 'Held' | 'Suspended' | 'Stopped' | 'Aborted';

/** The state after one that ends by itself, and how a machine that waits is brought to work. */
const ONWARD: Record<PackmlState, PackmlState> = {
  Undefined: 'Aborting',
  Clearing: 'Stopped',
  Stopped: 'Resetting',
  Starting: 'Execute',
  Idle: 'Starting',
  Suspended: 'Unsuspending',
  Execute: 'Completing',
  Stopping: 'Stopped',
  Aborting: 'Aborted',
  Aborted: 'Clearing',
  Holding: 'Held',
  Held: 'Unholding',
  Unholding: 'Execute',
  Suspending: 'Suspended',
  Unsuspending: 'Execute',
  Resetting: 'Idle',
  Completing: 'Complete',
  Complete: 'Resetting',
};

const all = (states: readonly PackmlState[], to: PackmlState) => Object.fromEntries(states.map((state) => [state, to])) as Partial<typeof ONWARD>;

/** Where the way to a goal leaves the common one. */
const TURNS: Record<Goal, Partial<Record<PackmlState, PackmlState>>> = {
  Execute: {},
  Idle: { Starting: 'Stopping', Held: 'Stopping' },
  Starting: { Held: 'Stopping', Suspended: 'Stopping' },
  Resetting: { Idle: 'Stopping', Starting: 'Stopping', Held: 'Stopping', Suspended: 'Stopping' },
  Held: all(['Starting', 'Execute', 'Suspending', 'Suspended', 'Unsuspending', 'Unholding'], 'Holding'),
  Suspended: { Execute: 'Suspending' },
  Stopped: all(
    ['Starting', 'Idle', 'Suspended', 'Execute', 'Holding', 'Held', 'Unholding', 'Suspending', 'Unsuspending', 'Resetting', 'Completing', 'Complete'],
    'Stopping',
  ),
  Aborted: all(
    PACKML_STATES.filter((state) => state !== 'Undefined' && state !== 'Aborting' && state !== 'Aborted'),
    'Aborting',
  ),
};

const MAY_CHANGE_MODE: ReadonlySet<PackmlState> = new Set(['Stopped', 'Idle', 'Aborted']);

/**
 * One second of the way to a goal in a mode: a legal transition (ISA-TR88.00.02), or a change of the mode, which is allowed in
 * Stopped, Idle and Aborted only. True where it is there.
 */
export function walk(at: PackmlPlace, goal: Goal, mode: UnitMode): boolean {
  if (at.mode !== mode) {
    if (MAY_CHANGE_MODE.has(at.state) && (goal !== 'Aborted' || at.state === 'Aborted')) at.mode = mode;
    else at.state = next(at.state, goal === 'Aborted' ? 'Aborted' : 'Idle');
    return false;
  }
  if (at.state === goal) return true;
  at.state = next(at.state, goal);
  return false;
}

const next = (state: PackmlState, goal: Goal): PackmlState => TURNS[goal][state] ?? ONWARD[state];
