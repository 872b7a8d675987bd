/** Watches one measured quantity against its expectation. Plain data. */
export interface Watch {
  /** smoothed measured and expected value; null before the first step */
  measured: number | null;
  expected: number;
  side: 'high' | 'low' | null;
  /** beginning of the present side [us] */
  sinceUs: number;
  /** watched time on this side [s] */
  heldS: number;
  /** sums over that time [value x s] */
  sumMeasured: number;
  sumExpected: number;
  /** it has held long enough to be said */
  on: boolean;
}

/** Time constant of the smoothing [s]: hides ramps and single readings. */
const SMOOTHING_S = 60;
/** A deviation is said after so long [s]. */
export const SUSTAINED_S = 300;

export const newWatch = (): Watch => ({
  measured: null,
  expected: 0,
  side: null,
  sinceUs: 0,
  heldS: 0,
  sumMeasured: 0,
  sumExpected: 0,
  on: false,
});

export interface WatchStep {
  /** end of the step [us] and its length [s] */
  atUs: number;
  lengthS: number;
  measured: number;
  expected: number;
  /** share of the expected value beyond which it deviates; it is over when back within half of it */
  limit: number;
}

/** Takes in a stretch of watched time. Tells when a deviation is confirmed or over. */
export function step(watch: Watch, s: WatchStep): 'begin' | 'end' | null {
  smooth(watch, s);
  const ratio = watch.expected > 0 ? watch.measured! / watch.expected : 1;
  const inside = Math.abs(ratio - 1) <= (watch.on ? s.limit / 2 : s.limit);
  const side = inside ? null : ratio > 1 ? 'high' : 'low';
  const wasOn = watch.on;
  if (side !== watch.side) {
    Object.assign(watch, {
      side,
      sinceUs: s.atUs - s.lengthS * 1e6,
      heldS: 0,
      sumMeasured: 0,
      sumExpected: 0,
      on: false,
    });
    if (wasOn) return 'end';
  }
  if (side === null) return null;
  watch.heldS += s.lengthS;
  watch.sumMeasured += s.measured * s.lengthS;
  watch.sumExpected += s.expected * s.lengthS;
  // The smoothed value lags: the newest reading has to agree.
  const lasts = Math.abs(s.measured - s.expected) > s.limit * s.expected;
  if (watch.on || watch.heldS < SUSTAINED_S || !lasts || Math.abs(meanRatio(watch) - 1) <= s.limit) return null;
  watch.on = true;
  return 'begin';
}

/** measured / expected over the time since. */
export const meanRatio = (watch: Watch): number => (watch.sumExpected > 0 ? watch.sumMeasured / watch.sumExpected : 1);

function smooth(watch: Watch, s: WatchStep): void {
  if (watch.measured === null) {
    watch.measured = s.measured;
    watch.expected = s.expected;
    return;
  }
  const gain = s.lengthS / (SMOOTHING_S + s.lengthS);
  watch.measured += gain * (s.measured - watch.measured);
  watch.expected += gain * (s.expected - watch.expected);
}
