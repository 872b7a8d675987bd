import type { Run } from '../../../../src/contract/run.js';
import { askRun } from '../../data/queries.js';
import { again } from './again.js';
import type { AskMore } from './more-runs.js';
import { useAsk } from './use-ask.js';

const MOST_REPLICATIONS = 2000;

/** How more replications are asked for; null until the run has an answer. */
export function useAskMore(run: Run): AskMore | null {
  const { result } = run;
  const { mutate, isPending } = useAsk(askRun);
  if (result === null) return null;
  return { most: MOST_REPLICATIONS - result.replications, pending: isPending, ask: (more) => mutate(again(run, result, result.replications + more)) };
}
