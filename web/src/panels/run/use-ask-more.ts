import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Run } from '../../../../src/contract/run.js';
import { askRun, keepRun } from '../../data/queries.js';
import { again } from './again.js';
import type { AskMore } from './more-runs.js';

const MOST_REPLICATIONS = 2000;

/** How more replications are asked for; null until the run has an answer. */
export function useAskMore(run: Run): AskMore | null {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { result } = run;
  const { mutate, isPending } = useMutation({
    mutationFn: askRun,
    onSuccess: (asked) => {
      keepRun(queries, asked);
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void navigate({ to: '/runs/$run', params: { run: asked.id } });
    },
  });
  if (result === null) return null;
  return { most: MOST_REPLICATIONS - result.replications, pending: isPending, ask: (more) => mutate(again(run, result, result.replications + more)) };
}
