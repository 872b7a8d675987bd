import { lag1Correlation } from '../../engine/sequence.js';
import { meanInterval, pairedDifference } from '../../engine/statistics.js';

/** Chance of any false finding among the tests of one question. */
const RISK = 0.05;
/** A difference below this share of the quantities is rounding. */
const ROUNDING = 1e-9;
/** Of neighbouring values; more than this is taken for this. */
const MOST_CORRELATION = 0.9;

export interface MeanBetween {
  mean: number;
  /** 95 % t-interval; null where there is only one value */
  low: number | null;
  high: number | null;
}

/**
 * Mean with its 95 % interval. `inTime`: the values follow each other in one history; where neighbours go together, the interval
 * is widened as that of an autoregressive series of the first order: by the root of (1 + r) / (1 - r) (Bayley and Hammersley 1946).
 */
export function meanBetween(values: readonly number[], inTime: boolean): MeanBetween {
  const { mean, low, high } = meanInterval(values);
  if (values.length < 2) return { mean, low: null, high: null };
  const widen = inTime ? widening(values) : 1;
  return { mean, low: mean - (mean - low) * widen, high: mean + (high - mean) * widen };
}

function widening(values: readonly number[]): number {
  if (values.length < 3 || values.every((value) => value === values[0])) return 1;
  const r = Math.min(MOST_CORRELATION, Math.max(0, lag1Correlation(values)));
  return Math.sqrt((1 + r) / (1 - r));
}

/** Whether the mean of `more` lies above that of `less`, value by value, beyond doubt where `tests` such questions are asked together. Never of one value. */
export function surelyAbove(more: readonly number[], less: readonly number[], tests: number, inTime = false): boolean {
  if (more.length < 2) return false;
  const { mean, low } = pairedDifference(less, more, 1 - RISK / Math.max(1, tests));
  const size = Math.max(...more.map(Math.abs), ...less.map(Math.abs));
  const widen = inTime ? widening(more.map((value, i) => value - less[i]!)) : 1;
  return mean > ROUNDING * size && mean - (mean - low) * widen > 0;
}

/** The quantity that is surely the greatest of all; null: no detectable difference. `samples`: of each quantity its values, paired by their place. */
export function surelyGreatest(samples: readonly (readonly number[])[], inTime = false): number | null {
  if (samples.length === 0 || samples[0]!.length === 0) return null;
  const sums = samples.map((values) => values.reduce((sum, value) => sum + value, 0));
  const best = sums.indexOf(Math.max(...sums));
  const others = samples.filter((_, i) => i !== best);
  return others.every((values) => surelyAbove(samples[best]!, values, others.length, inTime)) ? best : null;
}
