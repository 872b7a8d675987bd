import { moments } from './statistics.js';

/** Correlation of each value with the next; 0 for fewer than two values, or equal ones. */
export function lag1Correlation(values: readonly number[]): number {
  const { mean } = moments(values);
  let [together, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const off = values[i]! - mean;
    squares += off * off;
    if (i > 0) together += off * (values[i - 1]! - mean);
  }
  return squares > 0 ? together / squares : 0;
}

/**
 * Least sum of distances |a - b| along a warping path from the first pair to the last (dynamic time warping, Sakoe and
 * Chiba 1978): how far two sequences are apart if the one may run ahead of the other. `window`: by how many places at most;
 * none where not given. Infinity where no path lies in the window, or one sequence is empty.
 */
export function warpingDistance(a: readonly number[], b: readonly number[], window = Infinity): number {
  let above = new Float64Array(b.length + 1).fill(Infinity);
  let row = new Float64Array(b.length + 1);
  above[0] = 0;
  for (let i = 1; i <= a.length; i++) {
    row.fill(Infinity);
    const last = Math.min(b.length, i + window);
    for (let j = Math.max(1, i - window); j <= last; j++) {
      row[j] = Math.abs(a[i - 1]! - b[j - 1]!) + Math.min(above[j]!, row[j - 1]!, above[j - 1]!);
    }
    [above, row] = [row, above];
  }
  return a.length === 0 ? Infinity : above[b.length]!;
}

export interface CommonSubsequence {
  /** elements of the longest common subsequence */
  length: number;
  /** length by that of the shorter sequence, 0 to 1; 0 where one is empty */
  similarity: number;
}

/**
 * Longest common subsequence (Vlachos, Kollios and Gunopulos 2002): two elements are common where they differ by at most
 * `tolerance` and stand at most `shift` places apart.
 */
export function commonSubsequence(a: readonly number[], b: readonly number[], tolerance: number, shift = Infinity): CommonSubsequence {
  let above = new Uint32Array(b.length + 1);
  let row = new Uint32Array(b.length + 1);
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const common = Math.abs(i - j) <= shift && Math.abs(a[i - 1]! - b[j - 1]!) <= tolerance;
      row[j] = common ? above[j - 1]! + 1 : Math.max(above[j]!, row[j - 1]!);
    }
    [above, row] = [row, above];
  }
  const length = above[b.length]!;
  const shorter = Math.min(a.length, b.length);
  return { length, similarity: shorter > 0 ? length / shorter : 0 };
}
