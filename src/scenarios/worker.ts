// Runs in a worker thread of its own. It loads the model and nothing that opens a file or a port.
import type { CellReport } from '../model/cell/report.js';
import { simulateCells, type CellJob } from './cell-job.js';
import { simulateRun, type RunJob, type RunShare } from './run-job.js';

/** What the pool calls for runs. */
export function work(job: RunJob): RunShare {
  return simulateRun(job);
}

/** What the pool calls for a cell alone. */
export function workCells(job: CellJob): CellReport[] {
  return simulateCells(job);
}
