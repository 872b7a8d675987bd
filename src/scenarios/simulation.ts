import type { InterimVariant } from '../contract/run.js';
import type { RunQueue } from './run-job.js';
import type { Progress } from './runner.js';

export interface SimulationOptions {
  signal: AbortSignal;
  /** Clock for progress and the size of jobs; it has no part in the numbers. */
  nowMs: () => number;
  onProgress: (progress: Progress, interim: () => InterimVariant[]) => void;
}

/** What a run does: it works off the replications of its question and gives the bytes of the answer. */
export type Simulation = (queue: RunQueue, options: SimulationOptions) => Promise<string>;

/** A question that was checked, with where it begins. */
export interface PreparedRun {
  startHash: string;
  /** of all that the numbers depend on */
  inputHash: string;
  simulation: Simulation;
}
