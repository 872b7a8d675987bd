import { PACKML_STATES, type PackmlState, type StateFamily, UNIT_MODES, type UnitMode } from '../contract/packml.js';

/** Number of a state in OPC 30050 and ISA-TR88.00.02. Vendors differ: map theirs to names before. */
export const stateNumber = (state: PackmlState): number => PACKML_STATES.indexOf(state);
export const stateOf = (number: number): PackmlState | null => PACKML_STATES[number] ?? null;
export const modeNumber = (mode: UnitMode): number => UNIT_MODES.indexOf(mode);
export const modeOf = (number: number): UnitMode | null => UNIT_MODES[number] ?? null;

/** Where the acting or waiting of each state can lead besides Stop and Abort (OPC 30050 NodeSet 1.01). */
const STEPS: Record<PackmlState, readonly PackmlState[]> = {
  Undefined: [],
  Clearing: ['Stopped'],
  Stopped: ['Resetting'],
  Starting: ['Execute', 'Holding'],
  Idle: ['Starting'],
  Suspended: ['Unsuspending', 'Holding'],
  Execute: ['Suspending', 'Holding', 'Completing'],
  Stopping: ['Stopped'],
  Aborting: ['Aborted'],
  Aborted: ['Clearing'],
  Holding: ['Held'],
  Held: ['Unholding'],
  Unholding: ['Execute', 'Holding'],
  Suspending: ['Suspended', 'Holding'],
  Unsuspending: ['Execute', 'Holding'],
  Resetting: ['Idle'],
  Completing: ['Complete'],
  Complete: ['Resetting'],
};
const CANNOT_STOP: readonly PackmlState[] = ['Undefined', 'Clearing', 'Stopped', 'Stopping', 'Aborting', 'Aborted'];
const CANNOT_ABORT: readonly PackmlState[] = ['Undefined', 'Aborting', 'Aborted'];

/** States that can follow directly. A source may skip some between two readings: what is observed counts all the same. */
export function nextStates(state: PackmlState): PackmlState[] {
  const next = [...STEPS[state]];
  if (!CANNOT_STOP.includes(state)) next.push('Stopping');
  if (!CANNOT_ABORT.includes(state)) next.push('Aborting');
  return next;
}

/** What stands against a unit: from its interlocks, or inferred from the buffers beside it. */
export interface Interlocks {
  blocked: boolean;
  starved: boolean;
}

export interface FamilyAndCause {
  family: StateFamily;
  cause: 'internal' | 'upstream' | 'downstream' | null;
}

/**
 * The family of a PackML state and the side that stopped the unit. Held is stopped from inside, Suspended from outside:
 * the interlocks tell which side, and without any it stands ready with no cause known.
 * `planned`: outside the shifts, where a resting unit rests as planned.
 */
export function stateFamily(state: PackmlState, mode: UnitMode, interlocks: Interlocks, planned: boolean): FamilyAndCause {
  if (state === 'Undefined') return { family: 'unknown', cause: null };
  if (mode === 'Maintenance') return { family: 'planned', cause: null };
  if (mode === 'Changeover' || mode === 'Cleaning') return { family: 'changeover', cause: null };
  switch (state) {
    case 'Execute':
      return mode === 'Manual' ? { family: 'held', cause: 'internal' } : { family: 'producing', cause: null };
    case 'Holding':
    case 'Held':
    case 'Unholding':
      return { family: 'held', cause: 'internal' };
    case 'Aborting':
    case 'Aborted':
    case 'Clearing':
      return { family: 'down', cause: 'internal' };
    case 'Stopping':
    case 'Stopped':
      return planned ? { family: 'planned', cause: null } : { family: 'down', cause: 'internal' };
    case 'Suspending':
    case 'Suspended':
    case 'Unsuspending':
      if (planned) return { family: 'planned', cause: null };
      if (interlocks.blocked) return { family: 'blocked', cause: 'downstream' };
      return interlocks.starved ? { family: 'starved', cause: 'upstream' } : { family: 'idle', cause: null };
    case 'Idle':
    case 'Resetting':
    case 'Starting':
    case 'Completing':
    case 'Complete':
      return { family: planned ? 'planned' : 'idle', cause: null };
  }
}

/** The elements that a stretch of time can fall into. They add up to the window; PBT is the sum of the first four. */
export const TIME_ELEMENTS = ['APT', 'AUST', 'ADET', 'ADOT', 'PDOT', 'unknown'] as const;
export type TimeElement = (typeof TIME_ELEMENTS)[number];

/**
 * ISO 22400-2 element of a stretch in a state. `planned`: outside the shifts. `ordered`: there is something to make, as
 * far as is known; a unit that rests without an order has no delay.
 */
export function timeElement(state: PackmlState, mode: UnitMode, planned: boolean, ordered: boolean): TimeElement {
  if (planned) return 'PDOT';
  if (state === 'Undefined') return 'unknown';
  if (mode === 'Maintenance') return 'PDOT';
  if (mode === 'Changeover' || mode === 'Cleaning') return 'AUST';
  if (state === 'Execute') return mode === 'Manual' ? 'ADET' : 'APT';
  const resting = state === 'Idle' || state === 'Stopped' || state === 'Complete';
  return resting && !ordered ? 'ADOT' : 'ADET';
}

/** The level of power that a state draws. Cleaning has no level of its own yet. */
export const ENERGY_LEVEL: Record<PackmlState, 'off' | 'standby' | 'idle' | 'starting' | 'execute' | 'held'> = {
  Undefined: 'off',
  Clearing: 'idle',
  Stopped: 'standby',
  Starting: 'starting',
  Idle: 'idle',
  Suspended: 'idle',
  Execute: 'execute',
  Stopping: 'idle',
  Aborting: 'idle',
  Aborted: 'held',
  Holding: 'idle',
  Held: 'held',
  Unholding: 'idle',
  Suspending: 'idle',
  Unsuspending: 'idle',
  Resetting: 'idle',
  Completing: 'idle',
  Complete: 'idle',
};
