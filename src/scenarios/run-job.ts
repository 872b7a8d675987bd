import { simulateVariants, type CellVariantsJob, type CellVariantsShare } from './cell-variants-job.js';
import { simulate, type ReplicationJob, type ReplicationShare } from './job.js';
import type { JobQueue } from './queue.js';

/** A share of a run, of either kind. */
export type RunJob = { of: 'line'; job: ReplicationJob } | { of: 'cell'; job: CellVariantsJob };
export type RunShare = ReplicationShare | CellVariantsShare;
export type RunQueue = JobQueue<RunJob, RunShare>;

export const RUN_QUEUE = Symbol('run queue');

export const simulateRun = (job: RunJob): RunShare => (job.of === 'line' ? simulate(job.job) : simulateVariants(job.job));

/** The queue for jobs of one kind. */
export const lineJobs = (queue: RunQueue): JobQueue<ReplicationJob, ReplicationShare> => ({
  width: queue.width,
  run: (job, signal) => queue.run({ of: 'line', job }, signal) as Promise<ReplicationShare>,
  close: () => queue.close(),
});

/** The queue for jobs of one kind. */
export const cellJobs = (queue: RunQueue): JobQueue<CellVariantsJob, CellVariantsShare> => ({
  width: queue.width,
  run: (job, signal) => queue.run({ of: 'cell', job }, signal) as Promise<CellVariantsShare>,
  close: () => queue.close(),
});
