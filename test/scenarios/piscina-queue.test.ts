import { existsSync } from 'node:fs';
import path from 'node:path';
import { jest } from '@jest/globals';
import { PiscinaQueue, workerFile } from '../../src/scenarios/piscina-queue.js';
import { understand } from '../../src/scenarios/question.js';
import { SimulationFault } from '../../src/scenarios/queue.js';
import { resultBytes, toResult } from '../../src/scenarios/result.js';
import { lineJobs, type RunJob } from '../../src/scenarios/run-job.js';
import { runReplications } from '../../src/scenarios/runner.js';
import { repositoryRoot } from '../shared.js';
import { InProcessQueue, definition, emptyLine, request } from './fixtures.js';

jest.setTimeout(60_000);

const failing = path.join(repositoryRoot, 'test', 'fixtures', 'failing-worker.mjs');
const start = emptyLine();
const job = (seed: number): RunJob => ({ of: 'line', job: { definitions: [definition()], start, horizonS: 60, seed, from: 0, count: 2 } });
const never = new AbortController().signal;

describe('worker threads', () => {
  let queue: PiscinaQueue;
  beforeEach(() => {
    queue = new PiscinaQueue({ threads: 1, worker: failing, memoryMb: 32 });
  });
  afterEach(() => queue.close());

  it.each([
    ['throws', 1, 'a simulation worker failed: the model is at fault'],
    ['ends its thread', 2, 'a simulation worker failed: worker exited with code: 3'],
    ['fills its memory', 3, 'a simulation worker ran out of memory: ask for a shorter horizon or fewer variants'],
  ])('that have a job that %s say so, and go on with the next', async (_, seed, sentence) => {
    await expect(queue.run(job(seed), never)).rejects.toThrow(new SimulationFault(sentence));
    expect((await queue.run(job(0), never))[0]).toHaveLength(2);
  });

  it('that are stuck over a job are stopped at its limit, say so, and go on with the next', async () => {
    const impatient = new PiscinaQueue({ threads: 1, worker: failing, limitMs: 500 });
    const sentence = 'a simulation worker took longer than 0.5 s over one part of the run: ask for a shorter horizon or fewer variants';
    await expect(impatient.run(job(4), never)).rejects.toThrow(new SimulationFault(sentence));
    expect((await impatient.run(job(0), never))[0]).toHaveLength(2);
    await impatient.close();
  });

  it('let go of a job that is cancelled, however busy it is', async () => {
    const abort = new AbortController();
    const endless = queue.run(job(4), abort.signal);
    abort.abort(new Error('no longer wanted'));
    await expect(endless).rejects.toThrow('no longer wanted');
    expect((await queue.run(job(0), never))[0]).toHaveLength(2);
  });
});

describe('the built worker', () => {
  it('is there: npm test builds first', () => {
    expect(existsSync(workerFile())).toBe(true);
  });

  it('gives the same bytes on one, two and three threads as in this process', async () => {
    const asked = request({ replications: 12, horizon: '2 h' });
    const understood = understand(asked, definition());
    if (!understood.ok) throw new Error('the question is not understood');
    const { definitions } = understood.question;
    const bytes = async (queue: InProcessQueue | PiscinaQueue) => {
      const share = { definitions, start, horizonS: asked.horizon, seed: asked.seed, replications: asked.replications };
      const replications = await runReplications(lineJobs(queue), share, { signal: never, nowMs: () => performance.now() });
      await queue.close();
      return resultBytes(
        toResult({ request: asked, modelVersion: 'v', startHash: 'h' }, { from: 'empty', atUs: 0, epoch: null, revision: null }, definitions, replications),
      );
    };
    const expected = await bytes(new InProcessQueue(1));
    for (const threads of [1, 2, 3]) expect(await bytes(new PiscinaQueue({ threads, worker: workerFile() }))).toBe(expected);
  });
});
