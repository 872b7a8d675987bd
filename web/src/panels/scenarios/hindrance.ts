import { MOST_COMPARED } from '../../../../src/contract/compared.js';
import { horizonOf } from '../../../../src/contract/horizon.js';
import type { Run } from '../../../../src/contract/run.js';
import { isSearch } from '../../../../src/contract/search-kind.js';

/** What of a run says whether it can be compared. */
export type Candidate = Pick<Run, 'id' | 'status' | 'of' | 'line' | 'request'>;

/** Why a run cannot be set beside others. */
export type Hindrance = 'waiting' | 'noAnswer' | 'search' | 'otherPlace' | 'otherHorizon' | 'enough';

/** Why a run cannot be set beside those that are chosen; null: it can. */
export function hindranceOf(run: Candidate, chosen: readonly Candidate[]): Hindrance | null {
  if (run.status === 'queued' || run.status === 'running') return 'waiting';
  if (run.status !== 'succeeded') return 'noAnswer';
  if (isSearch(run.request)) return 'search';
  if (chosen.some(({ id }) => id === run.id)) return null;
  const [first] = chosen;
  if (first && (first.of !== run.of || first.line !== run.line)) return 'otherPlace';
  if (first && horizonOf(first) !== horizonOf(run)) return 'otherHorizon';
  return chosen.length >= MOST_COMPARED ? 'enough' : null;
}

/** Of runs that are to stand side by side the first that cannot, and why; null: all can. */
export function firstHindered(runs: readonly Candidate[]): { run: Candidate; why: Hindrance } | null {
  for (const [i, run] of runs.entries()) {
    const why = hindranceOf(run, runs.slice(0, i));
    if (why !== null) return { run, why };
  }
  return null;
}
