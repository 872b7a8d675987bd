// Runs in a worker thread of its own. It loads the model and nothing that opens a file or a port.
import type { CellLookAhead } from '../contract/cell-view.js';
import { simulateAhead, type LookAheadJob } from './look-ahead-job.js';

/** What the pool calls. */
export function work(job: LookAheadJob): CellLookAhead {
  return simulateAhead(job);
}
