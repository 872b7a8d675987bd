import type { Amount } from './take.js';
import type { Watch } from './watch.js';

const DAY_US = 86_400e6;

/** A day of hourly means, which follow each other too closely to be samples of their own. */
export interface Bin extends Amount {
  day: number;
}

/** Adds to the bin of a day (UTC). Returns that of the day before once it is over and has measured enough, and begins anew. */
export function addToDay(watch: Watch, key: string, part: Amount, leastPer: number): Bin | null {
  const day = Math.floor(part.fromUs / DAY_US);
  const bin = watch.days[key];
  const full = bin !== undefined && day > bin.day && bin.per >= leastPer ? bin : null;
  if (bin === undefined || full !== null) {
    const { fromUs, toUs, seen, expected, per, effect } = part;
    watch.days[key] = { day, fromUs, toUs, seen, expected, per, effect };
    return full;
  }
  if (day > bin.day) bin.day = day;
  bin.toUs = Math.max(bin.toUs, part.toUs);
  bin.seen += part.seen;
  bin.expected += part.expected;
  bin.per += part.per;
  bin.effect += part.effect;
  return null;
}
