import type { CellDefinition } from '../../contract/cell.js';
import type { Shift } from '../../contract/line.js';
import { minuteOfDay } from '../zone.js';
import { teamsFor, type Needs } from './people.js';

const DAY = 24 * 60;
const WEEK = 7 * DAY;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Minutes of the week from which to which shifts work; the end may lie in the next week. */
const spansOf = (shifts: readonly Shift[]): [number, number][] =>
  shifts.flatMap(({ days, from, to }) =>
    days.map((day): [number, number] => {
      const begin = WEEKDAYS.indexOf(day) * DAY + minuteOfDay(from);
      return [begin, begin + ((minuteOfDay(to) - minuteOfDay(from) + DAY) % DAY || DAY)];
    }),
  );

/**
 * Whether all that some work needs is ever there at once: the calendars by id, and persons of each skill. Moments of the local
 * week: at the begin of one of the shifts it is, or never.
 */
export function everTogether({ calendars, teams }: CellDefinition, ids: readonly string[], needs: Needs): boolean {
  const spans = new Map(calendars.map(({ id, shifts }) => [id, spansOf(shifts)]));
  const works = (id: string | undefined, at: number) =>
    id === undefined || (spans.get(id) ?? []).some(([from, to]) => (from <= at && at < to) || at + WEEK < to);
  const moments = [0, ...[...spans.values()].flat().map(([from]) => from)];
  return moments.some(
    (at) => ids.every((id) => works(id, at)) && teamsFor(teams, needs, (team) => (works(teams[team]!.calendar, at) ? teams[team]!.persons : 0)) !== null,
  );
}
