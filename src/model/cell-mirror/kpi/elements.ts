import { KPI_ACCOUNTS, type KpiAccount } from '../../../contract/cell-kpi.js';
import { elementOf } from '../../cell/packml.js';
import type { TimeElement } from '../../packml.js';

/** ISO 22400-2 element of measured time: as simulated time; a rest for the zone and waiting for nobody knows what are delays, and of unknown time nothing is said. */
export function measuredElement(account: KpiAccount): TimeElement {
  if (account === 'unknown') return 'unknown';
  return account === 'excursion' || account === 'waiting' ? 'ADET' : elementOf(account);
}

const of = (...elements: TimeElement[]) => KPI_ACCOUNTS.filter((account) => elements.includes(measuredElement(account)));
const without = (accounts: readonly KpiAccount[], ...left: KpiAccount[]) => accounts.filter((account) => !left.includes(account));

const known = without(KPI_ACCOUNTS, 'unknown');
const opening = without(known, 'off');
const PBT = of('APT', 'AUST', 'ADET', 'ADOT');
/** The unit waits for others. */
const waiting: KpiAccount[] = ['starved', 'blocked', 'persons', 'utility', 'excursion', 'waiting'];

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
  W: KPI_ACCOUNTS,
} satisfies Record<string, readonly KpiAccount[]>;
export type TimeSymbol = keyof typeof TIMES;

/** Sum of the accounts of a time [s]. */
export const timeOf = (symbol: TimeSymbol, accountsS: Partial<Record<KpiAccount, number>>): number =>
  TIMES[symbol].reduce((sum, account) => sum + (accountsS[account] ?? 0), 0);
