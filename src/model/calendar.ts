import type { Shift } from '../contract/line.js';
import { instantOf, localDay, minuteOfDay } from './zone.js';

/** A shift of a certain day. */
export interface ShiftSpan {
  shift: Shift;
  fromUs: number;
  toUs: number;
}

/** The shifts of a line in its time zone. Days already worked out are remembered; nothing else changes. */
export interface ShiftCalendar {
  timezone: string;
  shifts: readonly Shift[];
  known: Map<number, readonly ShiftSpan[]>;
}

export function shiftCalendar(timezone: string, shifts: readonly Shift[]): ShiftCalendar {
  return { timezone, shifts, known: new Map() };
}

/** In the order of the day numbers: 1970-01-01 was a Thursday. */
const WEEKDAYS = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;

/** A week always holds a shift; one day more covers a change of the clock. */
const LOOK_AHEAD_DAYS = 8;

/** The shifts that begin on a local day, in order of their start. */
function shiftsOfDay(calendar: ShiftCalendar, day: number): readonly ShiftSpan[] {
  let spans = calendar.known.get(day);
  if (spans === undefined) {
    const weekday = WEEKDAYS[((day % 7) + 7) % 7]!;
    spans = calendar.shifts
      .filter((shift) => shift.days.includes(weekday))
      .map((shift) => spanOf(calendar.timezone, shift, day))
      .sort((a, b) => a.fromUs - b.fromUs);
    calendar.known.set(day, spans);
  }
  return spans;
}

function spanOf(timezone: string, shift: Shift, day: number): ShiftSpan {
  const from = minuteOfDay(shift.from);
  const to = minuteOfDay(shift.to);
  return { shift, fromUs: instantOf(timezone, day, from), toUs: instantOf(timezone, to > from ? day : day + 1, to) };
}

/** Shifts that overlap [fromUs, toUs), whole, in order of their start. */
export function shiftsBetween(calendar: ShiftCalendar, fromUs: number, toUs: number): ShiftSpan[] {
  const found: ShiftSpan[] = [];
  const last = localDay(calendar.timezone, toUs);
  for (let day = localDay(calendar.timezone, fromUs) - 1; day <= last; day++) {
    for (const span of shiftsOfDay(calendar, day)) if (span.fromUs < toUs && span.toUs > fromUs) found.push(span);
  }
  return found;
}

/** The shift at work at an instant (the one that began last where they overlap), or null. */
export function shiftAt(calendar: ShiftCalendar, atUs: number): ShiftSpan | null {
  const today = localDay(calendar.timezone, atUs);
  for (let day = today; day >= today - 1; day--) {
    const found = shiftsOfDay(calendar, day).findLast((span) => span.fromUs <= atUs && atUs < span.toUs);
    if (found !== undefined) return found;
  }
  return null;
}

/** Whether any shift is at work, and until when that stays so [us]. Work without an end is told eight days at a time. */
export function workAt(calendar: ShiftCalendar, atUs: number): { working: boolean; untilUs: number } {
  const today = localDay(calendar.timezone, atUs);
  let endUs = atUs;
  for (let day = today - 1; day <= today + LOOK_AHEAD_DAYS; day++) {
    for (const span of shiftsOfDay(calendar, day)) {
      if (span.toUs <= endUs) continue;
      if (span.fromUs > endUs) return { working: endUs > atUs, untilUs: endUs > atUs ? endUs : span.fromUs };
      endUs = span.toUs;
    }
  }
  return { working: true, untilUs: endUs };
}

/** Times within shifts in [fromUs, toUs): [begin, end), in order, those that touch or overlap as one. */
export function workSpans(calendar: ShiftCalendar, fromUs: number, toUs: number): [number, number][] {
  const spans: [number, number][] = [];
  for (const span of shiftsBetween(calendar, fromUs, toUs)) {
    const begin = Math.max(span.fromUs, fromUs);
    const end = Math.min(span.toUs, toUs);
    const last = spans.at(-1);
    if (last !== undefined && begin <= last[1]) last[1] = Math.max(last[1], end);
    else if (end > begin) spans.push([begin, end]);
  }
  return spans;
}

/** Time within shifts [us]. Overlaps count once. */
export const workingUs = (calendar: ShiftCalendar, fromUs: number, toUs: number): number =>
  workSpans(calendar, fromUs, toUs).reduce((sum, [begin, end]) => sum + end - begin, 0);
