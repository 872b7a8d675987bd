import path from 'node:path';
import { jest } from '@jest/globals';
import { BullQueue } from '../../src/scenarios/bull-queue.js';
import type { BullTiming } from '../../src/scenarios/bull-wire.js';
import { BullWorker } from '../../src/scenarios/bull-worker.js';
import type { ModelIdentity } from '../../src/scenarios/model-identity.js';
import { PiscinaQueue } from '../../src/scenarios/piscina-queue.js';
import { SimulationFault, type JobQueue } from '../../src/scenarios/queue.js';
import type { RunJob, RunShare } from '../../src/scenarios/run-job.js';
import { definition, emptyLine } from '../scenarios/fixtures.js';
import { repositoryRoot } from '../shared.js';
import { findRedis, startRedis, type RedisServer } from './redis.js';
import { until } from './service.js';

jest.setTimeout(60_000);
const binary = findRedis();
const suite = binary === null ? describe['skip'] : describe;

const failing = path.join(repositoryRoot, 'test', 'fixtures', 'failing-worker.mjs');
const model: ModelIdentity = { engine: '1', node: '1', code: 'aaa' };
const timing: Partial<BullTiming> = { lockMs: 1000, stalledMs: 500, presenceMs: 100, lookMs: 100, nobodyMs: 500, awayMs: 500 };
const never = new AbortController().signal;
const start = emptyLine();
/** The seed says how the worker fails; 0: not at all. */
const job = (seed: number): RunJob => ({ of: 'line', job: { definitions: [definition()], start, horizonS: 60, seed, from: 0, count: 2 } });

suite(binary === null ? 'a worker of a queue in Redis (skipped: redis-server not found)' : 'a worker of a queue in Redis', () => {
  let redis: RedisServer;
  let queue: BullQueue;
  let workers: BullWorker[];
  let said: string[];
  beforeEach(async () => {
    redis = await startRedis(binary!);
    queue = new BullQueue({ url: redis.url, model, timing });
    workers = [];
    said = [];
  });
  afterEach(async () => {
    await queue.close();
    await Promise.all(workers.map((worker) => worker.stop(0)));
    await redis.remove();
  });

  const worker = (its: JobQueue<RunJob, RunShare>, identity = model): BullWorker => {
    const say = (level: string, sentence: string) => void (level === 'warn' && said.push(sentence));
    const one = new BullWorker({ url: redis.url, model: identity, queue: its, say, timing });
    workers.push(one);
    return one;
  };
  const threads = (limitMs = 60_000) => new PiscinaQueue({ threads: 1, worker: failing, memoryMb: 32, limitMs });

  it.each([
    ['throws', 1, 'a simulation worker failed: the model is at fault', 3],
    ['ends its thread', 2, 'a simulation worker failed: worker exited with code: 3', 3],
    ['fills its memory', 3, 'a simulation worker ran out of memory: ask for a shorter horizon or fewer variants', 3],
    ['never ends', 4, 'a simulation worker took longer than 1 s over one part of the run: ask for a shorter horizon or fewer variants', 1],
  ])('that has a job that %s fails it with the reason, and goes on with the next', async (_, seed, sentence, times) => {
    worker(threads(1000));
    await expect(queue.run(job(seed), never)).rejects.toThrow(new SimulationFault(sentence));
    expect(said.filter((each) => each.endsWith(sentence))).toHaveLength(times);
    expect((await queue.run(job(0), never))[0]).toHaveLength(2);
  });

  it('that is stopped gives back what it has not finished, and another does it', async () => {
    const held = new Promise<never>(() => undefined);
    let hasBegun = false;
    const slow: JobQueue<RunJob, RunShare> = {
      width: 1,
      run: (_, signal) => {
        hasBegun = true;
        return Promise.race([held, new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))]);
      },
      close: async () => undefined,
    };
    const first = worker(slow);
    const share = queue.run(job(0), never);
    await until(
      async () => hasBegun,
      (yes) => yes,
      10_000,
    );
    await first.stop(10);
    worker(threads());
    expect((await share)[0]).toHaveLength(2);
    expect(said).toEqual([]);
  });

  it('of another version does not answer: the run fails and says why', async () => {
    worker(threads(), { ...model, engine: '2' });
    await until(
      () => queue.health(),
      ({ detail }) => detail.includes('only of'),
      10_000,
    );
    const sentence = `no worker process of this version (engine 1, Node.js 1, code aaa) has been at Redis at ${new URL(redis.url).host}`;
    await expect(queue.run(job(0), never)).rejects.toThrow(new SimulationFault(`for 0.5 s ${sentence}, only of engine 2, Node.js 1, code aaa`));
  });

  it('that is not there fails the run, and so does a Redis that does not come back', async () => {
    const place = `Redis at ${new URL(redis.url).host}`;
    await expect(queue.run(job(0), never)).rejects.toThrow(
      new SimulationFault(`for 0.5 s no worker process of this version (engine 1, Node.js 1, code aaa) has been at ${place}`),
    );
    worker(threads());
    await until(
      () => queue.health(),
      ({ ok }) => ok,
      10_000,
    );
    const endless = queue.run(job(4), never);
    endless.catch(() => undefined);
    await redis.stop();
    await expect(endless).rejects.toThrow(new SimulationFault(`for 0.5 s ${place} has not answered`));
    expect(await queue.health()).toEqual({ ok: false, detail: `simulations cannot be asked for: ${place} does not answer` });
  });
});
