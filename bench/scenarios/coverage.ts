import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { newStream, nextUniform } from '../../src/engine/random.js';
import { quantile } from '../../src/engine/statistics.js';
import { followFuture } from '../../src/model/cell/future.js';
import { runCell } from '../../src/model/cell/run.js';
import { copyCell, forkCell, startCell, timeOfCell } from '../../src/model/cell/state.js';
import { expected } from '../../src/model/expected.js';
import { settle } from '../../src/model/flow.js';
import type { LineState } from '../../src/model/layout.js';
import { run } from '../../src/model/run.js';
import { copy, fork, openAccount, timeOf } from '../../src/model/state.js';
import type { CompiledLine } from '../../src/model/compile.js';
import { rounded, type Figure } from '../figure.js';
import { loadSite } from '../sites/site-files.js';
import { inThreads } from '../threads.js';
import { liveLine, SHIFT_S } from './live.js';
import { packageRoot } from '../../src/platform/package.js';
import path from 'node:path';

/** From one fork to the next: every hour of the day comes. */
const EVERY_S = 9.7 * 3600;
const US = 1e6;
const BAND = { low: 76, high: 84 } as const;

interface Job {
  of: 'line' | 'site';
  forks: number;
  replications: number;
}

/** Of one KPI: how often its true continuation lay in the range, of the forks whose range is not a single number. */
export interface Covered {
  name: string;
  within: number;
  all: number;
}

interface Shift {
  kwh: number;
  made: number;
}

/**
 * How often what a known plant then did lies in p10 to p90 of forks of it at that instant: of a line and of a site, each its own truth.
 * Where the range is one number (nobody works) nothing is told, and it does not count.
 */
export async function* coverageFigures(forks: number, replications: number): AsyncGenerator<Figure> {
  const jobs: Job[] = [
    { of: 'line', forks, replications },
    { of: 'site', forks, replications },
  ];
  for await (const covered of inThreads<Job, Covered[]>(fileURLToPath(import.meta.url), jobs, 2)) yield* covered.map((each) => figureOf(each, replications));
}

function figureOf({ name, within, all }: Covered, replications: number): Figure {
  const { low, high } = binomialInterval(within, all);
  const share = (100 * within) / all;
  const inBand = share >= BAND.low && share <= BAND.high;
  const band = `asked: ${BAND.low} to ${BAND.high} %, ${inBand ? 'met' : 'MISSED'}`;
  const note = `${all} forks with ${replications} replications; 95 % interval ${low.toFixed(1)} to ${high.toFixed(1)} %; ${band}`;
  return { name: `true continuations in the range of 80 %, ${name}`, ours: rounded(share), ratio: null, unit: '%', note };
}

/** Wilson's interval of a share [%] (Wilson 1927). */
export function binomialInterval(within: number, all: number): { low: number; high: number } {
  const z = 1.96;
  const p = within / all;
  const middle = (p + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((p * (1 - p)) / all + (z * z) / (4 * all * all));
  return { low: 100 * (middle - half), high: 100 * (middle + half) };
}

/** Counts a KPI. `steps`: its values are few (lots), so that a range holds more than its share: it is counted by rank, ties broken by chance. */
class Count {
  within = 0;
  all = 0;
  private readonly chance = newStream('ties', 1);

  constructor(
    private readonly name: string,
    private readonly steps: boolean,
  ) {}

  add(values: readonly number[], actual: number): void {
    if (this.steps) return this.count(this.rank(values, actual), { low: 0.1, high: 0.9 });
    const ascending = [...values].sort((a, b) => a - b);
    const [low, high] = [quantile(ascending, 0.1), quantile(ascending, 0.9)];
    const slack = 1e-9 * Math.abs(high); // sums in another order
    if (high - low > slack) this.count(actual, { low: low - slack, high: high + slack });
  }

  done(): Covered {
    return { name: this.name, within: this.within, all: this.all };
  }

  private count(actual: number, { low, high }: { low: number; high: number }): void {
    this.all++;
    if (low <= actual && actual <= high) this.within++;
  }

  /** Randomised probability integral transform (Smith 1985): even in 0 to 1 where the futures are right. */
  private rank(values: readonly number[], actual: number): number {
    const slack = 1e-9 * Math.abs(actual);
    const less = values.filter((value) => value < actual - slack).length;
    const alike = values.filter((value) => Math.abs(value - actual) <= slack).length;
    return (less + nextUniform(this.chance, 0) * (alike + 1)) / (values.length + 1);
  }
}

function overLine({ forks, replications }: Job): Covered[] {
  const { line, live } = liveLine();
  const [kwh, made] = [new Count('line osd-1, energy', false), new Count('line osd-1, good units', false)];
  let scratch: LineState | undefined;
  for (let n = 0; kwh.all < forks || made.all < forks; n++) {
    if (n >= 5 * forks) throw new Error('too few forks tell anything');
    run(line, live, timeOf(live) + Math.round(EVERY_S * US));
    const truth = shiftOfLine(line, copy(live));
    const futures = Array.from({ length: replications }, (_, replication) =>
      shiftOfLine(line, (scratch = fork(line, live, { seed: n, replication }, scratch))),
    );
    if (kwh.all < forks)
      kwh.add(
        futures.map((each) => each.kwh),
        truth.kwh,
      );
    if (made.all < forks)
      made.add(
        futures.map((each) => each.made),
        truth.made,
      );
  }
  return [kwh.done(), made.done()];
}

function shiftOfLine(line: CompiledLine, state: LineState): Shift {
  settle(line, state, timeOf(state));
  openAccount(state);
  const untilUs = timeOf(state) + SHIFT_S * US;
  run(line, state, untilUs);
  settle(line, state, untilUs);
  return { kwh: state.energy.reduce((sum, each) => sum + each, 0), made: expected(line, state).lineGood };
}

function overSite({ forks, replications }: Job): Covered[] {
  const name = 'kerlanoux';
  const { compiled: cell } = loadSite(path.join(packageRoot, 'plants'), name);
  const plant = startCell(cell, { seed: 11, replication: 0, atUs: Date.UTC(2026, 0, 5, 5) * 1000 });
  runCell(cell, plant, timeOfCell(plant) + 14 * 86_400 * US);
  const [kwh, made] = [new Count(`site ${name}, energy`, false), new Count(`site ${name}, good items, by rank`, true)];
  for (let n = 0; kwh.all < forks; n++) {
    if (n >= 5 * forks) throw new Error('too few forks tell anything');
    runCell(cell, plant, timeOfCell(plant) + Math.round(EVERY_S * US));
    const untilUs = timeOfCell(plant) + SHIFT_S * US;
    const shift = (state: typeof plant): Shift => {
      const { kwh: used, made: its } = followFuture(cell, state, untilUs);
      return { kwh: used, made: its.reduce((sum, each) => sum + each, 0) };
    };
    const truth = shift(copyCell(cell, plant));
    const futures = Array.from({ length: replications }, (_, replication) => shift(forkCell(cell, plant, { seed: n, replication })));
    kwh.add(
      futures.map((each) => each.kwh),
      truth.kwh,
    );
    made.add(
      futures.map((each) => each.made),
      truth.made,
    );
  }
  return [kwh.done(), made.done()];
}

if (!isMainThread) {
  const job = workerData as Job;
  parentPort!.postMessage(job.of === 'line' ? overLine(job) : overSite(job));
}
