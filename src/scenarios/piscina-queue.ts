import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { packageRoot } from '../platform/package.js';
import { SimulationFault, type JobQueue } from './queue.js';
import type { RunJob, RunShare } from './run-job.js';

const IDLE_MS = 30_000;
const CLOSE_MS = 2_000;

/** One core stays free for telemetry and stream. */
export const defaultThreads = (): number => Math.max(1, availableParallelism() - 1);

/** The built worker: beside this file, or in dist/ where this file runs from its source. */
export function workerFile(): string {
  const beside = fileURLToPath(new URL('./worker.js', import.meta.url));
  return existsSync(beside) ? beside : path.join(packageRoot, 'dist/src/scenarios/worker.js');
}

/**
 * Worker threads of this machine. They start with the first job and end when idle. A crashed or cancelled one is replaced.
 * `task`: the function of the worker that does the jobs, `work` for runs where not given.
 */
export class PiscinaQueue<Job = RunJob, Share = RunShare> implements JobQueue<Job, Share> {
  readonly width: number;
  private readonly pool: Piscina<Job, Share>;

  constructor(options: { threads: number; worker: string; memoryMb?: number; task?: string }) {
    this.width = options.threads;
    this.pool = new Piscina({
      filename: options.worker,
      name: options.task ?? 'work',
      minThreads: 0,
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
    try {
      return await this.pool.run(job, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw new SimulationFault(sentence(error));
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
