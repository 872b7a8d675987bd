import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';
import { builtFile } from '../platform/built-file.js';
import { SimulationFault, type JobQueue } from './queue.js';
import type { RunJob, RunShare } from './run-job.js';

const IDLE_MS = 30_000;
const CLOSE_MS = 2_000;
/** The longest that one job may take; as a rule it takes a quarter of a second. */
const LIMIT_MS = 5 * 60_000;
const TOO_LONG = Symbol('too long');

/** One core stays free for telemetry and stream. */
export const defaultThreads = (): number => Math.max(1, availableParallelism() - 1);

/** The built worker. */
export const workerFile = (): string => builtFile('src/scenarios/worker.js');

/**
 * Worker threads of this machine. They start with the first job and end when idle; with `stays` they start at once and stay, with
 * code that is compiled. A crashed or cancelled one is replaced.
 * One that takes longer over a job than its limit is stopped. `task`: the function of the worker that does the jobs, `work` for
 * runs where not given.
 */
export class PiscinaQueue<Job = RunJob, Share = RunShare> implements JobQueue<Job, Share> {
  readonly width: number;
  private readonly pool: Piscina<Job, Share>;
  private readonly limitMs: number;

  constructor(options: { threads: number; worker: string; memoryMb?: number; limitMs?: number; task?: string; stays?: boolean }) {
    this.width = options.threads;
    this.limitMs = options.limitMs ?? LIMIT_MS;
    this.pool = new Piscina({
      filename: options.worker,
      name: options.task ?? 'work',
      minThreads: options.stays ? options.threads : 0,
      maxThreads: options.threads,
      idleTimeout: IDLE_MS,
      closeTimeout: CLOSE_MS,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb ?? 512 },
      env: {},
      execArgv: [],
    });
    this.pool.on('error', () => undefined); // faults of a worker reject its job; without a listener they would end the process
  }

  async run(job: Job, signal: AbortSignal): Promise<Share> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(TOO_LONG), this.limitMs);
    try {
      return await this.pool.run(job, { signal: AbortSignal.any([signal, limit.signal]) });
    } catch (error) {
      signal.throwIfAborted();
      if (!limit.signal.aborted) throw new SimulationFault(sentence(error));
      const took = `a simulation worker took longer than ${this.limitMs / 1000} s over one part of the run`;
      throw new SimulationFault(`${took}: ask for a shorter horizon or fewer variants`, false);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}

function sentence(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'a simulation worker ran out of memory: ask for a shorter horizon or fewer variants';
  return `a simulation worker failed: ${message}`;
}
