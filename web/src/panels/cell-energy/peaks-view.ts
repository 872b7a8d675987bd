import type { EnergyProfile, LoadPeak, LoadPeriod } from '../../../../src/contract/energy-profile.js';

export type PeriodPeak = LoadPeak & Pick<LoadPeriod, 'label' | 'subscribedKw'>;

/** Peaks of all periods, the highest first. */
export const peaksOf = ({ periods }: Pick<EnergyProfile, 'periods'>): PeriodPeak[] =>
  periods.flatMap(({ label, subscribedKw, peaks }) => peaks.map((peak) => ({ ...peak, label, subscribedKw }))).sort((a, b) => b.kw - a.kw);

/** The one that says most: the highest above what is subscribed, else the highest of all. */
export function highestPeak(profile: Pick<EnergyProfile, 'periods'>): PeriodPeak | null {
  const peaks = peaksOf(profile);
  const over = peaks.filter(({ overKw }) => (overKw ?? 0) > 0).sort((a, b) => b.overKw! - a.overKw!);
  return over[0] ?? peaks[0] ?? null;
}
