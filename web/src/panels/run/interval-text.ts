import type { Formats } from '../../format/formats.js';
import { digitsTogether, type Interval } from './kpi-format.js';

/** A mean with the half of its interval: 12.3 ± 0.4. */
export function intervalText({ mean, low, high }: Interval, digits: number, format: Formats, factor = 1): string {
  return `${format.decimal(mean * factor, digits)}\u00a0±\u00a0${format.decimal(((high - low) / 2) * factor, digits)}`;
}

/** Means that stand side by side, with the same decimals and a unit; a dash for one that is not known. */
export function intervalTexts(intervals: readonly (Interval | null | undefined)[], format: Formats, unit = ''): string[] {
  const digits = digitsTogether(intervals, 1);
  return intervals.map((interval) => (interval ? `${intervalText(interval, digits, format)}${unit && `\u00a0${unit}`}` : '–'));
}
