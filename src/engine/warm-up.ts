import { lag1Correlation } from './sequence.js';
import { meanInterval, moments, type Interval } from './statistics.js';

/** Means of groups of `size` following values; what does not fill a group is left out. */
export function groupMeans(values: readonly number[], size: number): number[] {
  return Array.from({ length: Math.floor(values.length / size) }, (_, group) => moments(values.slice(group * size, (group + 1) * size)).mean);
}

export interface WarmUp {
  /** values at the beginning that are left out */
  truncation: number;
  /** marginal standard error, squared: sum of squares about the mean of what is kept, by the square of its number */
  mser: number;
  /** of what is kept */
  mean: number;
}

/**
 * Where the warm-up of a series ends: MSER (White 1997) on the means of groups of 5 (MSER-5, Spratt 1998). The end is
 * looked for in the first half; found at its very end, the series was too short to tell. Null for fewer than two groups.
 */
export function warmUp(values: readonly number[], groupSize = 5): WarmUp | null {
  const groups = groupMeans(values, groupSize);
  if (groups.length < 2) return null;
  let best: WarmUp | null = null;
  // From the end, by Welford's recurrence, so that the whole search is one pass.
  let n = 0;
  let mean = 0;
  let squares = 0;
  for (let at = groups.length - 1; at >= 0; at--) {
    const step = groups[at]! - mean;
    n++;
    mean += step / n;
    squares += step * (groups[at]! - mean);
    if (at > groups.length / 2) continue;
    const mser = squares / (n * n);
    if (best === null || mser <= best.mser) best = { truncation: at * groupSize, mser, mean };
  }
  return best;
}

export interface BatchMeans extends Interval {
  batches: number;
  batchSize: number;
  /** of neighbouring batches: far from 0, the batches are too short and the interval too narrow */
  correlation: number;
}

/**
 * Steady-state mean of one long series, and its t-interval from the means of equal batches (Schmeiser 1982: 10 to 30 of
 * them). Values that do not fill the batches are left out at the beginning. Throws for fewer values than batches.
 */
export function batchMeans(values: readonly number[], batches = 20, confidence = 0.95): BatchMeans {
  if (values.length < batches) throw new RangeError(`${batches} batches need as many values, got ${values.length}`);
  const batchSize = Math.floor(values.length / batches);
  const means = groupMeans(values.slice(values.length - batches * batchSize), batchSize);
  return { ...meanInterval(means, confidence), batches, batchSize, correlation: lag1Correlation(means) };
}
