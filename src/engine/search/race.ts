import { newSignTest, observeSign, type SignTest } from '../sign-test.js';
import { estimatedConfidence, leader, type Choice, type Contender, type Problem } from './choice.js';
import { lackOf, newTrial, observe, searchOf, type Course, type Trial } from './course.js';
import { signOf, slackOf, type Row, type Search } from './search.js';

export interface RaceOptions extends Problem {
  /** chance of a right choice, below 1 */
  confidence: number;
  /**
   * replications of every point before the first is left out, at least 2. KN++ keeps its promise from about 20 on; with 10 it was right in
   * 944 of 1000 simulated races of five points where 950 were promised, KN in 968
   */
  first: number;
  /** default: KN++, which needs a quarter to a third less; KN (Kim and Nelson 2001) also keeps its promise for a small `first` */
  method?: 'kn' | 'kn++';
  /** replications of all points together, at least `first` of each */
  budget: number;
  /** how many to ask for at once, for those who simulate in parallel; does not change what is decided. Default: one of each point */
  atOnce?: number;
}

/**
 * Which of some points is best among those that hold the constraints: a fully sequential race under common random numbers. Feasibility and
 * goal are tested at the same time; only a point that is known to hold every constraint puts out one that it beats (Andradottir and Kim,
 * Naval Research Logistics 57, 2010; several constraints and common random numbers: Healey, Andradottir and Kim, ACM TOMACS 24, 2014), by
 * the test of Kim and Nelson (KN++ 2006, KN 2001). Right with the asked confidence, for means of about normal values, where the best point holds
 * every constraint by its tolerance, and every other one either misses one by it or is worse by the indifference. By Bonferroni each
 * of `points - 1 + constraints` tests may err with an equal share, whatever the correlation.
 * A point of which something cannot be known is left out. Throws for a budget of less than `first` replications of each.
 */
export const race = (points: readonly (readonly number[])[], options: RaceOptions): Search<Choice> =>
  searchOf(
    raceOf(
      points.map((point, id) => newTrial(id, point)),
      options,
    ),
  );

/** The race of trials that begin at a common replication. */
export function* raceOf(trials: readonly Trial[], options: RaceOptions): Course<Choice> {
  const { first, budget } = options;
  if (first < 2 || lackOf(trials, first) > budget) throw new RangeError(`${trials.length} points need ${Math.max(2, first)} replications each`);
  const state = newRace(trials, options);
  const soFar = () => choiceOf(state, options, null);
  let left = budget;
  let rows = first;
  for (let seen = 0; ;) {
    const racing = state.runners.filter(isRacing).map(({ trial }) => trial);
    rows = Math.min(rows, seen + Math.floor(left / Math.max(1, racing.length)));
    if (rows === seen) return choiceOf(state, options, 'budget');
    left -= lackOf(racing, rows);
    yield* observe(
      racing.map((trial) => ({ trial, rows })),
      soFar,
    );
    for (; seen < rows; seen++) {
      advance(state, seen, options);
      if (seen + 1 >= first && isOver(state)) return choiceOf(state, options, 'decided');
    }
    const still = state.runners.filter(isRacing).length;
    rows = seen + Math.max(1, Math.floor((options.atOnce ?? 0) / still));
  }
}

/** None left, or one that holds all constraints. */
function isOver({ runners }: Race): boolean {
  const ahead = runners.filter(isRacing);
  return ahead.length === 0 || (ahead.length === 1 && feasible(ahead[0]!));
}

interface Runner {
  trial: Trial;
  holds: SignTest[];
  fate: Contender['fate'];
  beatenBy: number | null;
}

interface Race {
  runners: Runner[];
  duels: { i: Runner; j: Runner; difference: SignTest }[];
  /** chance of error of each test */
  error: number;
}

const isRacing = ({ fate }: Runner) => fate === 'racing';
const feasible = ({ holds }: Runner) => holds.every(({ above }) => above === true);

function newRace(trials: readonly Trial[], { goal, constraints, confidence, first, method }: RaceOptions): Race {
  const error = (1 - confidence) / Math.max(1, trials.length - 1 + constraints.length);
  const test = (zone: number) => newSignTest({ zone, error, first, variances: method === 'kn' ? 'first' : 'all' });
  const runners = trials.map((trial): Runner => ({ trial, holds: constraints.map(({ tolerance }) => test(tolerance)), fate: 'racing', beatenBy: null }));
  const duels = runners.flatMap((i, k) => runners.slice(k + 1).map((j) => ({ i, j, difference: test(goal.indifference) })));
  return { runners, duels, error };
}

/** One more replication of those that race. */
function advance(state: Race, row: number, { goal, constraints }: RaceOptions): void {
  const { runners } = state;
  for (const runner of runners.filter(isRacing)) {
    const values = known(runner.trial.rows[row]!);
    if (values === null) runner.fate = 'unknown';
    else runner.holds.forEach((test, c) => observeSign(test, slackOf(constraints[c]!, values[c + 1]!)));
    if (runner.holds.some(({ above }) => above === false)) runner.fate = 'infeasible';
  }
  state.duels = state.duels.filter(({ i, j }) => isRacing(i) && isRacing(j));
  for (const { i, j, difference } of state.duels) {
    observeSign(difference, signOf(goal) * (i.trial.rows[row]![0]! - j.trial.rows[row]![0]!));
  }
  for (const { i, j, difference } of state.duels) {
    if (difference.above === null || !isRacing(i) || !isRacing(j)) continue;
    const [winner, loser] = difference.above ? [i, j] : [j, i];
    if (!feasible(winner)) continue;
    loser.fate = 'beaten';
    loser.beatenBy = winner.trial.id;
  }
}

const known = (row: Row): readonly number[] | null => (row.every((value) => value !== null) ? row : null);

function choiceOf({ runners, error }: Race, options: RaceOptions, ended: Choice['ended']): Choice {
  const racing = runners.filter(isRacing).map(({ trial }) => trial);
  const best = leader(racing, options);
  const settled = runners.filter(({ fate }) => fate === 'beaten' || fate === 'infeasible').length;
  const estimated = () => Math.max(0, estimatedConfidence(racing, best, options) - settled * error);
  return {
    best: best?.id ?? null,
    ended,
    confidence: ended === 'decided' ? { value: options.confidence, from: 'procedure' } : ended === null ? null : { value: estimated(), from: 'estimate' },
    contenders: runners.map(({ trial, fate, beatenBy, holds }) => ({
      id: trial.id,
      point: trial.point,
      replications: { from: trial.from, count: trial.rows.length },
      fate: ended === 'decided' && fate === 'racing' ? 'best' : fate,
      beatenBy,
      holds: holds.map(({ above }) => above),
    })),
  };
}
