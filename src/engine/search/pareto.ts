import { newStream, nextUniform } from '../random.js';
import { meansOf } from './choice.js';
import { lackOf, newTrial, observe, partOf, searchOf, type Course, type Trial } from './course.js';
import { crowding, dominates, layers } from './dominance.js';
import { levelsOf, pointAt, type Factor } from './factors.js';
import { frontOf, type Front, type FrontOptions } from './front.js';
import type { Goals } from './paired-dominance.js';
import { missingOf } from './ranking.js';
import { signOf, type Search } from './search.js';
import { below, shuffled } from './shuffle.js';
import { effortOf, newTried, spentOn, trialAt, type Effort, type Tried } from './tried.js';
import { crossed, mutated } from './variation.js';

export interface ParetoOptions extends FrontOptions {
  factors: readonly Factor[];
  seed: number;
  /** points of a generation; an even number from 4 on */
  population: number;
  /** replications of a point in the search */
  rows: number;
  /** points that are weighed against each other at the end, at most */
  finalists: number;
}

export interface Compromises extends Effort {
  /** of the finalists; null: not yet */
  front: Front | null;
  /** why the search for finalists ended; null: not yet */
  ended: 'converged' | 'budget' | null;
}

/** Of the budget, for the finalists. */
const FOR_FINALISTS = 0.4;
/** Generations in succession that leave the front as it is, before the search ends. */
const IDLE = 10;

/**
 * Looks for the best compromises between two goals or more: NSGA-II (Deb, Pratap, Agarwal and Meyarivan 2002) under common random numbers,
 * then the best are weighed against each other (see `compromises`) on replications that the search has not seen. What is allowed comes before
 * what is not. Throws for a budget that is too small for one generation and the finalists.
 */
export const searchCompromises = (options: ParetoOptions): Search<Compromises> => searchOf(paretoOf(options));

/** Where a point is in the coordinates of the factors, and what came of it. */
interface Individual {
  coordinates: readonly number[];
  trial: Trial;
}

function* paretoOf(options: ParetoOptions): Course<Compromises> {
  const { factors, seed, population, rows, budget, first, finalists } = options;
  const limit = budget - Math.max(first * finalists, Math.ceil(FOR_FINALISTS * budget));
  if (limit < population * rows) throw new RangeError(`a budget of ${budget} is too small for a generation of ${population * rows} and the finalists`);
  const words = newStream('search/pareto', seed);
  const tried = newTried();
  const individual = (coordinates: readonly number[]): Individual => ({ coordinates, trial: trialAt(tried, pointAt(factors, coordinates)) });
  const reach = factors.map((factor) => (factor.step === undefined ? 0 : 1 / levelsOf(factor)));
  const soFar = () => told(tried, null, null);
  let parents: Individual[] = [];
  const anywhere = () => spread(population, factors.length, words);
  let children = anywhere().map(individual);
  let ended: Compromises['ended'] = null;
  for (let idle = 0; ended === null;) {
    const trials = [...new Set(children.map(({ trial }) => trial))];
    if (spentOn(tried) + lackOf(trials, rows) > limit) ended = 'budget';
    else {
      yield* observe(
        trials.map((trial) => ({ trial, rows })),
        soFar,
      );
      const former = leadersOf(parents, options);
      parents = survivors([...parents, ...children], population, options);
      idle = former.size > 0 && same(former, leadersOf(parents, options)) ? idle + 1 : 0;
      if (idle === IDLE) ended = 'converged';
      children = (parents.length > 0 ? offspring(parents, population, reach, words) : anywhere()).map(individual);
    }
  }
  const racing = survivors(parents, finalists, options).map(({ trial: { id, point } }) => newTrial(id, point, rows));
  const weighed = (front: Front) => told(tried, front, ended);
  return weighed(yield* partOf(frontOf(racing, { ...options, budget: budget - spentOn(tried) }), weighed));
}

/** Points that have each stratum of each coordinate once (Latin hypercube). */
function spread(n: number, dimensions: number, words: Uint32Array): number[][] {
  const strata = Array.from({ length: dimensions }, () => shuffled(n, words).map((stratum) => (stratum + nextUniform(words, 0)) / n));
  return Array.from({ length: n }, (_, i) => strata.map((of) => of[i]!));
}

interface Judged {
  individual: Individual;
  merits: number[];
  missing: number;
}

function judged(individuals: readonly Individual[], { goals, constraints }: Goals): Judged[] {
  return [...new Map(individuals.map((individual) => [individual.trial, individual])).values()].flatMap((individual) => {
    const means = meansOf(individual.trial);
    if (means === null) return [];
    return [{ individual, merits: goals.map((goal, g) => signOf(goal) * means[g]!), missing: missingOf(individual.trial.rows, constraints, goals.length) }];
  });
}

const before = (a: Judged, b: Judged) => a.missing < b.missing || (a.missing === b.missing && dominates(a.merits, b.merits));

/** The best of these, each point once, best first: by layers, within one those with most room. */
function survivors(individuals: readonly Individual[], number: number, goals: Goals): Individual[] {
  const best: Judged[] = [];
  for (const layer of layers(judged(individuals, goals), before)) {
    if (best.length >= number) break;
    best.push(...roomiest(layer, number - best.length));
  }
  return best.map(({ individual }) => individual);
}

/**
 * So many of a layer, those with most room first. The one with least is dropped again and again, for its neighbours have more room then
 * (Kukkonen and Deb 2006).
 */
function roomiest(layer: readonly Judged[], number: number): Judged[] {
  let left = [...layer];
  for (;;) {
    const room = crowding(left.map(({ merits }) => merits));
    const order = left.map((_, i) => i).sort((a, b) => (room[a] === room[b] ? 0 : room[b]! - room[a]!));
    if (left.length <= number) return order.map((i) => left[i]!);
    left = left.filter((_, i) => i !== order.at(-1));
  }
}

/** Ids of the points that none comes before. */
function leadersOf(individuals: readonly Individual[], goals: Goals): Set<number> {
  const [first = []] = layers(judged(individuals, goals), before);
  return new Set(first.map(({ individual }) => individual.trial.id));
}

const same = (a: ReadonlySet<number>, b: ReadonlySet<number>) => a.size === b.size && [...a].every((id) => b.has(id));

/** As many children as there are parents; of two parents drawn, the better one is taken. */
function offspring(parents: readonly Individual[], population: number, reach: readonly number[], words: Uint32Array): number[][] {
  const draw = () => parents[Math.min(below(parents.length, words), below(parents.length, words))]!.coordinates;
  return Array.from({ length: population / 2 }, () => crossed(draw(), draw(), words).map((child) => mutated(child, reach, words))).flat();
}

function told(tried: Tried, front: Front | null, ended: Compromises['ended']): Compromises {
  return { front, ended, ...effortOf(tried, front?.placed ?? []) };
}
