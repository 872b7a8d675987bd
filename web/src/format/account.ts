import type { KpiAccount } from '../../../src/contract/cell-kpi.js';
import type { MeasuredAccount } from '../../../src/contract/cell-view.js';
import type { LetteredSign } from '../theme/palette.js';

/** The sign of what a unit spends its time on. A wait for people or a utility is one that the unit itself has not caused: held. */
export const ACCOUNT_SIGNS: Record<KpiAccount, LetteredSign> = {
  execute: 'producing',
  'start-up': 'changeover',
  'set-up': 'changeover',
  changeover: 'changeover',
  cleaning: 'changeover',
  clearance: 'changeover',
  maintenance: 'planned',
  starved: 'starved',
  blocked: 'blocked',
  persons: 'held',
  utility: 'held',
  down: 'down',
  'minor-stop': 'held',
  standby: 'standby',
  waking: 'standby',
  idle: 'idle',
  off: 'planned',
  excursion: 'down',
  unknown: 'unknown',
  waiting: 'idle',
};

/** What a site is said to be in: the first of these that one of its units is in. What is normal comes last. */
export const WORST_ACCOUNTS: readonly MeasuredAccount[] = [
  'down',
  'excursion',
  'utility',
  'persons',
  'minor-stop',
  'unknown',
  'maintenance',
  'blocked',
  'starved',
  'changeover',
  'cleaning',
  'clearance',
  'set-up',
  'start-up',
  'waking',
  'standby',
  'idle',
  'execute',
  'off',
];
/** How many of them need somebody. */
export const ABNORMAL = 6;
