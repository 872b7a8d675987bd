import type { CellUnitShares } from '../../../../src/contract/cell-scenario.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import type { LetteredSign } from '../../theme/palette.js';

export type Account = keyof CellUnitShares['shares'];

/** In which accounts simulated units spend their time, in the order in which they stand in a bar: those of one sign side by side. */
export const ACCOUNTS_SHOWN = [
  'execute',
  'set-up',
  'start-up',
  'changeover',
  'cleaning',
  'clearance',
  'starved',
  'blocked',
  'persons',
  'utility',
  'minor-stop',
  'down',
  'standby',
  'waking',
  'idle',
  'maintenance',
  'off',
] as const satisfies readonly Account[];

export interface SignShare {
  sign: LetteredSign;
  accounts: Account[];
  share: number;
}

/** Less than can be seen. */
const SEEN = 0.0005;

/** Shares of a unit by the sign in which they are drawn; accounts that cannot be seen are left out. */
export function signShares(shares: CellUnitShares['shares']): SignShare[] {
  const found: SignShare[] = [];
  for (const account of ACCOUNTS_SHOWN) {
    const share = shares[account] ?? 0;
    if (share < SEEN) continue;
    const sign = ACCOUNT_SIGNS[account];
    const known = found.find((each) => each.sign === sign);
    if (known) {
      known.share += share;
      known.accounts.push(account);
    } else found.push({ sign, accounts: [account], share });
  }
  return found;
}
