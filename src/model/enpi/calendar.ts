import type { PeriodLength } from '../../contract/enpi.js';
import { civilDate, DAY_US, dayNumber, instantOf, localDay, wallUs } from '../zone.js';

const HOUR_US = 3_600_000_000;

/** The day after the last one that a span up to an instant touches. */
export const civilEnd = (timezone: string, toUs: number): number => Math.ceil(wallUs(timezone, toUs) / DAY_US);

/** The end of a period of the local calendar; null where none begins at this instant. Weeks begin on any day. */
export function periodEnd(each: PeriodLength, timezone: string, fromUs: number): number | null {
  if (each === 'hour') return fromUs % HOUR_US === 0 ? fromUs + HOUR_US : null;
  const day = localDay(timezone, fromUs);
  if (instantOf(timezone, day, 0) !== fromUs) return null;
  if (each === 'month') {
    const { year, month, day: date } = civilDate(day);
    return date === 1 ? instantOf(timezone, month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1), 0) : null;
  }
  return instantOf(timezone, day + (each === 'week' ? 7 : 1), 0);
}
