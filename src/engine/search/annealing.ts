import { exp, power } from '../elementary.js';
import { nextUniform } from '../random.js';
import { lackOf, observe, type Answers, type Question, type Trial } from './course.js';
import { byKey, keyIn } from './keys.js';
import { inserted, swapped } from './orders.js';
import type { Goals } from './paired-dominance.js';
import { firstDifference } from './preference.js';
import { below, shuffled } from './shuffle.js';
import { spentOn, trialAt, type Tried } from './tried.js';

export interface Annealing {
  readonly goals: Goals;
  readonly orders: number;
  /** sequences to begin with */
  readonly starts: readonly (readonly number[])[];
  /** levels of release of each order; 1: releases are not shifted */
  readonly releases: number;
  /** replications of a point */
  readonly rows: number;
  /** points to ask for at once */
  readonly atOnce: number;
  readonly tried: Tried;
  /** random numbers */
  readonly words: Uint32Array;
  /** replications of all points together that may be used */
  readonly limit: number;
}

/** Temperature at first and at last, in usual differences between neighbours. */
const HOT = 1;
const COLD = 0.02;
/** Share of the replications after which all chains go on from the best point. */
const GATHER = 0.7;
/** Rounds in succession that ask for nothing new, before chains end. */
const IDLE = 30;
/** Chance that a neighbour differs in a release, where there are any, and not in the sequence. */
const RELEASE = 1 / 3;

/** Chains from the starts, then again from anywhere as long as that finds something better. */
export function* anneal<Outcome>(a: Annealing, soFar: () => Outcome): Generator<Question<Outcome>, 'converged' | 'budget', Answers> {
  let best: Trial | null = null;
  for (let starts = a.starts; ; starts = starts.map(() => shuffled(a.orders, a.words))) {
    const points = starts.map((sequence) => (a.releases > 1 ? [...sequence, ...sequence.map(() => 0)] : sequence));
    const found: Trial | null = yield* cool(a, [...new Set(points.map((point) => trialAt(a.tried, point)))], soFar);
    if (found === null) return 'budget';
    if (best !== null && byKey([best, found], a.goals)[0] === best) return 'converged';
    best = found;
  }
}

/** The best point that chains meet before they ask for nothing new; null: the limit is reached. */
function* cool<Outcome>(a: Annealing, starts: readonly Trial[], soFar: () => Outcome): Generator<Question<Outcome>, Trial | null, Answers> {
  const { goals, tried, rows, limit } = a;
  const already = spentOn(tried);
  const usual: Differences = Array.from({ length: goals.goals.length + 1 }, () => ({ sum: 0, n: 0 }));
  if (!(yield* look(a, starts, soFar))) return null;
  let chains = [...starts];
  let best = byKey(chains, goals)[0]!;
  let gathered = false;
  for (let idle = 0; idle < IDLE;) {
    const share = (spentOn(tried) - already) / (limit - already);
    if (share > GATHER && !gathered) {
      chains = chains.map(() => best);
      gathered = true;
    }
    const each = Math.max(1, Math.floor(a.atOnce / chains.length));
    const rounds = chains.map(({ point }) => Array.from({ length: each }, () => trialAt(tried, neighbour(point, a))));
    const met = [...new Set(rounds.flat())];
    idle = lackOf(met, rows) === 0 ? idle + 1 : 0;
    if (!(yield* look(a, met, soFar))) return null;
    best = byKey([best, ...met], goals)[0]!;
    const temperature = HOT * power(COLD / HOT, share);
    chains = chains.map((current, c) => next(current, byKey(rounds[c]!, goals)[0]!, usual, temperature, a));
  }
  return best;
}

/** False: the limit does not allow it. */
function* look<Outcome>({ tried, rows, limit }: Annealing, trials: readonly Trial[], soFar: () => Outcome): Generator<Question<Outcome>, boolean, Answers> {
  if (spentOn(tried) + lackOf(trials, rows) > limit) return false;
  yield* observe(
    trials.map((trial) => ({ trial, rows })),
    soFar,
  );
  return true;
}

/** Sum and number of the differences between neighbours, by the place of the key where they first differ. */
type Differences = { sum: number; n: number }[];

/** Where a chain goes on: at the better one, or at the worse one by chance (Metropolis). */
function next(current: Trial, candidate: Trial, differences: Differences, temperature: number, { goals, words }: Annealing): Trial {
  const [now, then] = [keyIn(current, goals), keyIn(candidate, goals)];
  const at = firstDifference(now, then);
  if (at === now.length) return candidate;
  const worse = now[at]! - then[at]!;
  const usual = differences[at]!;
  if (Number.isFinite(worse)) {
    usual.sum += Math.abs(worse);
    usual.n++;
  }
  return worse <= 0 || nextUniform(words, 0) < exp((-worse * usual.n) / usual.sum / temperature) ? candidate : current;
}

function neighbour(point: readonly number[], { orders, releases, words }: Annealing): number[] {
  const [sequence, levels] = [point.slice(0, orders), point.slice(orders)];
  if (releases > 1 && nextUniform(words, 0) < RELEASE) {
    const which = below(orders, words);
    const up = levels[which] === 0 || (levels[which]! < releases - 1 && nextUniform(words, 0) < 0.5);
    return [...sequence, ...levels.map((level, order) => (order === which ? level + (up ? 1 : -1) : level))];
  }
  const from = below(orders, words);
  const to = (from + 1 + below(orders - 1, words)) % orders;
  return [...(nextUniform(words, 0) < 0.5 ? inserted(sequence, from, to) : swapped(sequence, from, to)), ...levels];
}
