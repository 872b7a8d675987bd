import { exp } from './elementary.js';
import { normalSurvival, normalUpper } from './special.js';

/** A normal distribution of this mean and sd, cut to the bounds. */
export interface TruncatedNormal {
  mean: number;
  sd: number;
  min?: number;
  max?: number;
}

const ONE_OVER_SQRT_2_PI = 0.3989422804014327;
const density = (z: number) => ONE_OVER_SQRT_2_PI * exp(-0.5 * z * z);

/** Upper tail probabilities keep their digits above the mean: what lies below it is seen in the mirror. */
const liesBelow = (d: TruncatedNormal) => d.max !== undefined && d.max < d.mean;
const mirror = ({ mean, sd, min, max }: TruncatedNormal): TruncatedNormal => ({
  mean: -mean,
  sd,
  ...(max === undefined ? {} : { min: -max }),
  ...(min === undefined ? {} : { max: -min }),
});
const aboveMin = (d: TruncatedNormal) => (d.min === undefined ? 1 : normalSurvival((d.min - d.mean) / d.sd));
const aboveMax = (d: TruncatedNormal) => (d.max === undefined ? 0 : normalSurvival((d.max - d.mean) / d.sd));

/** The x that is exceeded with probability u. */
export function truncatedUpper(d: TruncatedNormal, u: number): number {
  if (liesBelow(d)) return -truncatedUpper(mirror(d), 1 - u);
  const high = aboveMax(d);
  const x = d.mean + d.sd * normalUpper(high + u * (aboveMin(d) - high));
  return Math.max(d.min ?? -Infinity, Math.min(d.max ?? Infinity, x));
}

/** Probability of more than x. */
export function truncatedSurvival(d: TruncatedNormal, x: number): number {
  if (x <= (d.min ?? -Infinity)) return 1;
  if (x >= (d.max ?? Infinity)) return 0;
  if (liesBelow(d)) return 1 - truncatedSurvival(mirror(d), -x);
  const high = aboveMax(d);
  return (normalSurvival((x - d.mean) / d.sd) - high) / (aboveMin(d) - high);
}

/** Expected value (Johnson, Kotz and Balakrishnan 1994, section 13.10.1). */
export function truncatedMean(d: TruncatedNormal): number {
  if (liesBelow(d)) return -truncatedMean(mirror(d));
  const at = (bound: number | undefined) => (bound === undefined ? 0 : density((bound - d.mean) / d.sd));
  return d.mean + (d.sd * (at(d.min) - at(d.max))) / (aboveMin(d) - aboveMax(d));
}
