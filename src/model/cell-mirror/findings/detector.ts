import { ln } from '../../../engine/elementary.js';

/**
 * Has a ratio been beyond its tolerance for some time, and since when? The generalised likelihood ratio over every instant at
 * which it may have begun and every ratio beyond the limit (Lorden 1971; Siegmund and Venkatraman 1995), exactly and in a few
 * steps a sample: the instants that can still be the best ones are the corners of a convex hull (Romano, Eckley and Fearnhead
 * 2023, "FOCuS"). Corners whose samples since lie within the tolerance are dropped, as Page's CUSUM begins anew.
 */

/**
 * How evidence speaks. sum: amounts seen (a) against amounts expected (b), variance in proportion to the mean (quasi-Poisson).
 * log: sums of w y (a) and w (b) of logarithms y of a ratio with weights w = 1 / variance.
 */
export type Family = 'sum' | 'log';
export type Side = 1 | -1;

/** Sums of all samples so far: index of each. Plain numbers, so that they are quickly kept and saved. */
export const SUM = {
  a: 0,
  b: 1,
  /** amount seen and amount expected, in the unit of the parameter, and what both are per: batches, hours, items */
  seen: 2,
  expected: 3,
  per: 4,
  /** what it costs: lost seconds, kWh or items */
  effect: 5,
  samples: 6,
  /** beginning of the first sample after a corner [us] */
  sinceUs: 7,
} as const;
export type Sums = number[];

export const newSums = (): Sums => [0, 0, 0, 0, 0, 0, 0, 0];

/** No more corners than this are kept; in fact there are about as many as the logarithm of the samples. */
const MOST_CORNERS = 48;

/** The ratio at the edge of a tolerance, in the scale of the family. */
export const edge = (family: Family, side: Side, tolerance: number): number =>
  family === 'log' ? side * ln(1 + tolerance) : side > 0 ? 1 + tolerance : 1 / (1 + tolerance);

/** Takes up the present sums as an instant at which it may begin; `sinceUs`: the beginning of the sample to come. */
export function mayBegin(corners: Sums[], sums: Sums, limit: number, side: Side, sinceUs: number): void {
  for (let last = corners.length - 1; last >= 0; last--) {
    const floor = last > 0 ? slope(corners[last - 1]!, corners[last]!, side) : side * limit;
    if (slope(corners[last]!, sums, side) > floor) break;
    corners.pop();
  }
  const corner = sums.slice();
  corner[SUM.sinceUs] = sinceUs;
  corners.push(corner);
  if (corners.length > MOST_CORNERS) corners.splice(MOST_CORNERS >> 1, 1);
}

/** Of points with equal b the later one stays. */
function slope(from: Sums, to: Sums, side: Side): number {
  const b = to[SUM.b]! - from[SUM.b]!;
  return b > 0 ? (side * (to[SUM.a]! - from[SUM.a]!)) / b : -Infinity;
}

export interface Evidence {
  /** ln of the likelihood ratio of the best ratio beyond the limit against the limit */
  score: number;
  corner: Sums;
}

/** The strongest evidence over the instants at which it may have begun, of those with enough samples since; null: none. */
export function strongest(corners: readonly Sums[], sums: Sums, { family, limit, side, samples }: Test): Evidence | null {
  let best: Evidence | null = null;
  for (const corner of corners) {
    if (sums[SUM.samples]! - corner[SUM.samples]! < samples) break;
    const score = evidence(family, sums[SUM.a]! - corner[SUM.a]!, sums[SUM.b]! - corner[SUM.b]!, limit, side);
    if (score > (best?.score ?? 0)) best = { score, corner };
  }
  return best;
}

interface Test {
  family: Family;
  limit: number;
  side: Side;
  samples: number;
}

function evidence(family: Family, a: number, b: number, limit: number, side: Side): number {
  if (b <= 0 || side * (a / b - limit) <= 0) return 0;
  if (family === 'log') return (a - b * limit) ** 2 / (2 * b);
  return (a > 0 ? a * ln(a / (b * limit)) : 0) - a + b * limit;
}

/** ln of the likelihood ratio of no difference against a ratio (of logarithms: their difference), for one sample. */
export const forModel = (family: Family, a: number, b: number, ratio: number): number =>
  family === 'log' ? ratio * ((b * ratio) / 2 - a) : (ratio - 1) * b - (ratio > 0 ? a * ln(ratio) : a > 0 ? Infinity : 0);
