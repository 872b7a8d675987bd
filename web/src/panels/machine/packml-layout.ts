import type { PackmlState } from '../../../../src/contract/packml.js';

/** Column and row of each state in the picture, as the standard draws them: production in the middle, stops and aborts below. */
export const PLACES: Partial<Record<PackmlState, readonly [column: number, row: number]>> = {
  Unholding: [2, 0],
  Held: [3, 0],
  Holding: [4, 0],
  Resetting: [0, 1],
  Idle: [1, 1],
  Starting: [2, 1],
  Execute: [3, 1],
  Completing: [4, 1],
  Complete: [5, 1],
  Unsuspending: [2, 2],
  Suspended: [3, 2],
  Suspending: [4, 2],
  Stopping: [0, 3],
  Stopped: [1, 3],
  Clearing: [2, 3],
  Aborted: [3, 3],
  Aborting: [4, 3],
};
export const COLUMNS = 6;
export const ROWS = 4;

/** Ways of the standard between states; beside them Stop and Abort lead from nearly everywhere. */
export const WAYS: readonly (readonly [PackmlState, PackmlState])[] = [
  ['Resetting', 'Idle'],
  ['Idle', 'Starting'],
  ['Starting', 'Execute'],
  ['Execute', 'Completing'],
  ['Completing', 'Complete'],
  ['Execute', 'Holding'],
  ['Holding', 'Held'],
  ['Held', 'Unholding'],
  ['Unholding', 'Execute'],
  ['Execute', 'Suspending'],
  ['Suspending', 'Suspended'],
  ['Suspended', 'Unsuspending'],
  ['Unsuspending', 'Execute'],
  ['Stopping', 'Stopped'],
  ['Aborting', 'Aborted'],
  ['Aborted', 'Clearing'],
  ['Clearing', 'Stopped'],
];
