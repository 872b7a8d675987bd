import type { PackmlState, UnitMode } from '../../contract/packml.js';
import { timeElement, type TimeElement } from '../packml.js';
import type { Account } from './layout.js';

/**
 * What a unit of a cell shows in each account: PackML state and mode. ISA-88 Running is Execute; a stop from inside is Held, one
 * from outside (no room, no utility) Suspended; waiting for people is Held, since somebody on site can end it.
 */
export const PACKML_OF: Record<Account, { state: PackmlState; mode: UnitMode }> = {
  execute: { state: 'Execute', mode: 'Production' },
  'start-up': { state: 'Starting', mode: 'Changeover' },
  'set-up': { state: 'Starting', mode: 'Changeover' },
  changeover: { state: 'Execute', mode: 'Changeover' },
  cleaning: { state: 'Execute', mode: 'Cleaning' },
  clearance: { state: 'Resetting', mode: 'Changeover' },
  maintenance: { state: 'Stopped', mode: 'Maintenance' },
  starved: { state: 'Idle', mode: 'Production' },
  blocked: { state: 'Suspended', mode: 'Production' },
  persons: { state: 'Held', mode: 'Production' },
  utility: { state: 'Suspended', mode: 'Production' },
  down: { state: 'Aborted', mode: 'Production' },
  'minor-stop': { state: 'Held', mode: 'Production' },
  standby: { state: 'Idle', mode: 'Production' },
  waking: { state: 'Starting', mode: 'Production' },
  idle: { state: 'Idle', mode: 'Production' },
  off: { state: 'Stopped', mode: 'Production' },
};

/** ISO 22400-2 element of the time in an account. Idle is without an order; a unit asleep has none either. */
export function elementOf(account: Account): TimeElement {
  const { state, mode } = PACKML_OF[account];
  return timeElement(state, mode, account === 'off', account !== 'idle' && account !== 'standby');
}
