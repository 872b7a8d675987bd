import { Link } from '@tanstack/react-router';
import type { Run } from '../../../../src/contract/run.js';
import { RunProgressPanel } from '../run/run-progress-panel.js';
import { useRunProgress } from '../run/use-run-progress.js';

/** A run whose answer is to stand beside others once it is there. */
export function AwaitedRun({ run }: { run: Run }) {
  const progress = useRunProgress(run.id, run);
  return (
    <RunProgressPanel run={run} progress={progress}>
      <Link to="/runs/$run" params={{ run: run.id }}>
        {run.question}
      </Link>
    </RunProgressPanel>
  );
}
