import { ln } from '../elementary.js';
import { newStream, nextUniform } from '../random.js';
import type { Choice } from './choice.js';
import { newTrial, partOf, searchOf, type Course, type Trial } from './course.js';
import { descend, type Descent } from './descent.js';
import { newEvolution } from './evolution.js';
import { coordinateOf, type Factor } from './factors.js';
import { raceOf, type RaceOptions } from './race.js';
import { ranked, standingOf } from './ranking.js';
import type { Search } from './search.js';
import { effortOf, evaluated, newTried, spentOn, wellKnown, type Effort, type Tried } from './tried.js';

export interface NumbersOptions extends RaceOptions {
  factors: readonly Factor[];
  /** where to begin; default: the middle */
  start?: readonly number[];
  seed: number;
  /** replications of a point at first, at least 2 where there is chance; more, up to `most`, where it takes them to rank points */
  least: number;
  most: number;
  /** points that race at the end */
  finalists: number;
  /** share of a factor's range below which a number without step need not be known; default 0.001 */
  precision?: number;
}

export interface Found extends Effort {
  /** what the race of the finalists says; null: it has not begun */
  choice: Choice | null;
  /** id of the point that looks best to the search; null: none yet */
  leading: number | null;
  /** why the search for finalists ended; null: not yet */
  ended: 'converged' | 'budget' | null;
}

/** Of the budget, for the finalists. */
const FOR_RACE = 0.3;
/** Standard deviation of a cloud at first, of the range of every factor: anywhere, and near a point. */
const WIDE = 0.3;
const NEAR = 0.01;
/** Finalists are apart by this share of the range of a factor, or by a step. */
const APART = 0.01;

/**
 * Looks for the best numbers by an evolution strategy under common random numbers, then lets the best few points race on replications that
 * the search has not seen. After a descent another one starts: at the best point where that lies elsewhere, else anywhere and with twice as
 * many points a generation (Auger and Hansen 2005), until such a one finds nothing better, or the budget of the search is used up.
 * Throws for a budget that is too small for a generation and the race.
 */
export const searchNumbers = (options: NumbersOptions): Search<Found> => searchOf(numbersOf(options));

function* numbersOf(options: NumbersOptions): Course<Found> {
  const { factors, start, seed, least, most, budget, first, finalists, precision = 0.001 } = options;
  const limit = budget - Math.max(first * finalists, Math.ceil(FOR_RACE * budget)) - most;
  let lambda = Math.max(6, 4 + Math.floor(3 * ln(factors.length)));
  if (limit < lambda * least) throw new RangeError(`a budget of ${budget} is too small for a generation of ${lambda * least} and a race`);
  const tried = newTried();
  const d: Descent = { problem: options, factors, tried, words: newStream('search/numbers', seed), limit, least, most, rows: least, precision };
  const coordinates = (point: readonly number[]) => factors.map((factor, k) => coordinateOf(factor, point[k]!));
  const ends = new Set<Trial>();
  let cloud = newEvolution(start === undefined ? factors.map(() => 0.5) : coordinates(start), WIDE, lambda);
  let ended: Found['ended'] = null;
  let best: Trial | null = null;
  while (ended === null) {
    const { at, converged } = yield* descend(d, cloud, () => found(tried, options, null, null));
    const leading = leader(tried, options)!;
    const elsewhere = !ends.has(leading) && isBetter(leading, at, options);
    ends.add(at);
    if (!converged) ended = 'budget';
    else if (elsewhere) {
      ends.add(leading);
      cloud = newEvolution(coordinates(leading.point), NEAR, lambda);
    } else if (best !== null && !isBetter(leading, best, options)) ended = 'converged';
    else {
      best = leading;
      lambda *= 2;
      cloud = newEvolution(
        factors.map(() => nextUniform(d.words, 0)),
        WIDE,
        lambda,
      );
    }
  }
  const from = Math.max(...evaluated(tried).map(({ rows }) => rows.length));
  const racing = finalistsOf(tried, [...ends], options).map(({ id, point }) => newTrial(id, point, from));
  const raced = (choice: Choice) => found(tried, options, choice, ended);
  return raced(yield* partOf(raceOf(racing, { ...options, budget: budget - spentOn(tried) }), raced));
}

const leader = (tried: Tried, options: NumbersOptions): Trial | null => ranked(wellKnown(tried), options)[0] ?? null;

/** Better by the indifference, or by a tenth of a tolerance less missing of the constraints: less is not worth another descent. */
function isBetter(now: Trial, than: Trial, options: NumbersOptions): boolean {
  const [a, b] = [standingOf(now.rows, options), standingOf(than.rows, options)];
  return Math.abs(a.missing - b.missing) < 0.1 ? a.value > b.value + options.goal.indifference : a.missing < b.missing;
}

/** The best ends of descents, up to half of the finalists, and the best of all: luck has had less to do with the former. */
function finalistsOf(tried: Tried, ends: readonly Trial[], options: NumbersOptions): Trial[] {
  const apart = (a: Trial, b: Trial) =>
    options.factors.some(({ from, to, step }, k) => Math.abs(a.point[k]! - b.point[k]!) >= (step ?? APART * (to - from)) / 2);
  const chosen: Trial[] = [];
  const choose = (trials: readonly Trial[], number: number) => {
    for (const trial of ranked(trials, options)) if (chosen.length < number && chosen.every((other) => apart(trial, other))) chosen.push(trial);
  };
  choose(ends, Math.ceil(options.finalists / 2));
  choose(wellKnown(tried), options.finalists);
  return chosen;
}

function found(tried: Tried, options: NumbersOptions, choice: Choice | null, ended: Found['ended']): Found {
  return { choice, leading: leader(tried, options)?.id ?? null, ended, ...effortOf(tried, choice?.contenders ?? []) };
}
