import type { MeasuredAccount } from '../../../contract/cell-view.js';
import { MEASURED_ACCOUNTS } from '../../../contract/cell-view.js';
import { elementOf } from '../../cell/packml.js';
import type { TimeElement } from '../../packml.js';

/** ISO 22400-2 element of measured time: as simulated time; a rest for the zone is a delay, and of unknown time nothing is said. */
export function measuredElement(account: MeasuredAccount): TimeElement {
  if (account === 'unknown') return 'unknown';
  return account === 'excursion' ? 'ADET' : elementOf(account);
}

const of = (...elements: TimeElement[]) => MEASURED_ACCOUNTS.filter((account) => elements.includes(measuredElement(account)));
const without = (accounts: readonly MeasuredAccount[], ...left: MeasuredAccount[]) => accounts.filter((account) => !left.includes(account));

const known = without(MEASURED_ACCOUNTS, 'unknown');
const opening = without(known, 'off');
const PBT = of('APT', 'AUST', 'ADET', 'ADOT');
/** The unit waits for others. */
const waiting: MeasuredAccount[] = ['starved', 'blocked', 'persons', 'utility', 'excursion'];

/** Accounts that each time is the sum of: elements of ISO 22400-2, then times of NF E60-182, then times of ours. */
export const TIMES = {
  APT: of('APT'),
  AUST: of('AUST'),
  AUPT: of('APT', 'AUST'),
  ADET: of('ADET'),
  AUBT: of('APT', 'AUST', 'ADET'),
  ADOT: of('ADOT'),
  PBT,
  PDOT: of('PDOT'),
  tT: known,
  tO: opening,
  tR: without(opening, 'maintenance', 'idle', 'standby'),
  tF: ['execute', 'minor-stop'],
  DT: ['down'],
  PMT: ['maintenance'],
  waiting,
  busy: without(PBT, 'idle', 'standby', ...waiting),
  unknown: ['unknown'],
  W: MEASURED_ACCOUNTS,
} satisfies Record<string, readonly MeasuredAccount[]>;
export type TimeSymbol = keyof typeof TIMES;

/** Sum of the accounts of a time [s]. */
export const timeOf = (symbol: TimeSymbol, accountsS: Partial<Record<MeasuredAccount, number>>): number =>
  TIMES[symbol].reduce((sum, account) => sum + (accountsS[account] ?? 0), 0);
