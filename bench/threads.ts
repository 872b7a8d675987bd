import { Worker } from 'node:worker_threads';

/** Results of jobs as each is there, so many at a time, each in a thread of its own that posts one message. Fails with the first that fails. */
export async function* inThreads<Job, Result>(file: string, jobs: readonly Job[], threads: number): AsyncGenerator<Result> {
  const queue = jobs.map((job, number) => ({ job, number }));
  const running = new Map<number, Promise<{ number: number; result: Result }>>();
  const begin = () => {
    const next = queue.shift();
    if (next !== undefined)
      running.set(
        next.number,
        runIn<Job, Result>(file, next.job).then((result) => ({ number: next.number, result })),
      );
  };
  for (let i = 0; i < threads; i++) begin();
  while (running.size > 0) {
    const { number, result } = await Promise.race(running.values());
    running.delete(number);
    begin();
    yield result;
  }
}

function runIn<Job, Result>(file: string, job: Job): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
