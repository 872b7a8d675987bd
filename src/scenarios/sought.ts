import type { Issue } from '../contract/problem.js';
import type { SearchRequest } from '../contract/search.js';
import { aimOf, type Aim } from '../model/search/aim.js';
import type { Told } from '../model/search/rows.js';
import { seekBest, seekFront } from '../model/search/seek.js';
import { spaceOf } from '../model/search/space.js';
import type { Sought } from './searching.js';

/** What a search for the best seeks; null: it is of another kind. Issues point into the request. */
export function soughtBy(request: SearchRequest, told: Told): { ok: true; sought: Sought | null } | { ok: false; issues: Issue[] } {
  const { optimise, pareto, over, replications, seed } = request;
  const wanted = optimise ?? pareto;
  if (wanted === undefined) return { ok: true, sought: null };
  const { first, confidence, budget, constraints } = wanted;
  const effort = { budget: budget - replications, first, most: replications, confidence, seed };
  const space = spaceOf(over, effort);
  const asked = { goals: optimise ? [optimise.goal] : pareto!.goals, constraints };
  const seek = (aim: Aim) => (optimise ? seekBest : seekFront)(aim, space, effort);
  try {
    seek(aimOf(asked, told, []));
    return { ok: true, sought: { asked, space, effort, seek } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const detail = `too small: ${error.message}, and ${replications} of the ${budget} are for the baseline`;
    return { ok: false, issues: [{ pointer: `/${optimise ? 'optimise' : 'pareto'}/budget`, detail }] };
  }
}
