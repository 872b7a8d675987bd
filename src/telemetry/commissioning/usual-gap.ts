import type { Micros } from '../../contract/units.js';
import { DoublesPerSeries } from '../per-series.js';

const NEWEST = 0.1; // weight of the newest gap in the mean
const FEWEST_GAPS = 4;
const TIMES_USUAL = 10;
const LEAST_SILENCE_US = 60e6;

/** How often something is heard, and whether it is silent for longer than is usual. */
export interface UsualGap {
  /** When it was heard last; null where never. */
  lastUs: Micros | null;
  /** Null where too few messages came to say. */
  usualUs: Micros | null;
  /** Silent for more than ten times its usual gap, and more than a minute. */
  isSilent(nowUs: Micros): boolean;
}

/** The usual gaps of many things, each by its number. */
export class UsualGaps {
  private readonly newestUs = new DoublesPerSeries(NaN);
  private readonly gaps = new DoublesPerSeries(0);
  private readonly meanUs = new DoublesPerSeries(0);

  /** What comes at one instant is heard once. */
  heard(n: number, atUs: Micros): void {
    const newestUs = this.newestUs.get(n);
    if (atUs === newestUs) return;
    if (Number.isNaN(newestUs)) return this.newestUs.set(n, atUs);
    // A silence counts for no more than where it began to be one: the mean follows in a few messages, not with the first.
    const gaps = this.gaps.get(n);
    const meanUs = this.meanUs.get(n);
    const gapUs = Math.max(atUs - newestUs, 0);
    const counted = gaps < FEWEST_GAPS ? gapUs : Math.min(gapUs, Math.max(TIMES_USUAL * meanUs, LEAST_SILENCE_US));
    this.gaps.set(n, gaps + 1);
    this.meanUs.set(n, meanUs + (counted - meanUs) * Math.max(NEWEST, 1 / (gaps + 1)));
    this.newestUs.set(n, Math.max(newestUs, atUs));
  }

  of(n: number): UsualGap {
    const newestUs = this.newestUs.get(n);
    const lastUs = Number.isNaN(newestUs) ? null : newestUs;
    const usualUs = this.gaps.get(n) < FEWEST_GAPS ? null : this.meanUs.get(n);
    const isSilent = (nowUs: Micros) => lastUs !== null && usualUs !== null && nowUs - lastUs > Math.max(TIMES_USUAL * usualUs, LEAST_SILENCE_US);
    return { lastUs, usualUs, isSilent };
  }
}
