import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import type { CaseEntry } from './case-file.js';
import { runEntry, type CaseResult } from './run-case.js';

export interface TimedResult {
  result: CaseResult;
  elapsedS: number;
}

function timed(entry: CaseEntry): TimedResult {
  const startMs = performance.now();
  const result = runEntry(entry);
  return { result, elapsedS: (performance.now() - startMs) / 1000 };
}

/** The results in the order of the cases, each as soon as it and all before it are there, over a thread for each processor. */
export async function* runAll(entries: readonly CaseEntry[], threads = availableParallelism()): AsyncGenerator<TimedResult> {
  const count = Math.min(threads, entries.length);
  if (count <= 1) {
    for (const entry of entries) yield timed(entry);
    return;
  }
  const settle: { resolve: (result: TimedResult) => void; reject: (error: unknown) => void }[] = [];
  const waiting = entries.map(() => new Promise<TimedResult>((resolve, reject) => settle.push({ resolve, reject })));
  // A failure is told when its turn comes.
  for (const promise of waiting) promise.catch(() => undefined);
  const workers = Array.from({ length: count }, () => new Worker(fileURLToPath(import.meta.url)));
  let next = 0;
  for (const worker of workers) {
    let at = -1;
    const give = () => {
      at = next++;
      if (at < entries.length) worker.postMessage(entries[at]);
    };
    worker.on('message', (result: TimedResult) => {
      settle[at]!.resolve(result);
      give();
    });
    worker.on('error', (error) => settle[at]!.reject(error));
    give();
  }
  try {
    for (const promise of waiting) yield await promise;
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

if (!isMainThread) parentPort?.on('message', (entry: CaseEntry) => parentPort!.postMessage(timed(entry)));
