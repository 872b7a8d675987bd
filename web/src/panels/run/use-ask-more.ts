import type { Run } from '../../../../src/contract/run.js';
import type { SearchKind } from '../../../../src/contract/search-kind.js';
import { askRun } from '../../data/queries.js';
import { again } from './again.js';
import type { AskMore } from './more-runs.js';
import { useAsk } from './use-ask.js';

const MOST_REPLICATIONS = 2000;

/** Whether a search simulates every point as often as it was asked to. */
const isOfAllPoints = (kind: SearchKind): boolean => kind === 'sweep' || kind === 'tornado';

/** How more replications are asked for; null until the run has an answer, and of a search that shares them out itself. */
export function useAskMore(run: Run): AskMore | null {
  const { result } = run;
  const { mutate, isPending } = useAsk(askRun);
  if (result === null || ('search' in result && !isOfAllPoints(result.search))) return null;
  return { most: MOST_REPLICATIONS - result.replications, pending: isPending, ask: (more) => mutate(again(run, result, result.replications + more)) };
}
