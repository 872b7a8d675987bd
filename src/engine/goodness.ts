import { survival } from './distribution.js';
import { ln, power } from './elementary.js';
import type { FittedKind, FittedLaw } from './fit.js';
import { lnGamma } from './special.js';

const HALF_LN_2_PI = 0.9189385332046727;

/** Parameters that a fit of this kind estimates. */
export const PARAMETERS: Record<FittedKind, number> = { exponential: 1, weibull: 2, gamma: 2, lognormal: 2, normal: 2 };

/** ln of the density at x, inside the distribution's range. */
export function logDensity(law: FittedLaw, x: number): number {
  switch (law.dist) {
    case 'exponential':
      return -ln(law.mean) - x / law.mean;
    case 'weibull':
      return ln(law.shape / law.scale) + (law.shape - 1) * ln(x / law.scale) - power(x / law.scale, law.shape);
    case 'gamma': {
      const scale = law.mean / law.shape;
      return (law.shape - 1) * ln(x) - x / scale - lnGamma(law.shape) - law.shape * ln(scale);
    }
    case 'lognormal': {
      const z = (ln(x) - ln(law.median)) / law.sigma;
      return -HALF_LN_2_PI - ln(law.sigma) - ln(x) - (z * z) / 2;
    }
    case 'normal': {
      const z = (x - law.mean) / law.sd;
      return -HALF_LN_2_PI - ln(law.sd) - (z * z) / 2;
    }
  }
}

export function logLikelihood(law: FittedLaw, values: readonly number[]): number {
  return values.reduce((sum, value) => sum + logDensity(law, value), 0);
}

/** Akaike's information criterion (1974): the lower, the better. */
export function aic(law: FittedLaw, values: readonly number[]): number {
  return 2 * PARAMETERS[law.dist] - 2 * logLikelihood(law, values);
}

/** Kolmogorov and Smirnov's D: the largest distance between the law and the values, which stand in ascending order. */
export function kolmogorovD(law: FittedLaw, ascending: readonly number[]): number {
  const n = ascending.length;
  return ascending.reduce((worst, value, i) => {
    const below = 1 - survival(law, value);
    return Math.max(worst, (i + 1) / n - below, below - i / n);
  }, 0);
}

/** So that a value that the law holds for impossible counts as almost so. */
const ALMOST_NEVER = 1e-300;

/** Anderson and Darling's A squared (1954): as D, with weight on both tails. Values in ascending order. */
export function andersonDarling(law: FittedLaw, ascending: readonly number[]): number {
  const n = ascending.length;
  const alive = ascending.map((value) => survival(law, value));
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const below = Math.max(1 - alive[i]!, ALMOST_NEVER);
    const above = Math.max(alive[n - 1 - i]!, ALMOST_NEVER);
    sum += (2 * i + 1) * (ln(below) + ln(above));
  }
  return -n - sum / n;
}
