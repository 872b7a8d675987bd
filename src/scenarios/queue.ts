/** Where jobs are worked off: threads of this machine, or several machines. */
export interface JobQueue<Job, Share> {
  /** Jobs worth having under way at once. It may change while they are. */
  readonly width: number;
  /** Rejects with a SimulationFault where the worker failed, and with the signal's reason once it is aborted. */
  run(job: Job, signal: AbortSignal): Promise<Share>;
  /** Why no job can be taken at present, as a sentence; null: jobs are taken. */
  unavailable?(): string | null;
  close(): Promise<void>;
}

/** A worker that failed: the run fails with this sentence, the service goes on. */
export class SimulationFault extends Error {
  override readonly name = 'SimulationFault';

  constructor(
    message: string,
    /** Whether the same job may end otherwise when it is done again. */
    readonly isWorthAnother = true,
  ) {
    super(message);
  }
}
