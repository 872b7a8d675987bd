import type { InterimVariant } from '../contract/run.js';
import type { RunQueue } from './run-job.js';
import type { Progress, RunnerOptions } from './runner.js';

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
export const LEAST_DONE = 2;

/** How a simulation tells of the replications of each variant that are done. */
export interface Told<Replication> {
  interim: (done: readonly Replication[][]) => InterimVariant[];
  /** the bytes of the answer; `isWhole` false: the run was stopped before all that were asked for were done */
  bytes: (done: readonly Replication[][], isWhole: boolean) => string;
}

/** Works off replications and gives the bytes of the answer. Rejects with Interrupted where it was stopped and enough of each variant are done. */
export async function answerOf<Replication>(
  { onProgress, ...options }: SimulationOptions,
  workOff: (options: RunnerOptions<Replication[][]>) => Promise<Replication[][]>,
  { interim, bytes }: Told<Replication>,
): Promise<string> {
  let done = (): Replication[][] => [];
  const all = await workOff({
    ...options,
    onProgress: (progress, finished) => {
      done = finished;
      onProgress(progress, () => interim(finished()));
    },
  }).catch((error: unknown) => {
    const kept = done();
    if (options.signal.aborted && (kept[0]?.length ?? 0) >= LEAST_DONE) throw new Interrupted(options.signal.reason, bytes(kept, false));
    throw error;
  });
  return bytes(all, true);
}

/** What a run does: it works off the replications of its question and gives the bytes of the answer. Rejects with Interrupted where it is stopped. */
export type Simulation = (queue: RunQueue, options: SimulationOptions) => Promise<string>;

/** A question that was checked, with where it begins. */
export interface PreparedRun {
  startHash: string;
  /** of all that the numbers depend on */
  inputHash: string;
  /** the most replications that it works off, as its progress counts them */
  total: number;
  simulation: Simulation;
}
