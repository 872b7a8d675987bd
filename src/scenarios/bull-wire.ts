import { deserialize, serialize } from 'node:v8';
import { identityText, type ModelIdentity } from './model-identity.js';
import type { RunJob, RunShare } from './run-job.js';

/** Before all keys that we have in Redis. */
export const PREFIX = 'pharmatwin';

/** A job in Redis. */
export interface WireJob {
  /** of the program that asks */
  model: string;
  /** base64 of the packed job */
  packed: string;
}

/** A worker process that is there, as it says itself. */
export interface Presence {
  model: ModelIdentity;
  threads: number;
}

/** Times of the queue [ms]. */
export interface BullTiming {
  /** a job whose worker has not been heard of for so long is given to another */
  lockMs: number;
  /** from one look for such jobs to the next */
  stalledMs: number;
  /** from one sign of life of a worker process to the next; after three that are missing it is gone */
  presenceMs: number;
  /** from one look after the jobs that are out to the next: what is told of them in between may be lost */
  lookMs: number;
  /** a run waits so long for a worker to be there at all */
  nobodyMs: number;
  /** and so long for Redis to be back */
  awayMs: number;
}

export const BULL_TIMING: BullTiming = { lockMs: 6_000, stalledMs: 3_000, presenceMs: 2_000, lookMs: 1_000, nobodyMs: 30_000, awayMs: 60_000 };

/** A job that a worker failed so often fails its run; so does one whose worker process died under it so often. */
export const ATTEMPTS = 3;
/** What nobody takes goes by itself [s]. */
export const KEEP_S = 600;

/** Programs of different models have different queues: none sees the jobs of another. */
export const queueName = ({ engine, node, code }: ModelIdentity): string => `runs-${engine}-${node}-${code}`;
export const shareKey = (job: string): string => `${PREFIX}:share:${job}`;
export const presenceKey = (worker: string): string => `${PREFIX}:worker:${worker}`;
/** On which it is told that a job is no longer wanted, by its id. */
export const cancelChannel = (model: ModelIdentity): string => `${PREFIX}:cancel:${queueName(model)}`;

export const packJob = (job: RunJob, model: ModelIdentity): WireJob => ({ model: identityText(model), packed: serialize(job).toString('base64') });
export const unpackJob = ({ packed }: WireJob): RunJob => deserialize(Buffer.from(packed, 'base64')) as RunJob;

/** Bit for bit: numbers of typed arrays, NaN and -0 too. */
export const packShare = (share: RunShare): Buffer => serialize(share);
export const unpackShare = (bytes: Uint8Array): RunShare => deserialize(bytes) as RunShare;
