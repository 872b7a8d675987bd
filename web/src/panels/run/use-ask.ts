import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Run } from '../../../../src/contract/run.js';
import { keepRun } from '../../data/queries.js';
import { isOpen } from './use-run-progress.js';

/** Asks something that is answered by a run, and goes to the run once it is accepted. */
export function useAsk<Asked>(ask: (asked: Asked) => Promise<Run>): UseMutationResult<Run, Error, Asked> {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: (run) => {
      if (isOpen(run)) keepRun(queries, run); // one that was asked before and has ended comes without its answer: the page asks for it
      void queries.invalidateQueries({ queryKey: ['runs'] });
      void navigate({ to: '/runs/$run', params: { run: run.id } });
    },
  });
}
