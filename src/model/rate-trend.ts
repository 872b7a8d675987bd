import type { Micros } from '../contract/units.js';

/** Good units of a line since its books and its model began. */
export interface GoodCount {
  /** measured; null: nothing counts */
  good: number | null;
  /** of the model that follows the line in the states that were measured */
  expectedGood: number;
}

/** Rates of a line at the minutes of the last hours, in columns, oldest first. Plain JSON; a mark replaces it and changes none of its arrays. */
export interface RateTrend {
  /** at the last minutes without a break */
  counted: (GoodCount & { atUs: Micros })[];
  atUs: Micros[];
  /** good units per minute over the last 5; null: not known, until the next mark */
  ratePerMin: (number | null)[];
  /** the same of the model */
  expectedRatePerMin: (number | null)[];
}

/** A rate is that of so many minutes. */
export const RATE_MINUTES = 5;
const MINUTE_US = 60e6;
/** Figures of an expected rate: what a difference of sums has beyond them is rounding. */
const FIGURES = 6;

export const newRateTrend = (): RateTrend => ({ counted: [], atUs: [], ratePerMin: [], expectedRatePerMin: [] });

/** The rate that was expected at the last minute before an instant; null: not known. */
export function expectedRateAt(trend: RateTrend, atUs: Micros | null): number | null {
  const markedUs = trend.atUs.at(-1);
  return atUs !== null && markedUs !== undefined && atUs - markedUs < MINUTE_US ? trend.expectedRatePerMin.at(-1)! : null;
}

/** What was counted before counts no more, as at the turn of a shift: the next rate is that of minutes from here on. */
export const brokenOff = (trend: RateTrend): RateTrend => ({ ...trend, counted: [] });

/**
 * Notes the rates at a minute, from what was counted up to it; null: the line was silent. A rate is that of whole minutes that were
 * all heard: there is none until so many have passed. Of minutes without one the first stands for all up to the next mark.
 */
export function markRate(trend: RateTrend, atUs: Micros, count: GoodCount | null, kept: number): RateTrend {
  const inARow = trend.counted.at(-1)?.atUs === atUs - MINUTE_US ? trend.counted : [];
  const counted = count === null ? [] : [...inARow, { atUs, ...count }].slice(-RATE_MINUTES - 1);
  const first = counted.length > RATE_MINUTES ? counted[0]! : null;
  if (first === null && (trend.expectedRatePerMin.at(-1) ?? null) === null) return { ...trend, counted };
  const measured = first === null || first.good === null || count!.good === null ? null : (count!.good - first.good) / RATE_MINUTES;
  const put = <Value>(column: readonly Value[], value: Value) => [...column, value].slice(-kept);
  return {
    counted,
    atUs: put(trend.atUs, atUs),
    ratePerMin: put(trend.ratePerMin, measured),
    expectedRatePerMin: put(trend.expectedRatePerMin, first && Number(((count!.expectedGood - first.expectedGood) / RATE_MINUTES).toPrecision(FIGURES))),
  };
}
