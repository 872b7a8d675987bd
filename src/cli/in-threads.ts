import { defaultThreads, PiscinaQueue, workerFile } from '../scenarios/piscina-queue.js';
import { SimulationFault } from '../scenarios/queue.js';
import type { RunJob, RunShare } from '../scenarios/run-job.js';
import type { Progress } from '../scenarios/runner.js';
import { CliFault, EXIT, type Io } from './io.js';
import { WORDS } from './words.js';

interface Options {
  signal: AbortSignal;
  nowMs: () => number;
  onProgress: (progress: Progress) => void;
}

/** Works in worker threads of this process, which end with it, and tells how far it is. A worker that fails ends the command with its sentence. */
export async function inThreads<Answer, Job = RunJob, Share = RunShare>(
  io: Io,
  { threads = defaultThreads(), task }: { threads?: number | undefined; task?: string },
  work: (queue: PiscinaQueue<Job, Share>, options: Options) => Promise<Answer>,
): Promise<Answer> {
  const queue = new PiscinaQueue<Job, Share>({ threads, worker: workerFile(), ...(task === undefined ? {} : { task }) });
  try {
    return await work(queue, {
      signal: new AbortController().signal,
      nowMs: () => performance.now(),
      onProgress: ({ done, total, etaS }) => io.progress(WORDS[io.lang].replicationsDone(done, total, etaS)),
    });
  } catch (error) {
    if (error instanceof SimulationFault) throw new CliFault(EXIT.failure, error.message);
    throw error;
  } finally {
    io.progress(null);
    await queue.close();
  }
}
