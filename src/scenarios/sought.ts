import type { Issue } from '../contract/problem.js';
import type { SearchRequest } from '../contract/search.js';
import { aimOf, type Aim, type AimAsked } from '../model/search/aim.js';
import type { Told } from '../model/search/rows.js';
import { seekBest, seekFront, type Effort } from '../model/search/seek.js';
import { spaceOf } from '../model/search/space.js';
import type { Sought } from './searching.js';
import type { SearchQuestion } from './search-question.js';

type Seeks<Variant> = { ok: true; sought: Sought<Variant> | null } | { ok: false; issues: Issue[] };

/** What a search for the best over factors seeks; null: it is of another kind. Issues point into the request. */
export function soughtBy<Variant>(request: SearchRequest, told: Told, question: SearchQuestion<Variant>): Seeks<Variant> {
  const { optimise, pareto, over } = request;
  const wanted = optimise ?? pareto;
  if (wanted === undefined) return { ok: true, sought: null };
  const effort = effortOf(request, wanted);
  const space = spaceOf(over, effort);
  const asked = { goals: optimise ? [optimise.goal] : pareto!.goals, constraints: wanted.constraints };
  return affordable(optimise ? 'optimise' : 'pareto', request, wanted.budget, told, {
    asked,
    effort,
    isEvery: space.every !== null,
    point: (point) => {
      const at = space.at(point);
      return { at, made: question.point(at) };
    },
    seek: (aim: Aim) => (optimise ? seekBest : seekFront)(aim, space, effort),
  });
}

/** How much a search may take: its budget is without the baseline. */
export const effortOf = (
  { replications, seed }: Pick<SearchRequest, 'replications' | 'seed'>,
  { first, confidence, budget }: { first: number; confidence: number; budget: number },
): Effort => ({ budget: budget - replications, first, most: replications, confidence, seed });

/** What is sought, where its budget is enough to begin. */
export function affordable<Variant>(
  kind: string,
  { replications }: Pick<SearchRequest, 'replications'>,
  budget: number,
  told: Told,
  sought: Sought<Variant> & { asked: AimAsked },
): Seeks<Variant> {
  try {
    sought.seek(aimOf(sought.asked, told, []));
    return { ok: true, sought };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      ok: false,
      issues: [{ pointer: `/${kind}/budget`, detail: `too small: ${error.message}, and ${replications} of the ${budget} are for the baseline` }],
    };
  }
}
