import type { Problem } from './choice.js';
import { lackOf, observe, type Answers, type Question, type Trial } from './course.js';
import { advance, confine, generation, spreads, type Evolution } from './evolution.js';
import { levelsOf, pointAt, type Factor } from './factors.js';
import { before, concordance, standingOf } from './ranking.js';
import { spentOn, trialAt, type Tried } from './tried.js';

export interface Descent {
  readonly problem: Problem;
  readonly factors: readonly Factor[];
  readonly tried: Tried;
  /** random numbers */
  readonly words: Uint32Array;
  /** replications of all points together that may be used, but for those of the centre at the end */
  readonly limit: number;
  /** replications of a point at first, and at most */
  readonly least: number;
  readonly most: number;
  /** and now */
  rows: number;
  /** share of a factor's range below which a number without step need not be known */
  readonly precision: number;
}

/** A cloud stays as wide as this share of a step. */
const STEP_SPREAD = 0.4;
/** Of the range of a factor: wider, a cloud would see little but mirrored images. */
const WIDEST = 0.5;
/** Concordance of the two halves of the replications below which there are to be more of them, and above which fewer. */
const UNCLEAR = 0.4;
const CLEAR = 0.8;
/** Generations in succession that teach nothing, before it ends. */
const IDLE = 5;

/**
 * Lets a cloud move until it is as narrow as it need be, or generations teach nothing, for all they ask for is known or luck alone ranks
 * it. Where luck has much to say in the order of a generation, the next one gets more replications (after Hansen, Niederberger, Guzzella
 * and Koumoutsakos 2009). At the end the centre of the cloud is looked at, which luck has not chosen, even where the limit is reached.
 */
export function* descend<Outcome>(d: Descent, evolution: Evolution, soFar: () => Outcome): Generator<Question<Outcome>, End, Answers> {
  const converged = yield* move(d, evolution, soFar);
  const at = trialAt(d.tried, pointAt(d.factors, evolution.centre));
  yield* observe([{ trial: at, rows: d.rows }], soFar);
  return { at, converged };
}

export interface End {
  at: Trial;
  /** else the limit was reached */
  converged: boolean;
}

/** False: the limit is reached. */
function* move<Outcome>(d: Descent, evolution: Evolution, soFar: () => Outcome): Generator<Question<Outcome>, boolean, Answers> {
  const least = d.factors.map((factor) => (factor.step === undefined ? 0 : STEP_SPREAD / levelsOf(factor)));
  for (let idle = 0; idle < IDLE;) {
    confine(evolution, least, WIDEST);
    const offspring = generation(evolution, d.words).map(({ coordinates, normals }) => ({ trial: trialAt(d.tried, pointAt(d.factors, coordinates)), normals }));
    const trials = [...new Set(offspring.map(({ trial }) => trial))];
    const asked = yield* known(d, trials, soFar);
    if (asked === null) return false;
    const standings = new Map(trials.map((trial) => [trial, standingOf(trial.rows.slice(0, d.rows), d.problem)]));
    offspring.sort((a, b) => before(standings.get(a.trial)!, standings.get(b.trial)!));
    advance(
      evolution,
      offspring.map(({ normals }) => normals),
    );
    const clear = concordance(trials, d.problem, d.rows) ?? 1;
    const luck = clear < UNCLEAR && d.rows === d.most;
    const narrow = spreads(evolution).every((spread, k) => spread <= Math.max(d.precision, least[k]!));
    idle = asked === 0 || luck || narrow ? idle + 1 : 0;
    if (clear < UNCLEAR) d.rows = Math.min(d.most, Math.ceil(1.5 * d.rows));
    if (clear > CLEAR) d.rows = Math.max(d.least, Math.floor(d.rows / 1.25));
  }
  return true;
}

/** Brings trials to the replications of now: how many that took; null: the limit does not allow it. */
function* known<Outcome>(
  { tried, rows, limit }: Descent,
  trials: readonly Trial[],
  soFar: () => Outcome,
): Generator<Question<Outcome>, number | null, Answers> {
  const lack = lackOf(trials, rows);
  if (spentOn(tried) + lack > limit) return null;
  yield* observe(
    trials.map((trial) => ({ trial, rows })),
    soFar,
  );
  return lack;
}
