import { betaCdf, normalUpper } from './special.js';

export interface Bounds {
  low: number;
  high: number;
}

/** Wilson's score interval (1927) of a chance that was seen `hits` times in `n`: honest at 0 and at n too. */
export function wilson(hits: number, n: number, confidence = 0.95): Bounds {
  const z = normalUpper((1 - confidence) / 2);
  const share = hits / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const all = 1 + (z * z) / n;
  return { low: hits === 0 ? 0 : (middle - half) / all, high: hits === n ? 1 : (middle + half) / all };
}

/** Chance of at most k hits in n trials of chance p. */
export function binomialCdf(k: number, n: number, p: number): number {
  return k < 0 ? 0 : k >= n ? 1 : betaCdf(1 - p, n - k, k + 1);
}

/**
 * Interval of the p-quantile whatever the distribution: from one order statistic to another, each left out with at most
 * half of 1 - confidence (Conover 1999, section 3.2). An end is null where the values are too few to give it.
 */
export function quantileInterval(ascending: readonly number[], p: number, confidence = 0.95): { low: number | null; high: number | null } {
  const n = ascending.length;
  const tail = (1 - confidence) / 2;
  // As many values lie below the quantile as trials of chance p hit. The i-th value (from 0) lies above it with chance
  // P(hits <= i), below it with chance P(hits > i).
  const low = count(n, (i) => binomialCdf(i, n, p) <= tail) - 1;
  const high = count(n, (i) => 1 - binomialCdf(i, n, p) > tail);
  return { low: ascending[low] ?? null, high: ascending[high] ?? null };
}

/** Of 0..n-1 those from 0 on for which it holds. */
function count(n: number, holds: (i: number) => boolean): number {
  let i = 0;
  while (i < n && holds(i)) i++;
  return i;
}
