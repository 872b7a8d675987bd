import fc from '../property.js';
import type { Replication } from '../../src/model/replicate.js';
import { understand, type Question } from '../../src/scenarios/question.js';
import { SimulationFault } from '../../src/scenarios/queue.js';
import { lineJobs, type RunQueue } from '../../src/scenarios/run-job.js';
import { hashOfState, resultBytes, toResult } from '../../src/scenarios/result.js';
import { runReplications, type Progress, type RunnerOptions } from '../../src/scenarios/runner.js';
import { InProcessQueue, definition, emptyLine, request } from './fixtures.js';

const start = emptyLine();

function question(replications = 20): Question {
  const understood = understand(request({ replications }), definition());
  if (!understood.ok) throw new Error('the question is not understood');
  return understood.question;
}

function runOn(queue: RunQueue, { definitions, request: asked }: Question, options: Partial<RunnerOptions> = {}): Promise<Replication[][]> {
  const share = { definitions, start, horizonS: asked.horizon, seed: asked.seed, replications: asked.replications };
  return runReplications(lineJobs(queue), share, { signal: new AbortController().signal, nowMs: () => 0, ...options });
}

async function bytes(queue: RunQueue, options: Partial<RunnerOptions> = {}): Promise<string> {
  const asked = question();
  const inputs = { request: asked.request, modelVersion: 'v', startHash: hashOfState(asked.request.line, start) };
  return resultBytes(toResult(inputs, { from: 'empty', atUs: 0, epoch: null, revision: null }, asked.definitions, await runOn(queue, asked, options)));
}

describe('a run', () => {
  it('gives the same bytes for any number of workers, size of jobs and order of arrival', async () => {
    const expected = await bytes(new InProcessQueue(1), { count: () => 20 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 }), async (width, counts) => {
        let job = 0;
        const queue = new InProcessQueue(width, ({ from }) => (from * 7) % 5);
        expect(await bytes(queue, { count: () => counts[job++ % counts.length]! })).toBe(expected);
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  it('simulates every replication once', async () => {
    const queue = new InProcessQueue(3);
    const replications = await runOn(queue, question(50), { count: () => 7 });
    expect(replications.map((share) => share.length)).toEqual([50, 50]);
    expect(queue.jobs.sort((a, b) => a.from - b.from)).toEqual([0, 7, 14, 21, 28, 35, 42, 49].map((from) => ({ from, count: Math.min(7, 50 - from) })));
  });

  it('pairs its variants: the same replication differs from the baseline by the change alone', async () => {
    const asked = { ...question(), definitions: [definition(), definition()] };
    const [baseline, same] = await runOn(new InProcessQueue(2), asked);
    expect(same).toStrictEqual(baseline);
  });

  it('tells its progress, with what is finished without a gap', async () => {
    const told: (Progress & { finished: number })[] = [];
    let nowMs = 0;
    await runOn(new InProcessQueue(1), question(4), {
      count: () => 2,
      nowMs: () => (nowMs += 1000),
      onProgress: (progress, finished) => told.push({ ...progress, finished: finished()[1]!.length }),
    });
    expect(told).toEqual([
      { done: 2, total: 4, etaS: 3, finished: 2 },
      { done: 4, total: 4, etaS: 0, finished: 4 },
    ]);
  });

  it('sends larger jobs once it knows how fast a replication is', async () => {
    const queue = new InProcessQueue(1);
    await runOn(queue, question(200));
    expect(queue.jobs.map(({ count }) => count)).toEqual([1, 64, 64, 64, 7]);
  });

  it('ends with the reason of the signal when it is cancelled, and asks for nothing more', async () => {
    const abort = new AbortController();
    const queue = new InProcessQueue(1);
    const run = runOn(queue, question(50), {
      signal: abort.signal,
      count: () => 1,
      onProgress: ({ done }) => void (done === 3 && abort.abort(new Error('no longer wanted'))),
    });
    await expect(run).rejects.toThrow('no longer wanted');
    expect(queue.jobs).toHaveLength(3);
  });

  it('fails with the sentence of the first worker that fails, and stops the others', async () => {
    const jobs: number[] = [];
    const queue: RunQueue = {
      width: 2,
      run: async (job, signal) => {
        jobs.push(job.job.from);
        if (job.job.from === 1) throw new SimulationFault('a worker broke');
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
      close: async () => undefined,
    };
    await expect(runOn(queue, question(), { count: () => 1 })).rejects.toThrow(new SimulationFault('a worker broke'));
    expect(jobs).toEqual([0, 1]);
  });
});
