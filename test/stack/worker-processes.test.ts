import { jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { Run } from '../../src/contract/run.js';
import { BullQueue } from '../../src/scenarios/bull-queue.js';
import { PREFIX, queueName } from '../../src/scenarios/bull-wire.js';
import { modelIdentity } from '../../src/scenarios/model-identity.js';
import { PiscinaQueue, workerFile } from '../../src/scenarios/piscina-queue.js';
import type { RunQueue } from '../../src/scenarios/run-job.js';
import { Interrupted } from '../../src/scenarios/simulation.js';
import { aboutBest, aboutLine, aboutSite, answer } from './questions.js';
import { findRedis, startRedis, type RedisServer } from './redis.js';
import { endAll, startService, startWorker, temporaryFolder, until, type WorkerProcess } from './service.js';

jest.setTimeout(120_000);
const binary = findRedis();
const suite = binary === null ? describe['skip'] : describe;
const model = modelIdentity();

const onThreads = async (ask: (queue: RunQueue) => Promise<string>): Promise<string> => {
  const queue = new PiscinaQueue({ threads: 2, worker: workerFile() });
  try {
    return await ask(queue);
  } finally {
    await queue.close();
  }
};

suite(binary === null ? 'worker processes (skipped: redis-server not found)' : 'worker processes', () => {
  let redis: RedisServer;
  let queue: BullQueue;
  let workers: WorkerProcess[] = [];
  beforeEach(async () => {
    redis = await startRedis(binary!);
    queue = new BullQueue({ url: redis.url, model });
    workers = [];
  });
  afterEach(async () => {
    await queue.close();
    await Promise.all(workers.map((worker) => worker.crash()));
    await redis.remove();
  });
  afterAll(() => endAll());

  const start = async (count: number, threads = 1) => {
    workers = await Promise.all(Array.from({ length: count }, () => startWorker(redis.url, threads)));
    await until(
      () => queue.health(),
      () => queue.width === count * threads,
      20_000,
    );
  };

  it.each([1, 3])('of which there are %d give the same bytes as threads, for a line, a site and a search', async (count) => {
    await start(count);
    for (const simulation of [aboutLine(40), aboutSite(24), aboutBest(300)]) {
      const expected = await onThreads((threads) => answer(simulation, threads));
      expect(await answer(simulation, queue)).toBe(expected);
    }
    const log = (await Promise.all(workers.map((worker) => worker.stop()))).map((each) => each.code);
    expect(log).toEqual(workers.map(() => 0));
    expect(await keys(redis.url, 'share:*')).toEqual([]);
  });

  it('of which one is killed in the middle of a job change nothing: another does it', async () => {
    await start(2);
    const simulation = aboutLine(400, '7 d');
    const expected = await onThreads((threads) => answer(simulation, threads));
    const killed: Promise<void>[] = [];
    const bytes = await answer(simulation, queue, ({ done }) => {
      if (done > 40 && killed.length === 0) killed.push(killWhileBusy());
    });
    await Promise.all(killed);
    expect(bytes).toBe(expected);
    expect(await stalledJobs(redis.url)).toBe(1);

    /** A worker that stands still holds its job: of two jobs at once one is its own. */
    async function killWhileBusy(): Promise<void> {
      const [worker] = workers;
      for (;;) {
        await until(
          () => activeJobs(redis.url),
          (active) => active === 2,
          20_000,
        );
        worker!.freeze();
        if ((await activeJobs(redis.url)) === 2) return worker!.crash();
        worker!.goOn();
      }
    }
  });

  it('lose Redis in the middle, with all that it knew, and go on when it is back', async () => {
    await start(2);
    const simulation = aboutLine(400, '7 d');
    const expected = await onThreads((threads) => answer(simulation, threads));
    const away: Promise<void>[] = [];
    const bytes = await answer(simulation, queue, ({ done }) => {
      if (done > 40 && away.length === 0) away.push(stopAndStart());
    });
    await Promise.all(away);
    expect(away).toHaveLength(1);
    expect(bytes).toBe(expected);

    async function stopAndStart(): Promise<void> {
      await redis.stop();
      await until(
        async () => queue.unavailable(),
        (sentence) => sentence !== null,
        20_000,
      );
      await redis.start();
    }
  });

  it('end a job that is cancelled, and take the next', async () => {
    await start(1);
    const abort = new AbortController();
    const long = aboutLine(2000, '7 d')(queue, { signal: abort.signal, nowMs: () => performance.now(), onProgress: () => undefined });
    await until(
      () => activeJobs(redis.url),
      (active) => active === 1,
      20_000,
    );
    const reason = new Error('no longer wanted');
    abort.abort(reason);
    // With what was done until then, where that is enough.
    expect(await long.catch((error: unknown) => (error instanceof Interrupted ? error.reason : error))).toBe(reason);
    await until(
      () => activeJobs(redis.url),
      (active) => active === 0,
      20_000,
    );
    const simulation = aboutLine(4);
    expect(await answer(simulation, queue)).toBe(await onThreads((threads) => answer(simulation, threads)));
  });
});

suite('a service whose Redis is away at the start', () => {
  const ASK = {
    line: 'osd-1',
    question: 'How much is made in a shift?',
    start: { from: 'empty', at: '2026-01-05T05:00:00Z' },
    horizon: '8 h',
    replications: 20,
    seed: 1,
  };

  it('lives, says so, refuses to simulate, and simulates once Redis and a worker are there', async () => {
    const redis = await startRedis(binary!, false);
    const { folder, remove } = await temporaryFolder();
    const service = await startService({ TWIN_DATA: folder, TWIN_PLANTS: 'plants/osd-1.yaml', TWIN_REDIS_URL: redis.url });
    const post = (body: unknown) =>
      fetch(`${service.url}/api/v1/runs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const ready = async () => {
      const answered = await fetch(`${service.url}/readyz`);
      return { status: answered.status, text: await answered.text() };
    };
    const end = (id: string) =>
      until(
        async () => Run.parse(await (await fetch(`${service.url}/api/v1/runs/${id}`)).json()),
        ({ status }) => status !== 'queued' && status !== 'running',
        60_000,
      );
    let worker: WorkerProcess | null = null;
    try {
      const where = new URL(redis.url).host;
      expect(await ready()).toEqual({
        status: 503,
        text: expect.stringContaining(`simulations: simulations cannot be asked for: Redis at ${where} does not answer`),
      });
      const refused = await post(ASK);
      expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([
        503,
        `simulations cannot be asked for: Redis at ${where} does not answer`,
      ]);
      expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
      await redis.start();
      await until(ready, ({ text }) => text.includes(`no worker process of this version`), 20_000);
      worker = await startWorker(redis.url, 2);
      await until(ready, ({ text }) => text.includes(`1 worker process with 2 threads by Redis at ${where}`), 20_000);
      const run = Run.parse(await (await post(ASK)).json());
      expect(await end(run.id)).toMatchObject({ status: 'succeeded', failure: null, progress: { done: 20 } });
      const long = Run.parse(await (await post({ ...ASK, replications: 1000, horizon: '30 d' })).json());
      expect((await fetch(`${service.url}/api/v1/runs/${long.id}`, { method: 'DELETE' })).status).toBe(204);
      expect((await end(long.id)).status).toBe('cancelled');
    } finally {
      await worker?.crash();
      expect(await service.stop()).toBe(0);
      await redis.remove();
      await remove();
    }
  });
});

async function withRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}

const activeJobs = (url: string) => withRedis(url, (redis) => redis.llen(`${PREFIX}:${queueName(model)}:active`));
const stalledJobs = async (url: string) => {
  const told = await withRedis(url, (redis) => redis.xrange(`${PREFIX}:${queueName(model)}:events`, '-', '+'));
  return told.filter(([, fields]) => fields.includes('stalled')).length;
};
const keys = (url: string, pattern: string) => withRedis(url, (redis) => redis.keys(`${PREFIX}:${pattern}`));
