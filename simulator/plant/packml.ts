import { PACKML_STATES, type PackmlState } from '../../src/contract/packml.js';

/** The number of each state as it is published (OPC 30050). */
export const STATE_NUMBER = Object.fromEntries(PACKML_STATES.map((state, number) => [state, number])) as Record<PackmlState, number>;

/** A state that ends by itself: the next one and how long it takes [s]. Starting and Unsuspending take the machine's own time. */
export const PASSING: Partial<Record<PackmlState, { next: PackmlState; takesS: number }>> = {
  Stopped: { next: 'Resetting', takesS: 3 },
  Resetting: { next: 'Idle', takesS: 5 },
  Idle: { next: 'Starting', takesS: 2 },
  Starting: { next: 'Execute', takesS: 0 },
  Holding: { next: 'Held', takesS: 1 },
  Unholding: { next: 'Execute', takesS: 2 },
  Suspending: { next: 'Suspended', takesS: 1 },
  Unsuspending: { next: 'Execute', takesS: 0 },
  Aborting: { next: 'Aborted', takesS: 2 },
  Clearing: { next: 'Stopped', takesS: 5 },
};

/** What a machine draws in each state. */
export const POWER_STATE: Record<PackmlState, 'standby' | 'idle' | 'starting' | 'execute' | 'held'> = {
  Undefined: 'standby',
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
