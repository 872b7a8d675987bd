import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { inThreads } from '../threads.js';
import { proveSite, type Ask, type SiteProof } from './prove.js';
import { loadSite } from './site-files.js';

interface Job {
  plants: string;
  name: string;
  ask: Ask;
}

/** Proofs of sites as each is there, of so many at a time, each in a thread of its own. Fails with the first that fails. */
export const proveAll = (jobs: readonly Job[], threads: number): AsyncGenerator<SiteProof> =>
  inThreads<Job, SiteProof>(fileURLToPath(import.meta.url), jobs, threads);

if (!isMainThread) {
  const { plants, name, ask } = workerData as Job;
  parentPort!.postMessage(proveSite(loadSite(plants, name), ask));
}
