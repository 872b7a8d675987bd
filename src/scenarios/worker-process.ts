import { BullWorker } from './bull-worker.js';
import { modelIdentity } from './model-identity.js';
import { defaultThreads, PiscinaQueue, workerFile } from './piscina-queue.js';

/** What runs may be under way when the process is told to stop has so long to end; then another worker has it [ms]. */
const GRACE_MS = 5_000;

export type Say = (level: 'info' | 'warn', sentence: string) => void;

/** Simulates in threads of this process for every service of the same version at a Redis. What it gives stops it in order. */
export function startWorkerProcess({ redisUrl, threads, say }: { redisUrl: string; threads: number | undefined; say: Say }): { stop(): Promise<void> } {
  const queue = new PiscinaQueue({ threads: threads ?? defaultThreads(), worker: workerFile(), stays: true });
  const worker = new BullWorker({ url: redisUrl, model: modelIdentity(), queue, say });
  return { stop: () => worker.stop(GRACE_MS) };
}
