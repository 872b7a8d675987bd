import { exp, ln, power } from './elementary.js';
import { gammaSurvival, gammaUpper, lnGamma, normalSurvival, normalUpper } from './special.js';

/** A distribution of positive amounts. The unit is the caller's, the same for every parameter. */
export type Distribution =
  | { dist: 'fixed'; value: number }
  | { dist: 'exponential'; mean: number }
  | { dist: 'uniform'; min: number; max: number }
  | { dist: 'triangular'; min: number; mode: number; max: number }
  | { dist: 'lognormal'; mu: number; sigma: number }
  | { dist: 'weibull'; scale: number; shape: number }
  | { dist: 'gamma'; mean: number; shape: number }
  | { dist: 'empirical'; values: number[] };

/**
 * The amount that is exceeded with probability u. One uniform number in (0, 1) gives one variate and a larger u never a
 * larger one, so that variants that share their numbers stay paired. The values of an empirical one stand in ascending order.
 */
export function sample(d: Distribution, u: number): number {
  switch (d.dist) {
    case 'fixed':
      return d.value;
    case 'exponential':
      return -d.mean * ln(u);
    case 'uniform':
      return d.max - u * (d.max - d.min);
    case 'triangular':
      return triangularUpper(d, u);
    case 'lognormal':
      return exp(d.mu + d.sigma * normalUpper(u));
    case 'weibull':
      return d.scale * power(-ln(u), 1 / d.shape);
    case 'gamma':
      return (d.mean / d.shape) * gammaUpper(d.shape, u);
    case 'empirical':
      return d.values[Math.min(d.values.length - 1, Math.floor((1 - u) * d.values.length))]!;
  }
}

function triangularUpper(d: { min: number; mode: number; max: number }, u: number): number {
  const width = d.max - d.min;
  if (u * width <= d.max - d.mode) return d.max - Math.sqrt(u * width * (d.max - d.mode));
  return d.min + Math.sqrt((1 - u) * width * (d.mode - d.min));
}

/** Expected value. */
export function mean(d: Distribution): number {
  switch (d.dist) {
    case 'fixed':
      return d.value;
    case 'exponential':
    case 'gamma':
      return d.mean;
    case 'uniform':
      return (d.min + d.max) / 2;
    case 'triangular':
      return (d.min + d.mode + d.max) / 3;
    case 'lognormal':
      return exp(d.mu + (d.sigma * d.sigma) / 2);
    case 'weibull':
      return d.scale * exp(lnGamma(1 + 1 / d.shape));
    case 'empirical':
      return d.values.reduce((sum, value) => sum + value, 0) / d.values.length;
  }
}

/** Probability of more than x. */
export function survival(d: Distribution, x: number): number {
  switch (d.dist) {
    case 'fixed':
      return x < d.value ? 1 : 0;
    case 'uniform':
      return x <= d.min ? 1 : x >= d.max ? 0 : (d.max - x) / (d.max - d.min);
    case 'triangular':
      return triangularSurvival(d, x);
    case 'empirical':
      return d.values.filter((value) => value > x).length / d.values.length;
    default:
      return x <= 0 ? 1 : unboundedSurvival(d, x);
  }
}

function triangularSurvival(d: { min: number; mode: number; max: number }, x: number): number {
  if (x <= d.min) return 1;
  if (x >= d.max) return 0;
  const width = d.max - d.min;
  const square = (side: number) => side * side;
  return x < d.mode ? 1 - square(x - d.min) / (width * (d.mode - d.min)) : square(d.max - x) / (width * (d.max - d.mode));
}

type Unbounded = Extract<Distribution, { dist: 'exponential' | 'lognormal' | 'weibull' | 'gamma' }>;

function unboundedSurvival(d: Unbounded, x: number): number {
  switch (d.dist) {
    case 'exponential':
      return exp(-x / d.mean);
    case 'lognormal':
      return normalSurvival((ln(x) - d.mu) / d.sigma);
    case 'weibull':
      return exp(-power(x / d.scale, d.shape));
    case 'gamma':
      return gammaSurvival(d.shape, (x * d.shape) / d.mean);
  }
}

/**
 * What is left given that `age` has passed: the inverse of S(age + x) / S(age) at u. An age that the distribution cannot
 * reach tells that the law does not know this case, and it begins anew.
 */
export function residual(d: Distribution, age: number, u: number): number {
  if (age <= 0) return sample(d, u);
  switch (d.dist) {
    case 'exponential':
      return sample(d, u);
    case 'weibull':
      return d.scale * power(power(age / d.scale, d.shape) - ln(u), 1 / d.shape) - age;
    case 'empirical': {
      const left = d.values.filter((value) => value > age);
      return left.length > 0 ? sample({ dist: 'empirical', values: left }, u) - age : sample(d, u);
    }
    default: {
      const alive = survival(d, age);
      return alive > 0 ? Math.max(0, sample(d, u * alive) - age) : sample(d, u);
    }
  }
}

/** The distribution of `factor` times the amount. */
export function scale(d: Distribution, factor: number): Distribution {
  switch (d.dist) {
    case 'fixed':
      return { ...d, value: d.value * factor };
    case 'exponential':
    case 'gamma':
      return { ...d, mean: d.mean * factor };
    case 'uniform':
      return { ...d, min: d.min * factor, max: d.max * factor };
    case 'triangular':
      return { ...d, min: d.min * factor, mode: d.mode * factor, max: d.max * factor };
    case 'lognormal':
      return { ...d, mu: d.mu + ln(factor) };
    case 'weibull':
      return { ...d, scale: d.scale * factor };
    case 'empirical':
      return { ...d, values: d.values.map((value) => value * factor) };
  }
}
