import type { CellSearchRequest } from '../contract/search.js';
import type { Told } from '../model/search/rows.js';
import { seekSchedule } from '../model/search/seek.js';
import { scheduleChanges, scheduleText, type Week } from '../model/search/week.js';
import type { At, FromRequest, Pointed, SearchQuestion } from './search-question.js';
import type { Sought } from './searching.js';
import { affordable, effortOf } from './sought.js';

/** What a schedule seeks: the best sequence of its orders, and their releases. Issues point into the request. */
export function soughtSchedule<Variant>(
  request: CellSearchRequest,
  schedule: NonNullable<CellSearchRequest['schedule']>,
  week: Week,
  told: Told,
  question: SearchQuestion<Variant>,
): ReturnType<typeof affordable<Variant>> {
  const effort = effortOf(request, schedule);
  const sought: Sought<Variant> = {
    asked: schedule,
    effort,
    isEvery: false,
    point: (point) => scheduled(question, week, point),
    seek: (aim) => seekSchedule(aim, week, effort),
  };
  return affordable('schedule', request, schedule.budget, told, sought);
}

/** A point of a schedule: the sequence in words, and its variant. */
export function scheduled<Variant>(question: Pick<SearchQuestion<Variant>, 'made'>, week: Week, point: readonly number[]): { at: At; made: Pointed<Variant> } {
  const at = scheduleText(week, point);
  const varied = scheduleChanges(week, point).map(({ order, document }): FromRequest => {
    const place = order === null ? '' : `/orders/${week.orders.indexOf(order)}`;
    return { pointer: `/schedule${place}`, document };
  });
  return { at, made: question.made(at, varied) };
}
