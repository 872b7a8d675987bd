import { Piscina } from 'piscina';
import { builtFile } from './built-file.js';

const IDLE_MS = 30_000;
const MEMORY_MB = 512;

/**
 * One thread beside that of the service, which does one job after the other by the `work` of a built file: `src/room/worker.js`. It ends when idle.
 * A job that takes longer than the limit, the wait for those before it included, is stopped and rejects with an AbortError.
 */
export class JobThread<Job, Answer> {
  private readonly pool: Piscina<Job, Answer>;

  constructor(
    file: string,
    private readonly limitMs: number | null = null,
  ) {
    this.pool = new Piscina<Job, Answer>({
      filename: builtFile(file),
      name: 'work',
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: IDLE_MS,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
      env: {},
      execArgv: [],
    });
    this.pool.on('error', () => undefined); // faults of a worker reject its job; without a listener they would end the process
  }

  run(job: Job): Promise<Answer> {
    return this.pool.run(job, this.limitMs === null ? {} : { signal: AbortSignal.timeout(this.limitMs) });
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
