// Runs in a worker thread of its own. It loads the model and nothing that opens a file or a port.
import { simulate, type ReplicationJob, type ReplicationShare } from './job.js';

/** What the pool calls. */
export function work(job: ReplicationJob): ReplicationShare {
  return simulate(job);
}
