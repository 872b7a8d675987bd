import type { EnergyPeriod, EnergySavings, Ranged } from '../../contract/enpi.js';
import { tQuantile } from '../../engine/statistics.js';
import type { BaselineModel } from './baseline.js';
import { compareWith, excessSe } from './compare.js';
import { t95 } from './noise.js';

/** With more of the periods left out, or beyond what the baseline saw, nothing is told of the whole. */
const MOST_MISSING = 0.1;

/**
 * Avoided energy of reporting periods: expected less actual, with its 95 % interval from the errors of both, correlated as those of the
 * baseline. Periods that begin before the baseline ends save nothing against it: it was made of them. Null where no period can be used.
 */
export function savingsOf(model: BaselineModel, given: readonly EnergyPeriod[]): EnergySavings | null {
  const compared = compareWith(model, given);
  const { periods, usable, leftOut } = compared;
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const days = usable.reduce((sum, period) => sum + period.days, 0);
  const actualKwh = periods.reduce((sum, period) => sum + period.actualKwh, 0);
  const expectedKwh = periods.reduce((sum, period) => sum + period.expectedKwh, 0);
  const mean = expectedKwh - actualKwh;
  const half = t95(model.noise) * excessSe(model.noise, compared, () => 1);
  const savedKwh = { mean, low: mean - half, high: mean + half };
  const outOfRange = periods.filter((period) => period.outOfRange.length > 0).length;
  const notes: EnergySavings['notes'] = [
    ...(model.baseline.verdict === 'fit-for-use' ? [] : (['baseline-not-fit'] as const)),
    ...(first.fromUs < model.baseline.toUs ? (['not-after-baseline'] as const) : []),
    ...(outOfRange > MOST_MISSING * periods.length ? (['beyond-baseline'] as const) : []),
    ...(leftOut.length > MOST_MISSING * (periods.length + leftOut.length) ? (['many-left-out'] as const) : []),
    ...(savedKwh.low <= 0 && savedKwh.high >= 0 ? (['interval-holds-zero'] as const) : []),
  ];
  return {
    fromUs: first.fromUs,
    toUs: last.toUs,
    periods: periods.length,
    days,
    leftOut,
    outOfRange,
    actualKwh,
    expectedKwh,
    savedKwh,
    savedKwhPerDay: scaled(savedKwh, 1 / days),
    savedShare: expectedKwh > 0 ? scaled(savedKwh, 1 / expectedKwh) : null,
    fractionalUncertainty: mean === 0 ? null : half / Math.abs(mean),
    fractionalUncertaintyAshrae14: expectedKwh > 0 && mean !== 0 ? ashrae14(model, periods.length, Math.abs(mean) / expectedKwh) : null,
    verdict: notes.length > 0 ? 'cannot-be-told' : mean > 0 ? 'saved' : 'used-more',
    notes,
  };
}

/** The same on another scale, which is positive. */
export const scaled = ({ mean, low, high }: Ranged, by: number): Ranged => ({ mean: mean * by, low: low * by, high: high * by });

/**
 * Fractional savings uncertainty at 95 % (ASHRAE Guideline 14-2014, annex B; Reddy and Claridge 2000):
 * t 1.26 CV(RMSE) / F root((n / n') (1 + 2 / n') / m), F the share that was saved, n' = n (1 - r) / (1 + r), r the correlation of
 * neighbouring residuals.
 */
function ashrae14({ baseline }: BaselineModel, m: number, share: number): number | null {
  const { periods: n, parameters, cvRmse, lag1 } = baseline;
  if (cvRmse === null) return null;
  const r = Math.max(0, lag1 ?? 0);
  const effective = (n * (1 - r)) / (1 + r);
  const t = tQuantile(0.975, Math.max(1, effective - parameters));
  return ((t * 1.26 * cvRmse) / share) * Math.sqrt(((n / effective) * (1 + 2 / effective)) / m);
}
