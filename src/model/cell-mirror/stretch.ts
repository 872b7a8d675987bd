import { shiftAt, shiftsBetween, type ShiftCalendar } from '../calendar.js';
import { DAY_US, instantOf, localDay } from '../zone.js';

/** A time of one shift, or between shifts within a day. */
export interface Stretch {
  fromUs: number;
  toUs: number;
  /** id; null outside every shift, and without a calendar */
  shift: string | null;
}

/** The shift at an instant; outside every shift what lies between the shifts and midnights around it, without a calendar the local day. */
export function stretchAt(timezone: string, calendar: ShiftCalendar | null, atUs: number): Stretch {
  const day = localDay(timezone, atUs);
  let fromUs = instantOf(timezone, day, 0);
  let toUs = instantOf(timezone, day + 1, 0);
  if (calendar === null) return { fromUs, toUs, shift: null };
  const around = shiftsBetween(calendar, fromUs - DAY_US, toUs + DAY_US);
  const span = shiftAt(calendar, atUs);
  if (span !== null) {
    ({ fromUs, toUs } = span);
    for (const other of around) if (other.fromUs > atUs) toUs = Math.min(toUs, other.fromUs);
    return { fromUs, toUs, shift: span.shift.id };
  }
  for (const other of around) {
    if (other.toUs <= atUs) fromUs = Math.max(fromUs, other.toUs);
    if (other.fromUs > atUs) toUs = Math.min(toUs, other.fromUs);
  }
  return { fromUs, toUs, shift: null };
}
