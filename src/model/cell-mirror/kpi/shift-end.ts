import type { CompiledCell } from '../../cell/compile.js';
import { shiftAt, shiftsBetween } from '../../calendar.js';
import { DAY_US, instantOf, localDay } from '../../zone.js';

interface Begin {
  shiftFromUs: number;
  shift: string | null;
}

/** Ends of the shifts of ledger rows by the number of their calendar (-1 none) [us]; each is worked out once. */
export function shiftEnds(cell: CompiledCell): (calendar: number, row: Begin) => number {
  const known = new Map<string, number>();
  return (calendar, row) => {
    const key = `${calendar} ${row.shiftFromUs} ${row.shift === null}`;
    const endUs = known.get(key) ?? shiftEndUs(cell, calendar, row);
    known.set(key, endUs);
    return endUs;
  };
}

/** A shift ends by its calendar or where the next one begins; the time between shifts at the latest with the day, as a day does. */
function shiftEndUs({ calendars, definition: { timezone } }: CompiledCell, calendar: number, { shiftFromUs, shift }: Begin): number {
  const dayEndUs = instantOf(timezone, localDay(timezone, shiftFromUs) + 1, 0);
  const shifts = calendars[calendar];
  if (shifts === undefined) return dayEndUs;
  const endUs = (shift === null ? null : shiftAt(shifts, shiftFromUs)?.toUs) ?? dayEndUs;
  return shiftsBetween(shifts, shiftFromUs, shiftFromUs + 2 * DAY_US).reduce((end, { fromUs }) => (fromUs > shiftFromUs ? Math.min(end, fromUs) : end), endUs);
}
