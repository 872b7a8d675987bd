import { exp, ln, power } from './elementary.js';
import { invertSurvival } from './invert.js';
import { erlangUpper, hyperexponentialSurvival, hyperexponentialUpper } from './phases.js';
import { betaCdf, betaUpper, gammaSurvival, gammaUpper, lnGamma, normalSurvival, normalUpper } from './special.js';
import { truncatedMean, truncatedSurvival, truncatedUpper } from './truncated.js';

/**
 * A distribution of amounts, as plain data. The unit is the caller's, the same for every parameter. Values stand in
 * ascending order; p and weights need no particular sum.
 */
export type Distribution =
  | { dist: 'fixed' | 'deterministic'; value: number }
  | { dist: 'exponential'; mean: number }
  | { dist: 'uniform'; min: number; max: number }
  | { dist: 'triangular'; min: number; mode: number; max: number }
  /** mean and sd before it is cut to the bounds, where it has any */
  | { dist: 'normal'; mean: number; sd: number; min?: number; max?: number }
  /** sigma: standard deviation of the logarithm */
  | { dist: 'lognormal'; median: number; sigma: number }
  | { dist: 'lognormal'; mean: number; sigma: number }
  | { dist: 'weibull'; scale: number; shape: number }
  | { dist: 'gamma'; mean: number; shape: number }
  /** sum of k exponentials of equal mean; `mean` is that of the sum */
  | { dist: 'erlang'; mean: number; k: number }
  /** with chance p[i] an exponential of means[i] */
  | { dist: 'hyperexponential'; p: number[]; means: number[] }
  | { dist: 'beta'; min: number; max: number; alpha: number; beta: number }
  /** a whole number of steps, at least one: a trial that may end at every step */
  | { dist: 'geometric'; mean: number; step: number }
  | { dist: 'empirical'; values: number[] }
  | { dist: 'discrete'; values: number[]; weights: number[] }
  | { dist: 'mixture'; weights: number[]; of: Distribution[] };

type Of<Kind extends Distribution['dist']> = Extract<Distribution, { dist: Kind }>;

/**
 * The amount that is exceeded with probability u. One uniform number in (0, 1) gives one variate and a larger u never a
 * larger one, so that variants that share their numbers stay paired.
 */
export function sample(d: Distribution, u: number): number {
  switch (d.dist) {
    case 'exponential':
      return -d.mean * ln(u);
    case 'fixed':
    case 'deterministic':
      return d.value;
    case 'uniform':
      return d.max - u * (d.max - d.min);
    case 'triangular':
      return triangularUpper(d, u);
    case 'normal':
      return d.min === undefined && d.max === undefined ? d.mean + d.sd * normalUpper(u) : truncatedUpper(d, u);
    case 'lognormal':
      return 'median' in d ? d.median * exp(d.sigma * normalUpper(u)) : d.mean * exp(d.sigma * (normalUpper(u) - d.sigma / 2));
    case 'weibull':
      return d.scale * power(-ln(u), 1 / d.shape);
    case 'gamma':
      return (d.mean / d.shape) * gammaUpper(d.shape, u);
    case 'erlang':
      return (d.mean / d.k) * erlangUpper(d.k, u);
    case 'hyperexponential':
      return hyperexponentialUpper(d.p, d.means, u);
    case 'beta':
      return d.min + (d.max - d.min) * betaUpper(d.alpha, d.beta, u);
    case 'geometric':
      return d.step * Math.max(1, Math.ceil(ln(u) / ln(1 - d.step / d.mean)));
    case 'empirical':
      return d.values[Math.min(d.values.length - 1, Math.floor((1 - u) * d.values.length))]!;
    case 'discrete':
      return discreteUpper(d, u);
    case 'mixture':
      return mixtureUpper(d, u);
  }
}

function triangularUpper(d: Of<'triangular'>, u: number): number {
  const width = d.max - d.min;
  if (u * width <= d.max - d.mode) return d.max - Math.sqrt(u * width * (d.max - d.mode));
  return d.min + Math.sqrt((1 - u) * width * (d.mode - d.min));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
/** Mean of value(i) in proportion to the weights. */
const weighted = (weights: readonly number[], value: (i: number) => number) =>
  weights.reduce((total, weight, i) => total + weight * value(i), 0) / sum(weights);

function discreteUpper(d: Of<'discrete'>, u: number): number {
  const wanted = u * sum(d.weights);
  let above = 0;
  for (let i = d.values.length - 1; i > 0; i--) {
    above += d.weights[i]!;
    if (above > wanted) return d.values[i]!;
  }
  return d.values[0]!;
}

/** Between the lowest and the highest of what its parts answer at u. */
function mixtureUpper(d: Of<'mixture'>, u: number): number {
  const answers = d.of.map((part) => sample(part, u));
  return invertSurvival((x) => survival(d, x), u, Math.min(...answers), Math.max(...answers));
}

/** Expected value. */
export function mean(d: Distribution): number {
  switch (d.dist) {
    case 'fixed':
    case 'deterministic':
      return d.value;
    case 'exponential':
    case 'gamma':
    case 'erlang':
    case 'geometric':
      return d.mean;
    case 'uniform':
      return (d.min + d.max) / 2;
    case 'triangular':
      return (d.min + d.mode + d.max) / 3;
    case 'normal':
      return truncatedMean(d);
    case 'lognormal':
      return 'median' in d ? d.median * exp((d.sigma * d.sigma) / 2) : d.mean;
    case 'weibull':
      return d.scale * exp(lnGamma(1 + 1 / d.shape));
    case 'hyperexponential':
      return weighted(d.p, (i) => d.means[i]!);
    case 'beta':
      return d.min + ((d.max - d.min) * d.alpha) / (d.alpha + d.beta);
    case 'empirical':
      return sum(d.values) / d.values.length;
    case 'discrete':
      return weighted(d.weights, (i) => d.values[i]!);
    case 'mixture':
      return weighted(d.weights, (i) => mean(d.of[i]!));
  }
}

/** Probability of more than x. */
export function survival(d: Distribution, x: number): number {
  switch (d.dist) {
    case 'fixed':
    case 'deterministic':
      return x < d.value ? 1 : 0;
    case 'uniform':
      return x <= d.min ? 1 : x >= d.max ? 0 : (d.max - x) / (d.max - d.min);
    case 'triangular':
      return triangularSurvival(d, x);
    case 'normal':
      return truncatedSurvival(d, x);
    case 'beta':
      return betaCdf((d.max - x) / (d.max - d.min), d.beta, d.alpha);
    case 'empirical':
      return d.values.filter((value) => value > x).length / d.values.length;
    case 'discrete':
      return weighted(d.weights, (i) => (d.values[i]! > x ? 1 : 0));
    case 'mixture':
      return weighted(d.weights, (i) => survival(d.of[i]!, x));
    default:
      return x <= 0 ? 1 : survivalAboveZero(d, x);
  }
}

function triangularSurvival(d: Of<'triangular'>, x: number): number {
  if (x <= d.min) return 1;
  if (x >= d.max) return 0;
  const width = d.max - d.min;
  const square = (side: number) => side * side;
  return x < d.mode ? 1 - square(x - d.min) / (width * (d.mode - d.min)) : square(d.max - x) / (width * (d.max - d.mode));
}

/** Room for the rounding of a whole number of steps divided by the step. */
const STEP_ROUNDING = 1e-12;

function survivalAboveZero(d: Of<'exponential' | 'lognormal' | 'weibull' | 'gamma' | 'erlang' | 'hyperexponential' | 'geometric'>, x: number): number {
  switch (d.dist) {
    case 'exponential':
      return exp(-x / d.mean);
    case 'lognormal':
      return normalSurvival('median' in d ? ln(x / d.median) / d.sigma : ln(x / d.mean) / d.sigma + d.sigma / 2);
    case 'weibull':
      return exp(-power(x / d.scale, d.shape));
    case 'gamma':
      return gammaSurvival(d.shape, (x * d.shape) / d.mean);
    case 'erlang':
      return gammaSurvival(d.k, (x * d.k) / d.mean);
    case 'hyperexponential':
      return hyperexponentialSurvival(d.p, d.means, x);
    case 'geometric':
      return power(1 - d.step / d.mean, Math.floor((x / d.step) * (1 + STEP_ROUNDING)));
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
      return Math.max(0, d.scale * power(power(age / d.scale, d.shape) - ln(u), 1 / d.shape) - age);
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

/** The distribution of `factor` times the amount; factor > 0. */
export function scale<D extends Distribution>(d: D, factor: number): D {
  return scaled(d, factor) as D;
}

function scaled(d: Distribution, factor: number): Distribution {
  const times = (numbers: readonly number[]) => numbers.map((number) => number * factor);
  switch (d.dist) {
    case 'fixed':
    case 'deterministic':
      return { ...d, value: d.value * factor };
    case 'exponential':
    case 'gamma':
    case 'erlang':
      return { ...d, mean: d.mean * factor };
    case 'uniform':
    case 'beta':
      return { ...d, min: d.min * factor, max: d.max * factor };
    case 'triangular':
      return { ...d, min: d.min * factor, mode: d.mode * factor, max: d.max * factor };
    case 'normal': {
      const bound = (name: 'min' | 'max') => (d[name] === undefined ? {} : { [name]: d[name] * factor });
      return { ...d, mean: d.mean * factor, sd: d.sd * factor, ...bound('min'), ...bound('max') };
    }
    case 'lognormal':
      return 'median' in d ? { ...d, median: d.median * factor } : { ...d, mean: d.mean * factor };
    case 'weibull':
      return { ...d, scale: d.scale * factor };
    case 'hyperexponential':
      return { ...d, means: times(d.means) };
    case 'geometric':
      return { ...d, mean: d.mean * factor, step: d.step * factor };
    case 'empirical':
    case 'discrete':
      return { ...d, values: times(d.values) };
    case 'mixture':
      return { ...d, of: d.of.map((part) => scale(part, factor)) };
  }
}
