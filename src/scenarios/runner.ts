import type { Replication } from '../model/replicate.js';
import type { ReplicationJob, ReplicationShare } from './job.js';
import type { JobQueue } from './queue.js';

/** Aim for the time that a job takes: short enough for progress and cancelling, long enough to be worth sending [ms]. */
const JOB_MS = 250;
const MAX_COUNT = 64;

export interface Progress {
  /** Replications done, of all variants. */
  done: number;
  total: number;
  etaS: number | null;
}

export interface RunnerOptions<Finished = Replication[][]> {
  signal: AbortSignal;
  /** Clock for progress and the size of jobs; it has no part in the numbers. */
  nowMs: () => number;
  /** After every job. `finished` gives the replications done so far whose predecessors are done too. */
  onProgress?: (progress: Progress, finished: () => Finished) => void;
  /** Replications in the next job; where not given, as many as take about a quarter of a second. */
  count?: () => number;
  /** The most that the job from this replication on may have. As many as wanted where not given. */
  most?: (from: number) => number;
  /** How many replications from the first on are enough: none is begun after those. Null: not yet. */
  enough?: (finished: Finished) => number | null;
}

/**
 * Works off all replications of a question, split into jobs. The outcome, for each definition its replications in
 * order, depends neither on the split nor on which worker was first. Rejects as the queue does; nothing then goes on.
 */
export function runReplications(
  queue: JobQueue<ReplicationJob, ReplicationShare>,
  question: Omit<ReplicationJob, 'from' | 'count'> & { replications: number },
  options: RunnerOptions,
): Promise<Replication[][]> {
  const { replications, ...rest } = question;
  return runShares(
    queue,
    replications,
    (from, count) => ({ ...rest, from, count }),
    (shares) => inOrder(shares, rest.definitions.length),
    options,
  );
}

/** The same of any kind of job: `join` puts the shares together, by the number of their first replication. Where fewer are enough, some more than those may be there. */
export async function runShares<Job, Share, Finished>(
  queue: JobQueue<Job, Share>,
  total: number,
  jobOf: (from: number, count: number) => Job,
  join: (shares: ReadonlyMap<number, Share>) => Finished,
  options: RunnerOptions<Finished>,
): Promise<Finished> {
  const shares = new Map<number, Share>();
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const pace = new Pace(options.nowMs);
  let next = 0;
  let done = 0;
  let wanted = total;

  const work = async () => {
    signal.throwIfAborted();
    const from = next;
    const count = Math.min(wanted - from, options.most?.(from) ?? Infinity, Math.max(1, options.count?.() ?? pace.count((wanted - from) / queue.width)));
    next = from + count;
    const began = options.nowMs();
    shares.set(from, await queue.run(jobOf(from, count), signal));
    done += count;
    pace.took(options.nowMs() - began, count);
    if (options.enough?.(join(shares)) != null) wanted = Math.min(wanted, next);
    options.onProgress?.({ done, total, etaS: pace.etaS(done, total) }, () => join(shares));
  };
  await new Promise<void>((resolve, reject) => {
    let busy = 0;
    const fail = (error: Error) => {
      stop.abort(error);
      reject(error);
    };
    const fill = () => {
      for (; busy < queue.width && next < wanted && !stop.signal.aborted; busy++) {
        work().then(() => {
          busy--;
          fill();
        }, fail);
      }
      if (busy === 0) resolve();
    };
    fill();
  });
  return join(shares);
}

/** For each definition the replications from the first on, up to the first that is missing. */
export function inOrder<Outcome>(shares: ReadonlyMap<number, readonly (readonly Outcome[])[]>, definitions: number): Outcome[][] {
  const merged: Outcome[][] = Array.from({ length: definitions }, () => []);
  for (let share = shares.get(0); share !== undefined; share = shares.get(merged[0]!.length)) {
    share.forEach((replications, index) => merged[index]!.push(...replications));
  }
  return merged;
}

class Pace {
  private readonly beganMs: number;
  private msEach: number | null = null;

  constructor(private readonly nowMs: () => number) {
    this.beganMs = nowMs();
  }

  took(ms: number, count: number): void {
    const each = ms / count;
    this.msEach = this.msEach === null ? each : 0.7 * this.msEach + 0.3 * each;
  }

  count(fairShare: number): number {
    if (this.msEach === null) return 1;
    return Math.min(Math.ceil(fairShare), MAX_COUNT, Math.max(1, Math.floor(JOB_MS / Math.max(this.msEach, 0.001))));
  }

  etaS(done: number, total: number): number | null {
    return done === 0 ? null : (((this.nowMs() - this.beganMs) / done) * (total - done)) / 1000;
  }
}
