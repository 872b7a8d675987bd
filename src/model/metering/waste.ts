import type { SourceWaste } from '../../contract/energy-use.js';

/** An energy, with what it cost and emitted; null where that is not known. */
export interface Worth {
  kwh: number;
  costEur: number | null;
  co2eKg: number | null;
}

/** What a source used in each account of its time. */
export interface UsedBy<Account> {
  source: string;
  kwh: number;
  accounts: readonly (Worth & { account: Account; seconds: number })[];
}

export const sumKnown = (values: readonly (number | null)[]): number | null =>
  values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);

/** The sum of energies, with cost and emissions where those of all are known. */
export const sumWorth = (uses: readonly Worth[]): Worth => ({
  kwh: uses.reduce((sum, { kwh }) => sum + kwh, 0),
  costEur: sumKnown(uses.map(({ costEur }) => costEur)),
  co2eKg: sumKnown(uses.map(({ co2eKg }) => co2eKg)),
});

export const sumSeconds = (uses: readonly { seconds: number }[]): number => uses.reduce((sum, { seconds }) => sum + seconds, 0);

/** What each source used in accounts of waste, the most first; those that wasted nothing are left out. */
export function wastesOf<Account>(sources: readonly UsedBy<Account>[], isWaste: (account: Account) => boolean): SourceWaste[] {
  const wastes = sources.map(({ source, kwh: all, accounts }): SourceWaste => {
    const wasted = accounts.filter(({ account }) => isWaste(account));
    const seconds = sumSeconds(wasted);
    const amount = sumWorth(wasted);
    const { kwh } = amount;
    return { source, seconds, ...amount, meanKw: seconds > 0 ? (kwh * 3600) / seconds : null, share: all > 0 ? kwh / all : null };
  });
  return wastes.filter(({ kwh }) => kwh > 0).sort((a, b) => b.kwh - a.kwh);
}
