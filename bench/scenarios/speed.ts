import { CellFutures } from '../../src/model/what-if/replicate.js';
import { replicate } from '../../src/model/replicate.js';
import { PiscinaQueue, workerFile } from '../../src/scenarios/piscina-queue.js';
import type { RunQueue } from '../../src/scenarios/run-job.js';
import { belowLimit, timed, type Figure } from '../figure.js';
import { REPLICATIONS, SHIFT_S, type LiveLine, type LiveQuestion, type LiveSite } from './live.js';

const THREADS = 2;
const NOTE = `${REPLICATIONS} replications of the plant as it is and of one variant on two threads; limit of the issue`;

export interface Answered {
  bytes: string;
  firstMs: number;
  allMs: number;
}

/** Asks, as the service does, and tells when the first interval could be shown and when all was there. */
export async function answered({ ask }: LiveQuestion, queue: RunQueue): Promise<Answered> {
  const began = performance.now();
  let firstMs: number | null = null;
  const bytes = await ask()(queue, {
    signal: new AbortController().signal,
    nowMs: () => performance.now(),
    onProgress: (_, interim) => {
      if (firstMs === null && interim().length > 0) firstMs = performance.now() - began;
    },
  });
  const allMs = performance.now() - began;
  return { bytes, firstMs: firstMs ?? allMs, allMs };
}

/** What-ifs from live on threads that are not there yet, and on threads that have worked before. */
export async function* speedFigures(questions: readonly LiveQuestion[], rounds: number): AsyncGenerator<Figure> {
  for (const question of questions) {
    const cold: Answered[] = [];
    const warm: Answered[] = [];
    for (let round = 0; round < rounds; round++) {
      const queue = new PiscinaQueue({ threads: THREADS, worker: workerFile() });
      cold.push(await answered(question, queue));
      warm.push(await answered(question, queue));
      await queue.close();
    }
    for (const [kind, values] of [
      ['new', cold],
      ['warm', warm],
    ] as const) {
      const first = values.map(({ firstMs }) => firstMs / 1000);
      const all = values.map(({ allMs }) => allMs / 1000);
      yield belowLimit(`what-if of a shift from live, ${question.name}, ${kind} threads: first interval`, first, 1, 's', NOTE);
      yield belowLimit(`what-if of a shift from live, ${question.name}, ${kind} threads: all`, all, 3, 's', NOTE);
    }
  }
}

/** From the live state to the end of the first replication of a shift, in one thread that has compiled the plant. */
export function* forkFigures({ line, live }: LiveLine, { site, situation }: LiveSite, rounds: number): Generator<Figure> {
  const note = 'a shift; limit of the issue';
  const ofLine = Array.from({ length: 3 * rounds + 3 }, (_, seed) => timed(() => replicate(line, live, { seed, replication: 0, horizonS: SHIFT_S })));
  yield belowLimit('fork to first replication, line', ofLine.slice(3), 20, 'ms', note);
  const first = (seed: number) => new CellFutures(site.compiled, { from: 'situation', situation }, { seed, horizonS: SHIFT_S }).replicate(0);
  const ofSite = Array.from({ length: 3 * rounds + 3 }, (_, seed) => timed(() => first(seed)));
  yield belowLimit('fork to first replication, site', ofSite.slice(3), 20, 'ms', note);
}
