import type { UnitShares } from '../../../../src/contract/unit-shares.js';
import { ACCOUNT_SIGNS, WORST_ACCOUNTS } from '../../format/account.js';
import { FAMILY_ORDER } from '../../format/state.js';
import type { LetteredSign } from '../../theme/palette.js';

/** Shares of signs in a stretch of time. */
export type SignShares = Partial<Record<LetteredSign, number>>;

/** The order of signs in a strip, producing at its foot. */
export const SIGN_ORDER: readonly LetteredSign[] = [...FAMILY_ORDER.slice(0, 2), 'standby', ...FAMILY_ORDER.slice(2)];

/** What units were at, by the signs of it. */
export const signsOf = (samples: UnitShares['samples']): SignShares[] =>
  samples.map((sample) => {
    const shares: SignShares = {};
    for (const account of WORST_ACCOUNTS) {
      const sign = ACCOUNT_SIGNS[account];
      if (sample[account] !== undefined) shares[sign] = (shares[sign] ?? 0) + sample[account];
    }
    return shares;
  });

/** Share of each sign over all stretches, which are equally long. */
export const sharesOver = (bins: readonly SignShares[]): [sign: LetteredSign, share: number][] =>
  SIGN_ORDER.map((sign) => [sign, bins.reduce((sum, bin) => sum + (bin[sign] ?? 0), 0) / (bins.length || 1)]);
