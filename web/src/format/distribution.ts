import type { DurationDistribution } from '../../../src/contract/units.js';

/** Mean of a distribution of durations [s]. */
export function meanS(distribution: DurationDistribution): number {
  switch (distribution.dist) {
    case 'fixed':
      return distribution.value;
    case 'exponential':
    case 'gamma':
      return distribution.mean;
    case 'uniform':
      return (distribution.min + distribution.max) / 2;
    case 'triangular':
      return (distribution.min + distribution.mode + distribution.max) / 3;
    case 'lognormal':
      return 'median' in distribution ? distribution.median * Math.exp(distribution.sigma ** 2 / 2) : distribution.mean;
    case 'weibull':
      return distribution.scale * gamma(1 + 1 / distribution.shape);
    case 'hyperexponential':
      return weighted(distribution.p, (i) => distribution.means[i]!);
    case 'mixture':
      return weighted(distribution.weights, (i) => meanS(distribution.of[i]!));
    case 'empirical':
      return distribution.values.reduce((sum, value) => sum + value, 0) / distribution.values.length;
  }
}

const weighted = (weights: readonly number[], value: (i: number) => number) =>
  weights.reduce((sum, weight, i) => sum + weight * value(i), 0) / weights.reduce((sum, weight) => sum + weight, 0);

/** Lanczos' approximation (g = 7, nine terms) of the gamma function above 0.5, relative error below 1e-14. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
  9.9843695780195716e-6, 1.5056327351493116e-7,
];
export function gamma(z: number): number {
  const x = z - 1;
  const t = x + 7.5;
  const series = LANCZOS.reduce((sum, c, i) => (i === 0 ? c : sum + c / (x + i)), 0);
  return Math.sqrt(2 * Math.PI) * t ** (x + 0.5) * Math.exp(-t) * series;
}
