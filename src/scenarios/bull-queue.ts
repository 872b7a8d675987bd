import { randomUUID } from 'node:crypto';
import { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { ATTEMPTS, BULL_TIMING, cancelChannel, KEEP_S, packJob, PREFIX, queueName, shareKey, unpackShare, type BullTiming, type WireJob } from './bull-wire.js';
import { identityText, type ModelIdentity } from './model-identity.js';
import { Presences } from './presences.js';
import { SimulationFault, type JobQueue } from './queue.js';
import { connectRedis, placeOfRedis } from './redis.js';
import type { RunJob, RunShare } from './run-job.js';

interface Out {
  wire: WireJob;
  sinceMs: number;
  isLookedAt: boolean;
  /** Redis has it: from then on one that it does not know any more was lost */
  isAdded: boolean;
  end: (share: RunShare) => void;
  fail: (error: unknown) => void;
}

/**
 * Worker processes on any machine, by BullMQ over Redis. A job is data, and its share comes back bit for bit. What Redis forgets is
 * asked again; a worker that dies has its job done by another.
 */
export class BullQueue implements JobQueue<RunJob, RunShare> {
  private readonly place: string;
  private readonly timing: BullTiming;
  private readonly redis: Redis;
  private readonly queue: Queue<WireJob, null>;
  private readonly events: QueueEvents;
  private readonly presences: Presences;
  private readonly out = new Map<string, Out>();
  private readonly looks: NodeJS.Timeout;

  constructor(private readonly options: { url: string; model: ModelIdentity; nowMs?: () => number; timing?: Partial<BullTiming> }) {
    this.place = placeOfRedis(options.url);
    this.timing = { ...BULL_TIMING, ...options.timing };
    this.redis = connectRedis(options.url);
    const base = { prefix: PREFIX, skipWaitingForReady: true };
    const name = queueName(options.model);
    this.queue = new Queue(name, { ...base, connection: this.redis, streams: { events: { maxLen: 1000 } } });
    this.events = new QueueEvents(name, { ...base, connection: this.redis, blockingTimeout: this.timing.lookMs });
    this.queue.on('error', () => undefined); // of the connection: told by its status
    this.events.on('error', () => undefined);
    const look = ({ jobId }: { jobId: string }) => void this.look(jobId);
    this.events.on('completed', look).on('failed', look);
    this.presences = new Presences(this.redis, options.model, this.timing, this.nowMs());
    this.looks = setInterval(() => void this.lookAtAll(), this.timing.lookMs);
  }

  /** Threads of all the worker processes of this model; one where there is none yet. */
  get width(): number {
    return Math.max(1, this.presences.threads);
  }

  unavailable(): string | null {
    return this.redis.status === 'ready' ? null : `simulations cannot be asked for: Redis at ${this.place} does not answer`;
  }

  /** Whether jobs are worked off, in one sentence. */
  async health(): Promise<{ ok: boolean; detail: string }> {
    const away = this.unavailable();
    if (away !== null) return { ok: false, detail: away };
    await this.presences.look(this.nowMs());
    const { processes, threads } = this.presences;
    if (processes === 0) return { ok: false, detail: this.nobody() };
    return { ok: true, detail: `${processes} worker ${processes === 1 ? 'process' : 'processes'} with ${threads} threads by Redis at ${this.place}` };
  }

  async run(job: RunJob, signal: AbortSignal): Promise<RunShare> {
    signal.throwIfAborted();
    const id = randomUUID();
    const stop = () => this.out.get(id)?.fail(signal.reason);
    try {
      return await new Promise<RunShare>((end, fail) => {
        this.out.set(id, { wire: packJob(job, this.options.model), sinceMs: this.nowMs(), isLookedAt: false, isAdded: false, end, fail });
        signal.addEventListener('abort', stop);
        void this.add(id);
      });
    } catch (error) {
      if (signal.aborted) void this.withdraw(id).catch(() => undefined); // what is left ends by itself
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      this.out.delete(id);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.looks);
    for (const { fail } of this.out.values()) fail(new SimulationFault('the queue of simulations was closed'));
    void this.events.close().catch(() => undefined); // waits for a Redis that is away: its connection is cut below
    await this.events.getBackend().close(true);
    this.redis.disconnect();
  }

  private async add(id: string): Promise<void> {
    const out = this.out.get(id);
    if (!out) return;
    try {
      await this.queue.add('share', out.wire, { jobId: id, attempts: ATTEMPTS, removeOnComplete: true, removeOnFail: { age: KEEP_S } });
      out.isAdded = true;
      if (!this.out.has(id)) await this.withdraw(id);
    } catch (error) {
      out.fail(new SimulationFault(`Redis at ${this.place} did not take a job: ${(error as Error).message}`));
    }
  }

  private async lookAtAll(): Promise<void> {
    if (this.out.size === 0) return;
    if (this.redis.status !== 'ready') return this.failThose(this.timing.awayMs, this.redisSilentSinceMs(), `Redis at ${this.place} has not answered`);
    this.silentSinceMs = null;
    await this.presences.look(this.nowMs()).catch(() => undefined);
    this.failThose(this.timing.nobodyMs, this.presences.nobodySinceMs, this.nobody());
    await Promise.all([...this.out.keys()].map((id) => this.look(id)));
  }

  private silentSinceMs: number | null = null;
  private redisSilentSinceMs(): number {
    return (this.silentSinceMs ??= this.nowMs());
  }

  /** Fails what is out where something has lasted too long, and what is out as long. */
  private failThose(limitMs: number, sinceMs: number | null, sentence: string): void {
    if (sinceMs === null) return;
    for (const out of this.out.values())
      if (this.nowMs() - Math.max(sinceMs, out.sinceMs) >= limitMs) out.fail(new SimulationFault(`for ${limitMs / 1000} s ${sentence}`));
  }

  private nobody(): string {
    const others = this.presences.others.map(identityText);
    const mine = `no worker process of this version (${identityText(this.options.model)}) has been at Redis at ${this.place}`;
    return others.length === 0 ? mine : `${mine}, only of ${[...new Set(others)].join('; ')}`;
  }

  /** Takes what came of a job, or asks again where Redis has forgotten it. */
  private async look(id: string): Promise<void> {
    const out = this.out.get(id);
    if (!out?.isAdded || out.isLookedAt) return;
    out.isLookedAt = true;
    try {
      if (await this.take(id, out)) return;
      const job = await this.queue.getJob(id);
      if (!job) {
        if (!(await this.take(id, out))) await this.add(id);
      } else if (job.finishedOn !== undefined && job.failedReason) {
        out.fail(new SimulationFault(inWords(job.failedReason)));
        await job.remove();
      }
    } catch {
      // Redis went away in the middle: the next look is soon
    } finally {
      out.isLookedAt = false;
    }
  }

  private async take(id: string, out: Out): Promise<boolean> {
    const bytes = await this.redis.getdelBuffer(shareKey(id));
    if (bytes === null) return false;
    out.end(unpackShare(bytes));
    return true;
  }

  /** A job that waits is removed; the worker that has it is told. */
  private async withdraw(id: string): Promise<void> {
    await this.redis.publish(cancelChannel(this.options.model), id);
    await (await this.queue.getJob(id))?.remove();
  }

  private nowMs(): number {
    return this.options.nowMs?.() ?? performance.now();
  }
}

const inWords = (reason: string): string =>
  reason.startsWith('job stalled')
    ? `the worker process died ${ATTEMPTS} times under the same part of the run: ask for a shorter horizon or fewer variants`
    : reason;
