import { Worker } from 'node:worker_threads';
import { serial, exponential, GOLDEN } from './specs.js';
import { replicateAll, type Replicated, type ReplicationTask } from './replicate-worker.js';

/** A share of the replications in a thread of its own, which reads the sources as they are. */
function inWorker(task: ReplicationTask): Promise<Replicated[]> {
  const hooks = new URL('../../run-ts.mjs', import.meta.url).href;
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./replicate-worker.ts', import.meta.url), { workerData: task, execArgv: ['--import', hooks] });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
  });
}

/** Replications dealt out to so many workers, back in their order. */
async function inWorkers(workers: number, task: ReplicationTask): Promise<Replicated[]> {
  const shares = Array.from({ length: workers }, (_, worker) => task.replications.filter((r) => r % workers === worker));
  const done = await Promise.all(shares.map((replications) => inWorker({ ...task, replications })));
  return done.flat().sort((a, b) => a.replication - b.replication);
}

const line = serial([1, 0.9, 1.1].map((mean, i) => ({ law: exponential(mean), ...(i > 0 ? { buffer: 2 } : {}) })));

describe('P06 determinism over worker threads', () => {
  it.each([
    ['a bit of everything', GOLDEN],
    ['a line that runs the short way', line],
  ])('%s: the same events and the same bytes on one worker, on three, and without any', async (_, spec) => {
    const task = { spec, seed: 20_260_101, until: 400, replications: [0, 1, 2, 3, 4, 5, 6] };
    const here = replicateAll(task);
    expect(await inWorkers(1, task)).toStrictEqual(here);
    expect(await inWorkers(3, task)).toStrictEqual(here);
    expect(new Set(here.map(({ events }) => events)).size).toBe(here.length);
  });
});
