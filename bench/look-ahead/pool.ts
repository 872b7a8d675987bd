import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { loadSite } from '../sites/site-files.js';
import { inThreads } from '../threads.js';
import { watchSite, type Ask, type SiteCoverage } from './watch-site.js';

interface Job {
  plants: string;
  name: string;
  ask: Ask;
}

/** Coverage of sites as each is there, of so many at a time, each in a thread of its own. Fails with the first that fails. */
export const watchAll = (jobs: readonly Job[], threads: number): AsyncGenerator<SiteCoverage> =>
  inThreads<Job, SiteCoverage>(fileURLToPath(import.meta.url), jobs, threads);

if (!isMainThread) {
  const { plants, name, ask } = workerData as Job;
  parentPort!.postMessage(watchSite(loadSite(plants, name), ask));
}
