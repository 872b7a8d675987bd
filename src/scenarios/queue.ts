import type { ReplicationJob, ReplicationShare } from './job.js';

/** Where replications are worked off: threads of this machine, or jobs for several. */
export interface ReplicationQueue {
  /** Jobs worth having under way at once. */
  readonly width: number;
  /** Rejects with a SimulationFault where the worker failed, and with the signal's reason once it is aborted. */
  run(job: ReplicationJob, signal: AbortSignal): Promise<ReplicationShare>;
  close(): Promise<void>;
}

export const REPLICATION_QUEUE = Symbol('replication queue');

/** A worker that failed: the run fails with this sentence, the service goes on. */
export class SimulationFault extends Error {
  override readonly name = 'SimulationFault';
}
