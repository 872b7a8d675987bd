import { NEVER } from '../../engine/calendar.js';
import type { StationCalendar } from './model.js';
import type { Calendar } from './spec.js';

/** The spans of work of a calendar. Spans that are stops are turned round: without a period there is work before and after them. */
export function workSpans({ spans, are, period }: Calendar): StationCalendar {
  if (are !== 'stops') return { spans, period: period ?? null };
  const edges = [-NEVER, ...spans.flat(), NEVER];
  const bounded = period === undefined ? edges : [0, ...spans.flat(), period];
  const work: [number, number][] = [];
  for (let i = 0; i < bounded.length; i += 2) if (bounded[i]! < bounded[i + 1]!) work.push([bounded[i]!, bounded[i + 1]!]);
  return { spans: work, period: period ?? null };
}

/** Whether there is work at an instant, and until when that stays so. Spans that touch are one. */
export function worksAt({ spans, period }: StationCalendar, at: number): { works: boolean; until: number } {
  const base = period === null ? 0 : Math.floor(at / period) * period;
  let end = at;
  let within = false;
  // Work without an end is told two periods at a time.
  for (let lap = 0; lap < (period === null ? 1 : 3); lap++) {
    for (const [from, to] of spans) {
      const begins = base + lap * (period ?? 0) + from;
      const ends = to >= NEVER ? NEVER : base + lap * (period ?? 0) + to;
      if (ends <= end) continue;
      if (begins > end) return { works: within, until: within ? end : begins };
      end = ends;
      within = true;
    }
  }
  return { works: within, until: within ? end : NEVER };
}
