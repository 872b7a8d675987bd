import { newStream } from '../random.js';
import { anneal } from './annealing.js';
import { newTrial, partOf, searchOf, type Course } from './course.js';
import { frontOf, type Front, type FrontOptions } from './front.js';
import { byKey } from './keys.js';
import type { Search } from './search.js';
import { effortOf, newTried, spentOn, wellKnown, type Effort, type Tried } from './tried.js';

/** The first goal counts most, and a later one where the former make no difference. A weighted sum is one goal, formed for each replication. */
export interface ScheduleOptions extends Omit<FrontOptions, 'preference'> {
  /** number of orders, 2 or more */
  orders: number;
  /** sequences to begin with, one or more: by due dates, with fewest changes, as planned */
  starts: readonly (readonly number[])[];
  /** levels of release of each order, 0: at once; 1 where releases are not shifted. Default 1 */
  releases?: number;
  seed: number;
  /** replications of a point in the search */
  rows: number;
  /** points to ask for at once, for those who simulate in parallel */
  atOnce: number;
  /** points that are weighed against each other at the end, at most */
  finalists: number;
}

export interface Scheduled extends Effort {
  /** of the finalists, best first by the search; of its front, the first is the one to take. Null: not yet */
  front: Front | null;
  /** id of the point that looks best to the search; null: none yet */
  leading: number | null;
  /** why the search for finalists ended; null: not yet */
  ended: 'converged' | 'budget' | null;
}

/** Of the budget, for the finalists. */
const FOR_FINALISTS = 0.3;

/**
 * Looks for the best sequence of orders, and their releases, by simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) from each of the
 * starts at once, under common random numbers; neighbours by moving an order to another place, exchanging two, or releasing one earlier or
 * later. A point is the sequence, followed by the level of release of each order, by its number, where releases are shifted. Then the best
 * few are weighed against each other on replications that the search has not seen. Throws for a budget that is too small for one round and them.
 */
export const searchSchedule = (options: ScheduleOptions): Search<Scheduled> => searchOf(scheduleOf(options));

function* scheduleOf(options: ScheduleOptions): Course<Scheduled> {
  const { budget, first, finalists, rows, starts, seed } = options;
  const limit = budget - Math.max(first * finalists, Math.ceil(FOR_FINALISTS * budget));
  if (limit < (starts.length + options.atOnce) * rows) throw new RangeError(`a budget of ${budget} is too small for a round and the finalists`);
  const tried = newTried();
  const soFar = () => told(tried, options, null, null);
  const { orders, releases = 1, atOnce } = options;
  const ended = yield* anneal({ goals: options, orders, starts, releases, rows, atOnce, tried, words: newStream('search/schedule', seed), limit }, soFar);
  const best = byKey(wellKnown(tried), options).slice(0, finalists);
  const racing = best.map(({ id, point }) => newTrial(id, point, rows));
  const weighed = (front: Front) => told(tried, options, front, ended);
  return weighed(yield* partOf(frontOf(racing, { ...options, preference: 'lexicographic', budget: budget - spentOn(tried) }), weighed));
}

function told(tried: Tried, options: ScheduleOptions, front: Front | null, ended: Scheduled['ended']): Scheduled {
  return { front, leading: byKey(wellKnown(tried), options)[0]?.id ?? null, ended, ...effortOf(tried, front?.placed ?? []) };
}
