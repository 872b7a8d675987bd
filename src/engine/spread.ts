import { exp, ln } from './elementary.js';
import { mean, scale, type Distribution } from './distribution.js';
import { lnGamma } from './special.js';

/** Mean and standard deviation of a distribution, and distributions of another mean and standard deviation that keep their form. */

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Variance of values that come with these weights, each with a variance of its own. */
function spreadOf(weights: readonly number[], parts: readonly { mean: number; variance: number }[]): number {
  const total = sum(weights);
  const middle = sum(parts.map((part, i) => (weights[i]! / total) * part.mean));
  return sum(parts.map((part, i) => (weights[i]! / total) * (part.variance + (part.mean - middle) ** 2)));
}

const fixedAt = (value: number) => ({ mean: value, variance: 0 });

/** Standard deviation. Of a normal distribution that is cut to bounds that of the one before the cut. */
export const standardDeviation = (d: Distribution): number => Math.sqrt(variance(d));

function variance(d: Distribution): number {
  switch (d.dist) {
    case 'fixed':
    case 'deterministic':
      return 0;
    case 'exponential':
      return d.mean ** 2;
    case 'uniform':
      return (d.max - d.min) ** 2 / 12;
    case 'triangular':
      return (d.min ** 2 + d.mode ** 2 + d.max ** 2 - d.min * d.mode - d.min * d.max - d.mode * d.max) / 18;
    case 'normal':
      return d.sd ** 2;
    case 'lognormal':
      return mean(d) ** 2 * (exp(d.sigma ** 2) - 1);
    case 'weibull':
      return mean(d) ** 2 * weibullSquares(d.shape);
    case 'gamma':
      return d.mean ** 2 / d.shape;
    case 'erlang':
      return d.mean ** 2 / d.k;
    case 'geometric':
      return d.mean * (d.mean - d.step);
    case 'beta':
      return ((d.max - d.min) ** 2 * d.alpha * d.beta) / ((d.alpha + d.beta) ** 2 * (d.alpha + d.beta + 1));
    case 'hyperexponential':
      return spreadOf(
        d.p,
        d.means.map((each) => ({ mean: each, variance: each ** 2 })),
      );
    case 'empirical':
      return spreadOf(
        d.values.map(() => 1),
        d.values.map(fixedAt),
      );
    case 'discrete':
      return spreadOf(d.weights, d.values.map(fixedAt));
    case 'mixture':
      return spreadOf(
        d.weights,
        d.of.map((part) => ({ mean: mean(part), variance: variance(part) })),
      );
  }
}

/** Square of the coefficient of variation of a Weibull distribution: it falls with the shape. */
const weibullSquares = (shape: number): number => exp(lnGamma(1 + 2 / shape) - 2 * lnGamma(1 + 1 / shape)) - 1;

/** The shape of that coefficient of variation, by bisection of its logarithm; null beyond 0.05 to 500. */
function weibullShape(cv: number): number | null {
  let [low, high] = [ln(0.05), ln(500)];
  if (weibullSquares(exp(low)) < cv ** 2 || weibullSquares(exp(high)) > cv ** 2) return null;
  for (let i = 0; i < 200 && low < high; i++) {
    const middle = (low + high) / 2;
    if (weibullSquares(exp(middle)) > cv ** 2) low = middle;
    else high = middle;
  }
  return exp((low + high) / 2);
}

/** `family`: the same kind of law; `moments`: only mean and standard deviation are as asked, the law is of another kind. */
export interface Reshaped {
  law: Distribution;
  kept: 'family' | 'moments';
}

/**
 * A distribution of amounts with another mean (above zero) and standard deviation (zero or more), both exact. Uniform, triangular, beta and
 * empirical laws are stretched about their mean, log-normal, gamma and Weibull laws get another shape; an exponential or Erlang law becomes a
 * gamma law, a hyperexponential one a mixture of them. Parts of a mixture keep their distances from its mean in proportion. A fixed law
 * that is to vary, and what would reach below zero, become log-normal. A standard deviation of zero (of less than 1e-9 means) is fixed.
 */
export function reshape(d: Distribution, to: { mean: number; sd: number }): Reshaped {
  const now = { mean: mean(d), sd: standardDeviation(d) };
  const of = (law: Distribution, kept: Reshaped['kept'] = 'family'): Reshaped => ({ law, kept });
  const cv = to.sd / to.mean;
  if (close(to.sd, (now.sd * to.mean) / now.mean)) return of(to.mean === now.mean ? d : scale(d, to.mean / now.mean));
  if (cv <= LEAST_CV) return of({ dist: 'fixed', value: to.mean }, 'moments');
  switch (d.dist) {
    case 'lognormal':
      return of(logNormal(to));
    case 'gamma':
      return of({ dist: 'gamma', mean: to.mean, shape: 1 / cv ** 2 });
    case 'exponential':
    case 'erlang':
      return of({ dist: 'gamma', mean: to.mean, shape: 1 / cv ** 2 }, 'moments');
    case 'weibull': {
      const shape = weibullShape(cv);
      return shape === null ? of(logNormal(to), 'moments') : of({ dist: 'weibull', scale: to.mean / exp(lnGamma(1 + 1 / shape)), shape });
    }
    case 'normal':
      return d.min === undefined && d.max === undefined ? of({ ...d, mean: to.mean, sd: to.sd }) : of(logNormal(to), 'moments');
    case 'hyperexponential':
      return mixed(
        d.p,
        d.means.map((each) => ({ dist: 'exponential', mean: each })),
        now,
        to,
      );
    case 'mixture':
      return mixed(d.weights, d.of, now, to);
    default:
      return stretched(d, now, to) ?? of(logNormal(to), 'moments');
  }
}

/** Below it a law is fixed: the shape of a gamma law is no number any more. */
const LEAST_CV = 1e-9;

const close = (a: number, b: number) => Math.abs(a - b) <= 1e-12 * Math.max(a, b);

const logNormal = (to: { mean: number; sd: number }): Distribution => ({
  dist: 'lognormal',
  mean: to.mean,
  sigma: Math.sqrt(ln(1 + (to.sd / to.mean) ** 2)),
});

type Moments = { mean: number; sd: number };

/** Each part is moved and widened about the mean of all, so that mean and variance of the mixture are as asked. */
function mixed(weights: number[], parts: readonly Distribution[], now: Moments, to: Moments): Reshaped {
  const ratio = to.sd / now.sd;
  const moved = parts.map((part) => ({ part, mean: to.mean + ratio * (mean(part) - now.mean), sd: ratio * standardDeviation(part) }));
  if (moved.some((part) => part.mean <= 0)) return { law: logNormal(to), kept: 'moments' };
  const reshaped = moved.map(({ part, ...its }) => reshape(part, its));
  const kept = reshaped.every((part) => part.kept === 'family') ? 'family' : 'moments';
  return { law: { dist: 'mixture', weights, of: reshaped.map(({ law }) => law) }, kept };
}

/** A law of bounded values about its mean; null where one would lie below zero, or its form has no such stretching. */
function stretched(d: Distribution, now: Moments, to: Moments): Reshaped | null {
  if (now.sd === 0) return null;
  const move = (x: number) => to.mean + (to.sd / now.sd) * (x - now.mean);
  const law = moved(d, move);
  return law === null ? null : { law, kept: 'family' };
}

function moved(d: Distribution, move: (x: number) => number): Distribution | null {
  switch (d.dist) {
    case 'uniform':
    case 'beta':
      return move(d.min) < 0 ? null : { ...d, min: move(d.min), max: move(d.max) };
    case 'triangular':
      return move(d.min) < 0 ? null : { ...d, min: move(d.min), mode: move(d.mode), max: move(d.max) };
    case 'empirical':
    case 'discrete':
      return Math.min(...d.values.map(move)) <= 0 ? null : { ...d, values: d.values.map(move) };
    default:
      return null;
  }
}
