import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Run, RunProgress } from '../../../../src/contract/run.js';
import { runQuery } from '../../data/queries.js';
import { followRun } from '../../data/run-events.js';

const RETRY_MS = 2000;

export const isOpen = (run: Pick<Run, 'status'>) => run.status === 'queued' || run.status === 'running';

/** Follows a run that has not ended, and fetches it when it has. */
export function useRunProgress(id: string, run: Run | undefined): RunProgress | null {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<RunProgress | null>(null);
  const [attempt, setAttempt] = useState(0);
  const open = run !== undefined && isOpen(run);
  useEffect(() => {
    if (!open) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const again = () => void queries.invalidateQueries({ queryKey: runQuery(id).queryKey });
    const stop = followRun(id, {
      onProgress: setProgress,
      onEnd: again,
      onLost: () => {
        timer = setTimeout(() => {
          again();
          setAttempt((count) => count + 1);
        }, RETRY_MS);
      },
    });
    return () => {
      stop();
      setProgress(null);
      if (timer) clearTimeout(timer);
    };
  }, [id, open, attempt, queries]);
  return progress;
}
