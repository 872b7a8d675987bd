import type { MeanOf } from '../../contract/line-oee.js';
import { exp, ln } from '../../engine/elementary.js';
import { chiSquaredQuantile, moments, tQuantile } from '../../engine/statistics.js';

const TAIL = 0.025;
/** Fewer lengths tell too little of their spread. */
const FEWEST = 5;

/**
 * Mean operating time between failures from `failures` in `operatingS` of operation [s]. The interval is exact where failures come at a
 * constant rate and the time was not chosen by them: 2T over chi-squared of 2n + 2 and 2n degrees (IEC 60605-4, test ended by time).
 */
export function meanBetween(operatingS: number, failures: number): MeanOf {
  if (failures === 0 || operatingS <= 0) return { n: failures, mean: null, low: null, high: null };
  return {
    n: failures,
    mean: operatingS / failures,
    low: (2 * operatingS) / chiSquaredQuantile(1 - TAIL, 2 * failures + 2),
    high: (2 * operatingS) / chiSquaredQuantile(TAIL, 2 * failures),
  };
}

/**
 * Mean of lengths [s] with an interval for what is log-normal, as times to restore are by custom (Cox's method, modified: Olsson, Journal of
 * Statistics Education 13(1), 2005). From 5 lengths on; null too where they differ so that the mean lies outside, which a log-normal law does not do.
 */
export function meanLength(lengthsS: readonly number[]): MeanOf {
  const n = lengthsS.length;
  const none = { low: null, high: null };
  if (n === 0) return { n, mean: null, ...none };
  const { mean } = moments(lengthsS);
  if (n < FEWEST || lengthsS.some((length) => length <= 0)) return { n, mean, ...none };
  const logs = moments(lengthsS.map((length) => ln(length)));
  const middle = logs.mean + logs.variance / 2;
  const half = tQuantile(1 - TAIL, n - 1) * Math.sqrt(logs.variance / n + logs.variance ** 2 / (2 * (n - 1)));
  const [low, high] = [exp(middle - half), exp(middle + half)];
  return low <= mean && mean <= high ? { n, mean, low, high } : { n, mean, ...none };
}
