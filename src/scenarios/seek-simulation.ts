import { aimOf, type Aim } from '../model/search/aim.js';
import { restsOn, type Seek } from '../model/search/seek.js';
import type { Searching, Sought } from './searching.js';
import { seekAnswer } from './seek-answer.js';
import { benchOf } from './seek-bench.js';
import { Interrupted, LEAST_DONE, type Simulation } from './simulation.js';

/** What a search for the best works on. */
export type Seeking<Variant> = Searching<Variant> & { sought: Sought<Variant> };

/**
 * The simulation of a search for the best: it asks which replications of which points are wanted next, simulates them, and tells what came of
 * them, until the search ends; then the baseline on the replications that the comparison rests on. What is asked depends on what was told and
 * on the seed alone. A search that is stopped answers with what was told until then.
 */
export function seekSimulation<Variant>(seeking: Seeking<Variant>): Simulation {
  const { request, told, sought, bytes } = seeking;
  return async (queue, options) => {
    const bench = benchOf(seeking, queue, options);
    const baseline = () => [...bench.book.baseline.values()];
    let found: { aim: Aim; search: Seek } | null = null;
    const answer = ({ aim, search }: { aim: Aim; search: Seek }, isWhole: boolean) =>
      bytes(seekAnswer(seeking, bench.book, aim, search.outcome()), baseline(), isWhole);
    try {
      await bench.baseline(0, Math.min(sought.effort.first, request.replications));
      const aim = aimOf(sought.asked, told, baseline());
      const search = sought.seek(aim);
      found = { aim, search };
      for (let asked = search.ask(); asked.length > 0; asked = search.ask()) search.tell(await bench.evaluate(asked, aim));
      const span = restsOn(search.outcome());
      if (span !== null)
        await bench.baseline(span.from, Math.min(span.count, request.replications - baseline().length + sharedWith(span, bench.book.baseline)));
      return answer(found, true);
    } catch (error) {
      if (options.signal.aborted && found !== null && baseline().length >= LEAST_DONE) throw new Interrupted(options.signal.reason, answer(found, false));
      throw error;
    }
  };
}

/** How many of these replications are known already. */
const sharedWith = ({ from, count }: { from: number; count: number }, known: ReadonlyMap<number, unknown>): number =>
  [...known.keys()].filter((n) => n >= from && n < from + count).length;
