import { exp, ln } from './elementary.js';
import { betaCdf, betaUpper, gammaUpper, lnGamma, normalUpper } from './special.js';

export interface Moments {
  n: number;
  mean: number;
  /** unbiased; 0 for fewer than two values */
  variance: number;
}

/** Mean and variance in one pass (Welford 1962): no loss where the mean is large against the spread. */
export function moments(values: readonly number[]): Moments {
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (const value of values) {
    n++;
    const step = value - mean;
    mean += step / n;
    squares += step * (value - mean);
  }
  return { n, mean, variance: n > 1 ? squares / (n - 1) : 0 };
}

/** The p-quantile (0 to 1) of values in ascending order, linear between order statistics (Hyndman and Fan's type 7). */
export function quantile(ascending: readonly number[], p: number): number {
  const at = p * (ascending.length - 1);
  const below = Math.floor(at);
  const low = ascending[below]!;
  return low + (at - below) * ((ascending[below + 1] ?? low) - low);
}

/** Student's t distribution function. */
export function tCdf(t: number, degrees: number): number {
  const tail = betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
  return t > 0 ? 1 - tail : tail;
}

/** The p-quantile of Student's t, degrees of freedom >= 1. Newton's steps on the logarithm of the tail, which is concave. */
export function tQuantile(p: number, degrees: number): number {
  if (p < 0.5) return -tQuantile(1 - p, degrees);
  const z = normalUpper(1 - p);
  let t = z + (z * z * z + z) / (4 * degrees);
  const lnConstant = lnGamma((degrees + 1) / 2) - lnGamma(degrees / 2) - ln(degrees * Math.PI) / 2;
  for (let i = 0; i < 100; i++) {
    const tail = betaCdf(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
    const density = exp(lnConstant - ((degrees + 1) / 2) * ln(1 + (t * t) / degrees));
    const next = Math.max(t + (tail / density) * ln(tail / (1 - p)), t / 4);
    const step = next - t;
    t = next;
    if (Math.abs(step) <= 1e-14 * t) break;
  }
  return t;
}

/** The p-quantile of chi squared. */
export function chiSquaredQuantile(p: number, degrees: number): number {
  return 2 * gammaUpper(degrees / 2, 1 - p);
}

/** Distribution function of Fisher and Snedecor's F, degrees of freedom of numerator and denominator. */
export function fCdf(f: number, above: number, below: number): number {
  return f <= 0 ? 0 : betaCdf((above * f) / (above * f + below), above / 2, below / 2);
}

/** The p-quantile of F. */
export function fQuantile(p: number, above: number, below: number): number {
  // From the nearer end, where 1 - b loses nothing.
  const b = p < 0.5 ? 1 - betaUpper(below / 2, above / 2, p) : betaUpper(above / 2, below / 2, 1 - p);
  const rest = p < 0.5 ? betaUpper(below / 2, above / 2, p) : 1 - b;
  return (below * b) / (above * rest);
}

export interface Interval {
  mean: number;
  low: number;
  high: number;
  sd: number;
}

/** Mean with its two-sided t-interval at `confidence`. One value has no spread: the interval is the value. */
export function meanInterval(values: readonly number[], confidence = 0.95): Interval {
  const { n, mean, variance } = moments(values);
  const half = n > 1 ? tQuantile((1 + confidence) / 2, n - 1) * Math.sqrt(variance / n) : 0;
  return { mean, low: mean - half, high: mean + half, sd: Math.sqrt(variance) };
}

/** Mean of second - first, pair by pair, with its t-interval. Throws where the lengths differ. */
export function pairedDifference(first: readonly number[], second: readonly number[], confidence = 0.95): Interval {
  if (first.length !== second.length) throw new RangeError(`pairs need equal lengths, got ${first.length} and ${second.length}`);
  return meanInterval(
    second.map((value, i) => value - first[i]!),
    confidence,
  );
}

/** Two-sided chance of a t as far from 0 as this one. */
export const tChance = (t: number, degrees: number): number => 2 * tCdf(-Math.abs(t), degrees);

export interface Comparison extends Interval {
  t: number;
  /** of freedom, not whole (Welch and Satterthwaite) */
  degrees: number;
  /** two-sided, of means as far apart where they are equal */
  chance: number;
}

/** Mean of second less mean of first, of independent samples whose variances may differ (Welch 1947). Throws for fewer than two values. */
export function independentDifference(first: readonly number[], second: readonly number[], confidence = 0.95): Comparison {
  if (first.length < 2 || second.length < 2) throw new RangeError('a comparison needs two values of each');
  const [a, b] = [moments(first), moments(second)];
  const [va, vb] = [a.variance / a.n, b.variance / b.n];
  const degrees = (va + vb) ** 2 / ((va * va) / (a.n - 1) + (vb * vb) / (b.n - 1));
  const mean = b.mean - a.mean;
  const se = Math.sqrt(va + vb);
  const half = tQuantile((1 + confidence) / 2, degrees) * se;
  return { mean, low: mean - half, high: mean + half, sd: se, t: mean / se, degrees, chance: tChance(mean / se, degrees) };
}

/**
 * Chances of error of several tests, corrected so that the chance of any false alarm among them stays below the level:
 * reject those at or below it (Holm 1979, step-down). In the order given.
 */
export function holm(chances: readonly number[]): number[] {
  const order = chances.map((_, i) => i).sort((a, b) => chances[a]! - chances[b]!);
  const corrected = new Array<number>(chances.length).fill(1);
  let worst = 0;
  for (const [rank, i] of order.entries()) {
    worst = Math.max(worst, Math.min(1, (chances.length - rank) * chances[i]!));
    corrected[i] = worst;
  }
  return corrected;
}
