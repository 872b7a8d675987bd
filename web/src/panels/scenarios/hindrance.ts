import { MOST_COMPARED } from '../../../../src/contract/compared.js';
import { horizonOf } from '../../../../src/contract/horizon.js';
import type { Run } from '../../../../src/contract/run.js';
import { SEED } from '../../../../src/contract/seed.js';
import { isSearch } from '../../../../src/contract/search-kind.js';

/** What of a run says whether it can be compared. */
export type Candidate = Pick<Run, 'id' | 'status' | 'of' | 'line' | 'request' | 'startHash' | 'result' | 'verdicts'>;

/** Why a run cannot be set beside others. */
export type Hindrance = 'waiting' | 'noAnswer' | 'search' | 'otherPlace' | 'otherHorizon' | 'enough';

/** Why a run cannot be set beside those that are chosen; null: it can. */
export function hindranceOf(run: Candidate, chosen: readonly Candidate[]): Hindrance | null {
  if (run.status === 'queued' || run.status === 'running') return 'waiting';
  if (!isAnswered(run)) return 'noAnswer';
  if (isSearch(run.request)) return 'search';
  if (chosen.some(({ id }) => id === run.id)) return null;
  const [first] = chosen;
  if (first && (first.of !== run.of || first.line !== run.line)) return 'otherPlace';
  if (first && horizonOf(first) !== horizonOf(run)) return 'otherHorizon';
  return chosen.length >= MOST_COMPARED ? 'enough' : null;
}

/** Of one that was cancelled what was done until then is an answer; a list tells it by its verdicts. */
const isAnswered = ({ status, result, verdicts = [] }: Candidate): boolean =>
  status === 'succeeded' || (status === 'cancelled' && (result !== null || verdicts.length > 0));

/** What makes a run that is chosen stand beside its own baseline. */
export type Caution = 'otherStart' | 'otherSeed';

/** Why a run that is chosen would not be paired with the first; null: it would, or is the first. Empty places of two models begin alike at one instant. */
export function cautionOf(run: Candidate, [first]: readonly Candidate[]): Caution | null {
  if (!first || first.id === run.id) return null;
  const [one, other] = [first, run].map(({ request }) => request as { start?: { from: string }; seed?: number });
  const isSameInstant = one?.start !== undefined && one.start.from !== 'live' && JSON.stringify(one.start) === JSON.stringify(other?.start);
  if (first.startHash !== run.startHash && !isSameInstant) return 'otherStart';
  return (one?.seed ?? SEED) === (other?.seed ?? SEED) ? null : 'otherSeed';
}

/** Of runs that are to stand side by side the first that cannot, and why; null: all can. */
export function firstHindered(runs: readonly Candidate[]): { run: Candidate; why: Hindrance } | null {
  for (const [i, run] of runs.entries()) {
    const why = hindranceOf(run, runs.slice(0, i));
    if (why !== null) return { run, why };
  }
  return null;
}
