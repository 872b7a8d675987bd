import type { Shift } from '../contract/line.js';

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
/** Shifts that overlap [fromUs, toUs), whole, in order of their start. */
export function shiftsBetween(calendar: ShiftCalendar, fromUs: number, toUs: number): ShiftSpan[] {
  throw new Error(`not yet: ${calendar.timezone} ${fromUs} ${toUs}`);
}
/** The shift at work at an instant (the one that began last where they overlap), or null. */
export function shiftAt(calendar: ShiftCalendar, atUs: number): ShiftSpan | null {
  throw new Error(`not yet: ${calendar.timezone} ${atUs}`);
}
/** Whether any shift is at work, and until when that stays so [us]. */
export function workAt(calendar: ShiftCalendar, atUs: number): { working: boolean; untilUs: number } {
  throw new Error(`not yet: ${calendar.timezone} ${atUs}`);
}
/** Time within shifts [us]. Overlaps count once. */
export function workingUs(calendar: ShiftCalendar, fromUs: number, toUs: number): number {
  throw new Error(`not yet: ${calendar.timezone} ${fromUs} ${toUs}`);
}
