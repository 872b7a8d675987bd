import type { Formats } from '../../format/formats.js';
import { digitsTogether, isCertain, type Interval } from './kpi-format.js';

/** A mean with the half of its interval: 12.3 ± 0.4. Alone where it is certain; a width that the decimals do not show is less than they do. */
export function intervalText(interval: Interval, digits: number, format: Formats, factor = 1): string {
  const mean = format.decimal(interval.mean * factor, digits);
  if (isCertain(interval)) return mean;
  const half = ((interval.high - interval.low) / 2) * factor;
  const least = 10 ** -digits;
  return `${mean}\u00a0±\u00a0${half < least / 2 ? `<\u00a0${format.decimal(least, digits)}` : format.decimal(half, digits)}`;
}

/** Means that stand side by side, with the same decimals and a unit; a dash for one that is not known. */
export function intervalTexts(intervals: readonly (Interval | null | undefined)[], format: Formats, unit = ''): string[] {
  const digits = digitsTogether(intervals, 1);
  return intervals.map((interval) => (interval ? `${intervalText(interval, digits, format)}${unit && `\u00a0${unit}`}` : '–'));
}
