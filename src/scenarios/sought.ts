import type { Issue } from '../contract/problem.js';
import type { SearchRequest } from '../contract/search.js';
import { aimOf } from '../model/search/aim.js';
import type { Told } from '../model/search/rows.js';
import { seekBest } from '../model/search/seek.js';
import { spaceOf } from '../model/search/space.js';
import type { Sought } from './searching.js';

/** What a search for the best seeks; null: it is of another kind. Issues point into the request. */
export function soughtBy(request: SearchRequest, told: Told): { ok: true; sought: Sought | null } | { ok: false; issues: Issue[] } {
  const { optimise, over, replications, seed } = request;
  if (optimise === undefined) return { ok: true, sought: null };
  const { first, confidence } = optimise;
  const effort = { budget: optimise.budget - replications, first, most: replications, confidence, seed };
  const space = spaceOf(over, effort);
  const asked = { goals: [optimise.goal], constraints: optimise.constraints };
  const sought: Sought = { asked, space, effort, seek: (aim) => seekBest(aim, space, effort) };
  try {
    sought.seek(aimOf(asked, told, []));
    return { ok: true, sought };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const detail = `too small: ${error.message}, and ${replications} of the ${optimise.budget} are for the baseline`;
    return { ok: false, issues: [{ pointer: '/optimise/budget', detail }] };
  }
}
