import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { BullQueue } from '../../src/scenarios/bull-queue.js';
import { modelIdentity } from '../../src/scenarios/model-identity.js';
import { PiscinaQueue, workerFile } from '../../src/scenarios/piscina-queue.js';
import { packageRoot } from '../../src/platform/package.js';
import { belowLimit, type Figure } from '../figure.js';
import { findProgram, startRedis } from '../ingest/servers.js';
import type { LiveQuestion } from './live.js';
import { answered } from './speed.js';

const WAIT_MS = 20_000;

/** The same what-ifs on threads and by Redis on two worker processes: throws where a byte differs. Nothing where there is no redis-server. */
export async function* sameBytesFigures(questions: readonly LiveQuestion[], rounds: number, say: (sentence: string) => void): AsyncGenerator<Figure> {
  const binary = findProgram('redis-server');
  if (binary === null) return say('redis-server is not on this machine: worker processes are left out');
  const server = await startRedis(binary);
  const url = `redis://127.0.0.1:${server.port}`;
  const worker = () => spawn(process.execPath, ['dist/src/cli.js', 'worker', '--redis', url, '--threads', '1'], { cwd: packageRoot, stdio: 'ignore' });
  const workers = [worker(), worker()];
  const queue = new BullQueue({ url, model: modelIdentity() });
  const threads = new PiscinaQueue({ threads: 2, worker: workerFile() });
  try {
    const end = performance.now() + WAIT_MS;
    for (await queue.health(); queue.width < workers.length; await queue.health()) {
      if (performance.now() > end) throw new Error('the worker processes did not come');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    for (const question of questions) {
      const times: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const [ours, theirs] = [await answered(question, queue), await answered(question, threads)];
        if (ours.bytes !== theirs.bytes) throw new Error(`${question.name}: worker processes gave other bytes than threads`);
        times.push(ours.allMs / 1000);
      }
      const note = 'two worker processes by Redis, the same bytes as on threads; limit of the issue';
      yield belowLimit(`what-if of a shift from live, ${question.name}, worker processes: all`, times, 3, 's', note);
    }
  } finally {
    await Promise.all([queue.close(), threads.close()]);
    for (const each of workers) {
      each.kill('SIGKILL');
      if (each.exitCode === null && each.signalCode === null) await once(each, 'exit');
    }
    await server.remove();
  }
}
