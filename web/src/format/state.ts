import type { PackmlState, StateFamily } from '../../../src/contract/packml.js';
import type { UnitView } from '../../../src/contract/stream.js';

/** The order of states in legends and stacks: producing first, the causes next, unknown last. */
export const FAMILY_ORDER = [
  'producing',
  'idle',
  'starved',
  'blocked',
  'held',
  'changeover',
  'planned',
  'down',
  'unknown',
] as const satisfies readonly StateFamily[];

const BY_STATE: Record<PackmlState, StateFamily> = {
  Undefined: 'unknown',
  Execute: 'producing',
  Idle: 'idle',
  Resetting: 'idle',
  Starting: 'idle',
  Completing: 'idle',
  Complete: 'idle',
  Suspending: 'unknown',
  Suspended: 'unknown',
  Unsuspending: 'unknown',
  Holding: 'held',
  Held: 'held',
  Unholding: 'held',
  Stopping: 'down',
  Stopped: 'down',
  Aborting: 'down',
  Aborted: 'down',
  Clearing: 'down',
};

/**
 * What a stored state means. A suspended unit is starved or blocked by the range of its stop reason (OMAC: 1000 to 1999
 * upstream, 2000 to 2999 downstream); without one its side is not known.
 */
export function familyOfState(state: string, reason: number | null): StateFamily {
  if (/^(S|Uns)uspend/.test(state) && reason !== null) {
    if (reason >= 1000 && reason < 2000) return 'starved';
    if (reason >= 2000 && reason < 3000) return 'blocked';
  }
  return BY_STATE[state as PackmlState] ?? 'unknown';
}

/** A unit that fell silent keeps its last state in the view: what it is in now is not known. */
export const isSilent = ({ family, state }: Pick<UnitView, 'family' | 'state'>): boolean => family === 'unknown' && state !== 'Undefined';

/** Since when a unit is in its family: that of one that fell silent began when it was last heard [us]. */
export const familySinceUs = (unit: Pick<UnitView, 'family' | 'state' | 'stateSinceUs' | 'lastSeenUs'>): number | null =>
  isSilent(unit) ? unit.lastSeenUs : unit.stateSinceUs;
