import { randomUUID } from 'node:crypto';
import { UnrecoverableError, WaitingError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import {
  ATTEMPTS,
  BULL_TIMING,
  cancelChannel,
  KEEP_S,
  packShare,
  PREFIX,
  presenceKey,
  queueName,
  shareKey,
  unpackJob,
  type BullTiming,
  type Presence,
  type WireJob,
} from './bull-wire.js';
import { identityText, type ModelIdentity } from './model-identity.js';
import { SimulationFault, type JobQueue } from './queue.js';
import { connectRedis, placeOfRedis } from './redis.js';
import type { RunJob, RunShare } from './run-job.js';

const GIVEN_BACK = Symbol('given back');

export interface BullWorkerOptions {
  url: string;
  model: ModelIdentity;
  /** that works the jobs off here */
  queue: JobQueue<RunJob, RunShare>;
  /** What is to be told to whoever runs the process. */
  say: (level: 'info' | 'warn', sentence: string) => void;
  timing?: Partial<BullTiming>;
}

/** Works off what others ask for by Redis, as many jobs at once as its queue is wide. */
export class BullWorker {
  private readonly id = randomUUID();
  private readonly timing: BullTiming;
  private readonly connections: { jobs: Redis; own: Redis; cancels: Redis };
  private readonly worker: Worker<WireJob, null>;
  private readonly signs: NodeJS.Timeout;
  private readonly giveBack = new AbortController();
  private isStopping = false;

  constructor(private readonly options: BullWorkerOptions) {
    const { url, model, queue } = options;
    this.timing = { ...BULL_TIMING, ...options.timing };
    this.connections = { jobs: connectRedis(url), own: connectRedis(url), cancels: connectRedis(url) };
    this.tellOfConnection();
    this.worker = new Worker(queueName(model), (job, token, signal) => this.work(job, token!, signal!), {
      connection: this.connections.jobs,
      prefix: PREFIX,
      concurrency: queue.width,
      lockDuration: this.timing.lockMs,
      lockRenewTime: this.timing.lockMs / 3,
      stalledInterval: this.timing.stalledMs,
      maxStalledCount: ATTEMPTS - 1,
      runRetryDelay: this.timing.lookMs,
      drainDelay: 2,
    });
    this.worker.on('error', () => undefined); // of the connection, which is told of above, or of a lock that was lost: another has the job
    this.worker.on('lockRenewalFailed', (jobs) => jobs.forEach((job) => this.worker.cancelJob(job)));
    const { cancels } = this.connections;
    void cancels.subscribe(cancelChannel(model)).catch(() => undefined);
    cancels.on('message', (_, job) => this.worker.cancelJob(job));
    this.signs = setInterval(() => this.giveSign(), this.timing.presenceMs);
    this.connections.own.on('ready', () => this.giveSign());
  }

  /** Takes no more jobs, waits so long for those it has, and gives back what is then still under way. */
  async stop(graceMs: number): Promise<void> {
    this.isStopping = true;
    clearInterval(this.signs);
    const { own } = this.connections;
    if (own.status === 'ready') await own.del(presenceKey(this.id));
    const grace = setTimeout(() => this.giveBack.abort(GIVEN_BACK), graceMs);
    await this.worker.close(own.status !== 'ready'); // to a Redis that is away nothing can be given back: the lock of the job runs out
    clearTimeout(grace);
    await this.options.queue.close();
    for (const connection of Object.values(this.connections)) connection.disconnect();
  }

  private async work(job: Job<WireJob, null>, token: string, signal: AbortSignal): Promise<null> {
    const { model, queue, say } = this.options;
    if (job.data.model !== identityText(model))
      throw new UnrecoverableError(`a worker of another version cannot answer: it has ${identityText(model)}, the run ${job.data.model}`);
    try {
      const share = await queue.run(unpackJob(job.data), AbortSignal.any([signal, this.giveBack.signal]));
      await this.connections.own.set(shareKey(job.id!), packShare(share), 'EX', KEEP_S);
      return null;
    } catch (error) {
      if (error === GIVEN_BACK) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      if (signal.aborted) throw new UnrecoverableError('no longer wanted');
      say('warn', `job ${job.id}: ${(error as Error).message}`);
      throw error instanceof SimulationFault && error.isWorthAnother ? error : new UnrecoverableError((error as Error).message);
    }
  }

  private giveSign(): void {
    const { model, queue } = this.options;
    const presence: Presence = { model, threads: queue.width };
    if (this.connections.own.status !== 'ready') return; // what is said while Redis is away would all be said at once when it is back
    void this.connections.own.set(presenceKey(this.id), JSON.stringify(presence), 'PX', 3 * this.timing.presenceMs).catch(() => undefined);
  }

  private tellOfConnection(): void {
    const { own } = this.connections;
    const place = placeOfRedis(this.options.url);
    let isAway = true;
    own.on('ready', () => {
      isAway = false;
      this.options.say('info', `at Redis at ${place}: ${this.options.queue.width} threads, ${identityText(this.options.model)}`);
    });
    own.on('close', () => {
      if (!isAway && !this.isStopping) this.options.say('warn', `Redis at ${place} is away: looking for it`);
      isAway = true;
    });
    own.on('error', ({ message }) => {
      if (isAway) this.options.say('warn', `Redis at ${place}: ${message}`);
    });
  }
}
