import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { proveSite, type Ask, type SiteProof } from './prove.js';
import { loadSite } from './site-files.js';

interface Job {
  plants: string;
  name: string;
  ask: Ask;
}

/** Proofs of sites as each is there, of so many at a time, each in a thread of its own. Fails with the first that fails. */
export async function* proveAll(jobs: readonly Job[], threads: number): AsyncGenerator<SiteProof> {
  const queue = [...jobs];
  const running = new Map<string, Promise<SiteProof>>();
  const begin = () => {
    const job = queue.shift();
    if (job !== undefined) running.set(job.name, proveIn(job));
  };
  for (let i = 0; i < threads; i++) begin();
  while (running.size > 0) {
    const proof = await Promise.race(running.values());
    running.delete(proof.site);
    begin();
    yield proof;
  }
}

function proveIn(job: Job): Promise<SiteProof> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

if (!isMainThread) {
  const { plants, name, ask } = workerData as Job;
  parentPort!.postMessage(proveSite(loadSite(plants, name), ask));
}
