import type { Micros } from '../contract/units.js';
import { shiftAt } from '../model/calendar.js';
import type { CompiledCell } from '../model/cell/compile.js';

const US_PER_H = 3600e6;
/** Where no shift is at work, and of shifts that are about to end. */
const ELSE_US = 8 * US_PER_H;
const TOO_SHORT_US = 0.25 * US_PER_H;
const WEEK_US = 7 * 24 * US_PER_H;

/** End of the present shift: of those at work the one that ends first. Where none is, and just before its end: eight hours on. */
export function endOfShift({ calendars }: CompiledCell, atUs: Micros): Micros {
  const ends = calendars.flatMap((calendar) => shiftAt(calendar, atUs)?.toUs ?? []).filter((toUs) => toUs - atUs >= TOO_SHORT_US);
  return ends.length > 0 ? Math.min(...ends) : atUs + ELSE_US;
}

export const aWeekOn = (atUs: Micros): Micros => atUs + WEEK_US;
