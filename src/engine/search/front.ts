import { meanInterval, type Interval } from '../statistics.js';
import { meansOf } from './choice.js';
import { lackOf, newTrial, observe, searchOf, type Course, type Trial } from './course.js';
import { sureOf, type Goals, type Sure } from './paired-dominance.js';
import { preferredByMeans } from './preference.js';
import { signOf, slackOf, type Replications, type Search } from './search.js';

export interface FrontOptions extends Goals {
  /** chance that all that is said to be sure is right, below 1 */
  confidence: number;
  /** replications of every point before any is left out, at least 2, and at most */
  first: number;
  most: number;
  /** replications of all points together, at least `first` of each */
  budget: number;
}

export interface Front {
  placed: Placed[];
  /** decided: nothing is left that is not sure; null: not yet */
  ended: 'decided' | 'budget' | null;
}

/** A point, weighed against the others. */
export interface Placed {
  id: number;
  point: readonly number[];
  replications: Replications;
  /**
   * front: its means hold the constraints, and no such point comes before it by them (as good in every goal and better in one;
   * lexicographic: better in the first goal that makes a difference); dominated, infeasible: surely so; behind:
   * none of these; unknown: something of it cannot be known
   */
  place: 'front' | 'behind' | 'dominated' | 'infeasible' | 'unknown';
  /** of one in the front, that it is: none dominates it, and it misses no constraint by its tolerance */
  sure: boolean;
  dominatedBy: number | null;
  /** of each goal, with the interval of its mean at 95 %; null: unknown */
  goals: Interval[] | null;
}

/**
 * The best compromises among some points for two goals or more, under common random numbers. Each time there are twice as many replications,
 * those are left out that surely miss a constraint, or are surely dominated by one that surely holds all, until nothing is open or
 * replications are used up. Each look has an equal share of the chance of error. Throws for a budget of less than `first` replications of each.
 */
export const compromises = (points: readonly (readonly number[])[], options: FrontOptions): Search<Front> =>
  searchOf(
    frontOf(
      points.map((point, id) => newTrial(id, point)),
      options,
    ),
  );

interface Runner {
  trial: Trial;
  /** left out because of this */
  out: 'dominated' | 'infeasible' | 'unknown' | null;
  dominatedBy: number | null;
  sure: boolean;
}

export function* frontOf(trials: readonly Trial[], options: FrontOptions): Course<Front> {
  const { first, most, confidence, budget } = options;
  if (first < 2 || lackOf(trials, first) > budget) throw new RangeError(`${trials.length} points need ${Math.max(2, first)} replications each`);
  const looks: number[] = [first];
  while (looks.at(-1)! < most) looks.push(Math.min(most, 2 * looks.at(-1)!));
  const runners = trials.map((trial): Runner => ({ trial, out: null, dominatedBy: null, sure: false }));
  const racing = () => runners.filter(({ out }) => out === null);
  let left = budget;
  for (const wanted of looks) {
    const now = racing().map(({ trial }) => trial);
    const had = now[0]?.rows.length ?? 0;
    const rows = Math.min(wanted, had + Math.floor(left / Math.max(1, now.length)));
    left -= lackOf(now, rows);
    yield* observe(
      now.map((trial) => ({ trial, rows })),
      () => ({ placed: placed(runners, options), ended: null }),
    );
    weigh(runners, options, (1 - confidence) / looks.length);
    if (racing().every(({ sure }) => sure)) return { placed: placed(runners, options), ended: 'decided' };
    if (rows < wanted) break;
  }
  return { placed: placed(runners, options), ended: 'budget' };
}

/** Leaves out what can be left out, and tells what is sure of the others. */
function weigh(runners: readonly Runner[], goals: Goals, error: number): void {
  for (const runner of runners) if (runner.out === null && meansOf(runner.trial) === null) runner.out = 'unknown';
  const racing = runners.filter(({ out }) => out === null);
  const sure = sureOf(
    racing.map(({ trial }) => trial),
    goals,
    error,
  );
  for (const runner of racing) if (sure.misses(runner.trial)) runner.out = 'infeasible';
  const holding = racing.filter(({ trial }) => sure.holds(trial));
  for (const runner of racing) {
    const by = runner.out === null ? holding.find((other) => other !== runner && other.out === null && sure.dominates(other.trial, runner.trial)) : undefined;
    if (by !== undefined) [runner.out, runner.dominatedBy] = ['dominated', by.trial.id];
  }
  const still = racing.filter(({ out }) => out === null);
  for (const runner of still) runner.sure = holding.includes(runner) && sparedBy(still, runner, sure);
}

const sparedBy = (others: readonly Runner[], runner: Runner, sure: Sure) => others.every((other) => other === runner || sure.spares(other.trial, runner.trial));

function placed(runners: readonly Runner[], { goals, constraints, preference = 'pareto' }: Goals): Placed[] {
  const merits = (means: readonly number[]) => goals.map((goal, g) => signOf(goal) * means[g]!);
  const allowed = runners.flatMap(({ trial, out }) => {
    const means = out === null ? meansOf(trial) : null;
    return means !== null && constraints.every((constraint, c) => slackOf(constraint, means[goals.length + c]!) >= 0) ? [{ trial, merits: merits(means) }] : [];
  });
  const front = new Set(
    allowed.filter((one) => !allowed.some((other) => preferredByMeans(other.merits, one.merits, goals, preference))).map(({ trial }) => trial),
  );
  return runners.map(({ trial, out, dominatedBy, sure }) => ({
    id: trial.id,
    point: trial.point,
    replications: { from: trial.from, count: trial.rows.length },
    place: out ?? (front.has(trial) ? 'front' : 'behind'),
    sure: sure && front.has(trial),
    dominatedBy,
    goals: meansOf(trial) === null ? null : goals.map((_, g) => meanInterval(trial.rows.map((row) => row[g]!))),
  }));
}
