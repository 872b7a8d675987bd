import type { Micros } from '../../contract/units.js';
import { NumberRows } from '../per-series.js';

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

const [NEWEST_US, GAPS, MEAN_US] = [0, 1, 2];
const UNHEARD = [NaN, 0, 0, 0];

/** The usual gaps of many things, each by its number. */
export class UsualGaps {
  private readonly rows = new NumberRows(UNHEARD);

  /** What comes at one instant is heard once. What comes late (caught up with, say) tells nothing of how often it comes otherwise. */
  heard(n: number, atUs: Micros, late: boolean): void {
    const { rows } = this;
    const newestUs = rows.get(n, NEWEST_US);
    if (atUs === newestUs) return;
    if (late || Number.isNaN(newestUs)) return rows.set(n, NEWEST_US, Math.max(atUs, newestUs || 0));
    // A silence counts for no more than where it began to be one: the mean follows in a few messages, not with the first.
    const gaps = rows.get(n, GAPS);
    const meanUs = rows.get(n, MEAN_US);
    const gapUs = Math.max(atUs - newestUs, 0);
    const counted = gaps < FEWEST_GAPS ? gapUs : Math.min(gapUs, Math.max(TIMES_USUAL * meanUs, LEAST_SILENCE_US));
    rows.set(n, GAPS, gaps + 1);
    rows.set(n, MEAN_US, meanUs + (counted - meanUs) * Math.max(NEWEST, 1 / (gaps + 1)));
    rows.set(n, NEWEST_US, Math.max(newestUs, atUs));
  }

  of(n: number): UsualGap {
    const newestUs = this.rows.get(n, NEWEST_US);
    const lastUs = Number.isNaN(newestUs) ? null : newestUs;
    const usualUs = this.rows.get(n, GAPS) < FEWEST_GAPS ? null : this.rows.get(n, MEAN_US);
    const isSilent = (nowUs: Micros) => lastUs !== null && usualUs !== null && nowUs - lastUs > Math.max(TIMES_USUAL * usualUs, LEAST_SILENCE_US);
    return { lastUs, usualUs, isSilent };
  }
}
