import { belowLimit, interleave, median, rounded, timed, type Figure } from '../figure.js';
import { lineSimjs, loadSimjs, mm1Simjs } from './simjs.js';
import { forks, lineByHand, lineModel, lookAheadByHand, lookAheadModel, mm1ByHand, mm1Model, type Work } from './kernels.js';

type Kernel = (size: number, seed: number) => Work;

interface Contest {
  name: string;
  /** what is counted */
  unit: string;
  /** simulated time, or how many */
  size: number;
  ours: Kernel;
  other: Kernel;
  note: string;
}

const CONTESTS: readonly Contest[] = [
  {
    name: 'parts: M/M/1, load 0.8',
    unit: 'events/s',
    size: 2_000_000,
    ours: mm1Model,
    other: mm1ByHand,
    note: 'the same sample path in a loop of typed arrays',
  },
  {
    name: 'parts: ten machines with failures, buffers of 5',
    unit: 'machine cycles/s',
    size: 200_000,
    ours: lineModel,
    other: lineByHand,
    note: 'the same sample path in a loop of typed arrays',
  },
  {
    name: 'parts: forks of that line, each run for 480 mean cycles',
    unit: '/s',
    size: 1000,
    ours: lookAheadModel,
    other: lookAheadByHand,
    note: 'as many runs of the loop of typed arrays, one core',
  },
];

const SEED = 42;
const FORKS = 20_000;
/** Rounds until the compiled forms have settled. */
const WARM_UP = 4;
/** Results of one sample path differ by the rounding of sums alone. */
const EQUAL = 1e-12;
/** Runs with other random numbers differ by chance. */
const ALIKE = 0.03;

/** The part-by-part model against loops written for nothing but the same sample path, and against simjs. */
export function* partsFigures(rounds: number): Generator<Figure> {
  for (const contest of CONTESTS) yield measured(contest, rounds);
  yield* simjsFigures(rounds);
  const times = Array.from({ length: rounds + WARM_UP }, () => timed(() => forks(FORKS, SEED)) * (1000 / FORKS)).slice(WARM_UP);
  yield belowLimit('parts: fork of that line, its future drawn afresh', times, 50, 'us', 'limit');
}

function measured({ name, unit, size, ours, other, note }: Contest, rounds: number, equal = EQUAL): Figure {
  const [mine, theirs] = [ours(size, SEED), other(size, SEED)];
  const same = Math.abs(mine.done / theirs.done - 1) < equal && Math.abs(mine.result / theirs.result - 1) < equal;
  const speeds = interleave(
    rounds,
    () => timed(() => ours(size, SEED)),
    () => timed(() => other(size, SEED)),
    WARM_UP,
  );
  const perS = (ms: number, { done }: Work) => rounded((done * 1000) / ms);
  return {
    name,
    ours: perS(speeds.ours, mine),
    rival: perS(speeds.rival, theirs),
    ratio: rounded(speeds.ratio),
    unit,
    note: same ? note : `${note}; NOT the same result`,
  };
}

function* simjsFigures(rounds: number): Generator<Figure> {
  const simjs = loadSimjs();
  const [mm1, line] = ['parts against simjs: M/M/1, load 0.8', 'parts against simjs: ten machines with failures, buffers of 5'] as const;
  const note = 'npm simjs 2.0.3 with its own random numbers; at least 10 times';
  if (simjs === null) {
    const absent = 'npm simjs is not installed, so it is not measured: npm install';
    yield { name: mm1, ours: speedOf(mm1Counts, MM1_SIMJS, rounds), ratio: null, unit: 'events/s', note: absent };
    yield { name: line, ours: speedOf(lineModel, LINE_SIMJS, rounds), ratio: null, unit: 'machine cycles/s', note: absent };
    return;
  }
  const rival =
    (kernel: typeof mm1Simjs): Kernel =>
    (size, seed) =>
      kernel(simjs, size, seed);
  yield measured({ name: mm1, unit: 'events/s', size: MM1_SIMJS, ours: mm1Counts, other: rival(mm1Simjs), note }, rounds, ALIKE);
  yield measured({ name: line, unit: 'machine cycles/s', size: LINE_SIMJS, ours: lineModel, other: rival(lineSimjs), note }, rounds, ALIKE);
}

/** Simulated times of the contests with simjs. */
const MM1_SIMJS = 1_000_000;
const LINE_SIMJS = 20_000;

/** M/M/1 whose result is what simjs tells without its statistics: the events. */
const mm1Counts: Kernel = (until, seed) => {
  const { done } = mm1Model(until, seed);
  return { done, result: done };
};

function speedOf(kernel: Kernel, size: number, rounds: number): number {
  const { done } = kernel(size, SEED);
  return rounded((done * 1000) / median(Array.from({ length: rounds + WARM_UP }, () => timed(() => kernel(size, SEED))).slice(WARM_UP)));
}
