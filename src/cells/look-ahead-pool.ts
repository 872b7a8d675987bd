import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { CellLookAhead } from '../contract/cell-view.js';
import { packageRoot } from '../platform/package.js';
import type { LookAheadJob } from './look-ahead-job.js';

const IDLE_MS = 30_000;
const MEMORY_MB = 512;

/** The built worker: beside this file, or in dist/ where this file runs from its source. */
function workerFile(): string {
  const beside = fileURLToPath(new URL('./look-ahead-worker.js', import.meta.url));
  return existsSync(beside) ? beside : path.join(packageRoot, 'dist/src/cells/look-ahead-worker.js');
}

/** Looks ahead in one thread beside that of the service, one job after the other. */
export class LookAheadPool {
  private readonly pool = new Piscina<LookAheadJob, CellLookAhead>({
    filename: workerFile(),
    name: 'work',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    env: {},
    execArgv: [],
  });

  constructor() {
    this.pool.on('error', () => undefined); // faults of a worker reject its job; without a listener they would end the process
  }

  run(job: LookAheadJob): Promise<CellLookAhead> {
    return this.pool.run(job);
  }

  async close(): Promise<void> {
    await this.pool.destroy();
  }
}
