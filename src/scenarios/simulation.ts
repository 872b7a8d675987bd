import type { InterimVariant } from '../contract/run.js';
import type { RunQueue } from './run-job.js';
import type { Progress } from './runner.js';

export interface SimulationOptions {
  signal: AbortSignal;
  /** Clock for progress and the size of jobs; it has no part in the numbers. */
  nowMs: () => number;
  onProgress: (progress: Progress, interim: () => InterimVariant[]) => void;
}

/** A run was stopped, and this is the answer of what was done until then. */
export class Interrupted extends Error {
  constructor(
    /** why it was stopped */
    readonly reason: unknown,
    readonly bytes: string,
  ) {
    super('interrupted');
  }
}

/** Fewer have no interval. */
const LEAST_DONE = 2;

/** What a simulation rejects with after an error: Interrupted where it was stopped and enough replications of each variant are done. */
export function endOf<Replication>(
  error: unknown,
  { signal }: Pick<SimulationOptions, 'signal'>,
  done: readonly (readonly Replication[])[],
  bytesOf: () => string,
): unknown {
  return signal.aborted && (done[0]?.length ?? 0) >= LEAST_DONE ? new Interrupted(signal.reason, bytesOf()) : error;
}

/** What a run does: it works off the replications of its question and gives the bytes of the answer. Rejects with Interrupted where it is stopped. */
export type Simulation = (queue: RunQueue, options: SimulationOptions) => Promise<string>;

/** A question that was checked, with where it begins. */
export interface PreparedRun {
  startHash: string;
  /** of all that the numbers depend on */
  inputHash: string;
  simulation: Simulation;
}
