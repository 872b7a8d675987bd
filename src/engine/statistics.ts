import { exp, ln } from './elementary.js';
import { betaCdf, gammaUpper, lnGamma, normalUpper } from './special.js';

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
