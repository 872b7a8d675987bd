import { type Distribution, mean as meanOf, sample } from '../../../engine/distribution.js';
import { ln } from '../../../engine/elementary.js';

/** What a law of amounts says of one sample. */
export interface Moments {
  mean: number;
  /** of the amount over its mean: standard deviation */
  cv: number;
  /** of the logarithm: mean and standard deviation */
  lnMean: number;
  lnSd: number;
}

/** Points of the quadrature, nearer to each other towards both tails. */
const POINTS = 600;
/** The logarithm has no long tail: farther out it counts as this many standard deviations. */
const TAIL = 4;

/** Chances in (0, 1) and their weights: u = v^2 (3 - 2 v) over the middles of equal steps of v. */
const GRID = Array.from({ length: POINTS }, (_, i) => {
  const v = (i + 0.5) / POINTS;
  return { u: v * v * (3 - 2 * v), weight: (6 * v * (1 - v)) / POINTS };
});

/** Moments of a law, beyond the mean by quadrature over its quantiles. Amounts of zero count as a billionth of the mean in logarithms. */
export function momentsOf(law: Distribution): Moments {
  const points = GRID.map(({ u, weight }) => ({ x: sample(law, u), weight }));
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const over = (value: (x: number) => number) => points.reduce((sum, { x, weight }) => sum + weight * value(x), 0) / total;
  const mean = meanOf(law);
  const cv = mean > 0 ? Math.sqrt(over((x) => (x / mean - 1) ** 2)) : 0;
  const log = (x: number) => ln(Math.max(x, 1e-9 * mean));
  const center = over(log);
  const spread = Math.sqrt(over((x) => (log(x) - center) ** 2));
  const cut = (x: number) => Math.min(center + TAIL * spread, Math.max(center - TAIL * spread, log(x)));
  const lnMean = over(cut);
  return { mean, cv, lnMean, lnSd: Math.sqrt(over((x) => (cut(x) - lnMean) ** 2)) };
}

/** Moments of the sum of independent amounts, its logarithm taken as normal with the mean and variance of the sum. */
export function momentsOfSum(laws: readonly Distribution[]): Moments {
  if (laws.length === 1) return momentsOf(laws[0]!);
  return sumOf(laws.map(momentsOf));
}

/** The same of moments: a log-normal of equal mean and variance (Fenton 1960). */
function sumOf(parts: readonly Moments[]): Moments {
  const mean = parts.reduce((sum, part) => sum + part.mean, 0);
  const variance = parts.reduce((sum, part) => sum + (part.cv * part.mean) ** 2, 0);
  const cv = mean > 0 ? Math.sqrt(variance) / mean : 0;
  const lnVariance = ln(1 + cv * cv);
  return { mean, cv, lnMean: ln(mean) - lnVariance / 2, lnSd: Math.sqrt(lnVariance) };
}
