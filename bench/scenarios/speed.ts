import { CellFutures } from '../../src/model/what-if/replicate.js';
import { replicate } from '../../src/model/replicate.js';
import { PiscinaQueue, workerFile } from '../../src/scenarios/piscina-queue.js';
import type { RunQueue } from '../../src/scenarios/run-job.js';
import { belowLimit, timed, type Figure } from '../figure.js';
import { REPLICATIONS, SHIFT_S, type LiveLine, type LiveQuestion, type LiveSite } from './live.js';

const THREADS = 2;
/** The threads of a service are there before anybody asks. */
const START_MS = 1500;
/** After so many replications the code is compiled. */
const WARM_UP = 60;
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

/** The first what-if from live of a service that has just started, whose code is not compiled yet, and the next one. */
export async function* speedFigures(questions: readonly LiveQuestion[], rounds: number): AsyncGenerator<Figure> {
  for (const question of questions) {
    const cold: Answered[] = [];
    const warm: Answered[] = [];
    for (let round = 0; round < rounds; round++) {
      const queue = new PiscinaQueue({ threads: THREADS, worker: workerFile(), stays: true });
      await new Promise((resolve) => setTimeout(resolve, START_MS));
      cold.push(await answered(question, queue));
      warm.push(await answered(question, queue));
      await queue.close();
    }
    for (const [kind, values] of [
      ['first of a service', cold],
      ['next', warm],
    ] as const) {
      const first = values.map(({ firstMs }) => firstMs / 1000);
      const all = values.map(({ allMs }) => allMs / 1000);
      yield belowLimit(`what-if of a shift from live, ${question.name}, ${kind}: first interval`, first, 1, 's', NOTE);
      yield belowLimit(`what-if of a shift from live, ${question.name}, ${kind}: all`, all, 3, 's', NOTE);
    }
  }
}

/** From the live state to the end of the first replication of a shift, in one thread that has simulated before. */
export function* forkFigures({ line, live }: LiveLine, { site, situation }: LiveSite, rounds: number): Generator<Figure> {
  const note = 'a shift; limit of the issue';
  const ofLine = Array.from({ length: 3 * rounds + WARM_UP }, (_, seed) => timed(() => replicate(line, live, { seed, replication: 0, horizonS: SHIFT_S })));
  yield belowLimit('fork to first replication, line', ofLine.slice(WARM_UP), 20, 'ms', note);
  const first = (seed: number) => new CellFutures(site.compiled, { from: 'situation', situation }, { seed, horizonS: SHIFT_S }).replicate(0);
  const ofSite = Array.from({ length: 3 * rounds + WARM_UP }, (_, seed) => timed(() => first(seed)));
  yield belowLimit('fork to first replication, site', ofSite.slice(WARM_UP), 20, 'ms', note);
}
