import type { CompiledCell } from '../../cell/compile.js';
import { shiftAt, workAt } from '../../calendar.js';
import { instantOf, localDay } from '../../zone.js';

/** Ends of shifts, each worked out once. */
export function shiftEnds(cell: CompiledCell): (calendar: number, row: { shiftFromUs: number; shift: string | null }) => number {
  const known = new Map<string, number>();
  return (calendar, row) => {
    const key = `${calendar} ${row.shiftFromUs} ${row.shift === null}`;
    const endUs = known.get(key) ?? shiftEndUs(cell, calendar, row);
    known.set(key, endUs);
    return endUs;
  };
}

/**
 * When the shift of a ledger row ends by its calendar [us]; of the time outside every shift the next one begins then, and without
 * a calendar the day ends.
 */
function shiftEndUs(cell: CompiledCell, calendar: number, row: { shiftFromUs: number; shift: string | null }): number {
  const shifts = cell.calendars[calendar];
  if (shifts !== undefined && row.shift !== null) {
    const span = shiftAt(shifts, row.shiftFromUs);
    if (span !== null) return span.toUs;
  }
  if (shifts !== undefined && row.shift === null) {
    const { working, untilUs } = workAt(shifts, row.shiftFromUs);
    if (!working) return untilUs;
  }
  const { timezone } = cell.definition;
  return instantOf(timezone, localDay(timezone, row.shiftFromUs) + 1, 0);
}
