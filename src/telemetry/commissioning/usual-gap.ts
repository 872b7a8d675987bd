import type { Micros } from '../../contract/units.js';

const NEWEST = 0.1; // weight of the newest gap in the mean
const FEWEST_GAPS = 4;
const TIMES_USUAL = 10;
const LEAST_SILENCE_US = 60e6;

/** How often something is heard, and whether it is silent for longer than is usual. */
export class UsualGap {
  private newestUs = NaN; // not null: a field that is always a double is written in place
  private gaps = 0;
  private meanUs = 0;

  /** What comes at one instant is heard once. */
  heard(atUs: Micros): void {
    if (atUs === this.newestUs) return;
    const first = Number.isNaN(this.newestUs);
    if (!first) {
      // A silence counts for no more than where it began to be one: the mean follows in a few messages, not with the first.
      const gapUs = Math.max(atUs - this.newestUs, 0);
      const counted = this.gaps < FEWEST_GAPS ? gapUs : Math.min(gapUs, Math.max(TIMES_USUAL * this.meanUs, LEAST_SILENCE_US));
      this.gaps += 1;
      this.meanUs += (counted - this.meanUs) * Math.max(NEWEST, 1 / this.gaps);
    }
    this.newestUs = first ? atUs : Math.max(this.newestUs, atUs);
  }

  /** When it was heard last; null where never. */
  get lastUs(): Micros | null {
    return Number.isNaN(this.newestUs) ? null : this.newestUs;
  }

  /** Null where too few messages came to say. */
  get usualUs(): Micros | null {
    return this.gaps < FEWEST_GAPS ? null : this.meanUs;
  }

  /** Silent for more than ten times its usual gap, and more than a minute. */
  isSilent(nowUs: Micros): boolean {
    const { lastUs, usualUs } = this;
    return lastUs !== null && usualUs !== null && nowUs - lastUs > Math.max(TIMES_USUAL * usualUs, LEAST_SILENCE_US);
  }
}
