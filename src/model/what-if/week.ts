import type { Shift } from '../../contract/line.js';
import { minuteOfDay } from '../zone.js';

/** Working times of a week as spans of minutes since Monday 00:00, to move and cut them. */
export type Span = readonly [from: number, to: number];

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY = 1440;
const WEEK = 7 * DAY;

/** When shifts work, in order, joined where they touch. A span that leads into the next week ends after WEEK; work without an end is one span of a week. */
export function weekOf(shifts: readonly Shift[]): Span[] {
  const parts = shifts.flatMap(({ days, from, to }) =>
    days.flatMap((day) => {
      const begin = DAYS.indexOf(day) * DAY + minuteOfDay(from);
      const minutes = minuteOfDay(to) - minuteOfDay(from);
      return wrapped(begin, begin + (minutes > 0 ? minutes : minutes + DAY));
    }),
  );
  return acrossWeeks(joined(parts));
}

/** A span as spans within one week. */
function wrapped(from: number, to: number): Span[] {
  if (from >= WEEK) return [[from - WEEK, to - WEEK]];
  return to <= WEEK
    ? [[from, to]]
    : [
        [from, WEEK],
        [0, to - WEEK],
      ];
}

function joined(spans: readonly Span[]): Span[] {
  const all: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = all.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) all.push([from, to]);
  }
  return all;
}

/** What ends with the week and goes on with the next is one span. */
function acrossWeeks(spans: Span[]): Span[] {
  const [first, last] = [spans[0], spans.at(-1)];
  if (first === undefined || last === undefined || first === last || first[0] !== 0 || last[1] !== WEEK) return spans;
  return [...spans.slice(1, -1), [last[0], WEEK + first[1]]];
}

/** The times that are in both. */
export function common(a: readonly Span[], b: readonly Span[]): Span[] {
  const parts = (spans: readonly Span[]) => spans.flatMap(([from, to]) => wrapped(from, to));
  const both = parts(a).flatMap(([from, to]) => parts(b).map(([begin, end]): Span => [Math.max(from, begin), Math.min(to, end)]));
  return acrossWeeks(joined(both.filter(([from, to]) => to > from)));
}

const time = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Shifts that work in these times: each span cut at midnight, those of equal hours on several days as one. */
export function shiftsOf(spans: readonly Span[]): Shift[] {
  const byHours = new Map<string, Shift>();
  for (const [from, to] of spans.flatMap(([begin, end]) => wrapped(begin, end))) {
    for (let day = Math.floor(from / DAY); day * DAY < to; day++) {
      const [begin, end] = [Math.max(from - day * DAY, 0), Math.min(to - day * DAY, DAY)];
      const key = `${time(begin)}-${time(end)}`;
      const id = `from-${key.replaceAll(':', '').replace('-', '-to-')}`;
      const shift = byHours.get(key) ?? { id, name: { en: key, fr: key }, days: [], from: time(begin), to: time(end) };
      if (!shift.days.includes(DAYS[day]!)) shift.days.push(DAYS[day]!);
      byHours.set(key, shift);
    }
  }
  const shifts = [...byHours.values()].sort((a, b) => minuteOfDay(a.from) - minuteOfDay(b.from));
  return shifts.map((shift) => ({ ...shift, days: DAYS.filter((day) => shift.days.includes(day)) }));
}

export const WHOLE_WEEK: readonly Span[] = [[0, WEEK]];
