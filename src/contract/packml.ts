import { z } from 'zod';

/** The 17 PackML states and Undefined, in the order of their numbers (OPC 30050). */
export const PACKML_STATES = [
  'Undefined',
  'Clearing',
  'Stopped',
  'Starting',
  'Idle',
  'Suspended',
  'Execute',
  'Stopping',
  'Aborting',
  'Aborted',
  'Holding',
  'Held',
  'Unholding',
  'Suspending',
  'Unsuspending',
  'Resetting',
  'Completing',
  'Complete',
] as const;
export const PackmlState = z.enum(PACKML_STATES);
export type PackmlState = z.infer<typeof PackmlState>;

/** What a state means on a screen and in the time account (ux.md 3.2); unknown where nothing is known. */
export const STATE_FAMILIES = ['producing', 'idle', 'starved', 'blocked', 'held', 'changeover', 'planned', 'down', 'unknown'] as const;
export const StateFamily = z.enum(STATE_FAMILIES);
export type StateFamily = z.infer<typeof StateFamily>;

/** Unit modes: 1 to 3 from the standard, 4 and 5 the users' defined ones recommended for pharma. */
export const UNIT_MODES = ['Invalid', 'Production', 'Maintenance', 'Manual', 'Changeover', 'Cleaning'] as const;
export const UnitMode = z.enum(UNIT_MODES);
export type UnitMode = z.infer<typeof UnitMode>;
