import { interleave, median, rounded, timed, type Figure } from '../figure.js';
import { forks, lineByHand, lineModel, lookAheadByHand, lookAheadModel, mm1ByHand, mm1Model, type Work } from './kernels.js';

type Kernel = (size: number, seed: number) => Work;

interface Contest {
  name: string;
  /** what is counted */
  unit: string;
  /** simulated time, or how many */
  size: number;
  ours: Kernel;
  byHand: Kernel;
  note: string;
}

const CONTESTS: readonly Contest[] = [
  {
    name: 'parts: M/M/1, load 0.8',
    unit: 'events/s',
    size: 2_000_000,
    ours: mm1Model,
    byHand: mm1ByHand,
    note: 'the same sample path in a loop of typed arrays',
  },
  {
    name: 'parts: ten machines with failures, buffers of 5',
    unit: 'machine cycles/s',
    size: 200_000,
    ours: lineModel,
    byHand: lineByHand,
    note: 'the same sample path in a loop of typed arrays',
  },
  {
    name: 'parts: forks of that line, each run for 480 mean cycles',
    unit: '/s',
    size: 1000,
    ours: lookAheadModel,
    byHand: lookAheadByHand,
    note: 'as many runs of the loop of typed arrays, one core',
  },
];

const SEED = 42;
const FORKS = 20_000;
/** Results of one sample path differ by the rounding of sums alone. */
const EQUAL = 1e-12;

function measured({ name, unit, size, ours, byHand, note }: Contest, rounds: number): Figure {
  const [mine, other] = [ours(size, SEED), byHand(size, SEED)];
  const same = mine.done === other.done && Math.abs(mine.result / other.result - 1) < EQUAL;
  const speeds = interleave(
    rounds,
    () => timed(() => ours(size, SEED)),
    () => timed(() => byHand(size, SEED)),
  );
  const perS = (ms: number, { done }: Work) => rounded((done * 1000) / ms);
  return {
    name,
    ours: perS(speeds.ours, mine),
    rivalOrLimit: perS(speeds.rival, other),
    ratio: rounded(speeds.ratio),
    unit,
    note: same ? note : `${note}; NOT the same result`,
  };
}

/** The part-by-part model against loops written for nothing but the same sample path. Simulators of others are not installed, so none is measured. */
export function* partsFigures(rounds: number): Generator<Figure> {
  for (const contest of CONTESTS) yield measured(contest, rounds);
  const times = Array.from({ length: rounds + 1 }, () => timed(() => forks(FORKS, SEED)) * (1000 / FORKS)).slice(1);
  yield {
    name: 'parts: fork of that line, its future drawn afresh',
    ours: rounded(median(times)),
    rivalOrLimit: 50,
    ratio: rounded(50 / median(times)),
    unit: 'us',
    note: 'limit',
  };
}
