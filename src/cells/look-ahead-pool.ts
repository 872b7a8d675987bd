import type { CellLookAhead } from '../contract/cell-view.js';
import { JobThread } from '../platform/job-thread.js';
import type { LookAheadJob } from './look-ahead-job.js';

/** Looks ahead in one thread beside that of the service, one job after the other. */
export class LookAheadPool extends JobThread<LookAheadJob, CellLookAhead> {
  constructor() {
    super('src/cells/look-ahead-worker.js');
  }
}
