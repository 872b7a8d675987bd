// Runs in a worker thread of its own. It loads the model and nothing that opens a file or a port.
import type { CellReport } from '../model/cell/report.js';
import { simulateCells, type CellJob } from './cell-job.js';
import { simulate, type ReplicationJob, type ReplicationShare } from './job.js';

/** What the pool calls for lines. */
export function work(job: ReplicationJob): ReplicationShare {
  return simulate(job);
}

/** What the pool calls for cells. */
export function workCells(job: CellJob): CellReport[] {
  return simulateCells(job);
}
