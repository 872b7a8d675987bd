import { allocate, type DesignMoments } from '../selection.js';
import { moments } from '../statistics.js';
import { estimatedConfidence, leader, meansOf, type Choice, type Problem } from './choice.js';
import { lackOf, newTrial, observe, searchOf, type Course, type Trial } from './course.js';
import { signOf, slackOf, type Search } from './search.js';

export interface OcbaOptions extends Problem {
  /** replications of every point before shares are made, at least 2 */
  first: number;
  /** replications of all points together */
  budget: number;
  /** replications to share out at a time; at least 1 */
  atOnce: number;
}

/**
 * The best of some points where the budget is fixed: optimal computing budget allocation (Chen, Lin, Yucesan and Chick 2000). A point that
 * looks infeasible gets what it takes to tell it from the best by the clearer of its goal and of the constraints that it misses (after
 * Lee, Pujowidianto, Li and Chen 2012). Points may end with different numbers of replications. Throws for a budget of less than `first` of each.
 */
export const ocba = (points: readonly (readonly number[])[], options: OcbaOptions): Search<Choice> =>
  searchOf(
    ocbaOf(
      points.map((point, id) => newTrial(id, point)),
      options,
    ),
  );

function* ocbaOf(trials: readonly Trial[], options: OcbaOptions): Course<Choice> {
  const { first, budget, atOnce } = options;
  if (first < 2 || lackOf(trials, first) > budget) throw new RangeError(`${trials.length} points need ${Math.max(2, first)} replications each`);
  const soFar = () => choiceOf(trials, options, null);
  let left = budget - lackOf(trials, first);
  yield* observe(
    trials.map((trial) => ({ trial, rows: first })),
    soFar,
  );
  for (;;) {
    const known = trials.filter((trial) => meansOf(trial) !== null);
    const share = Math.min(Math.max(1, atOnce), left);
    if (share === 0 || known.length < 2) return choiceOf(trials, options, 'budget');
    left -= share;
    const further = allocate(signals(known, options), share, 'less');
    yield* observe(
      known.map((trial, i) => ({ trial, rows: trial.rows.length + further[i]! })),
      soFar,
    );
  }
}

/** Each point as a design whose distance from the best, in its standard deviations, is that of what tells them apart most clearly. */
function signals(trials: readonly Trial[], problem: Problem): DesignMoments[] {
  const { goal, constraints } = problem;
  const best = leader(trials, problem);
  const column = (trial: Trial, k: number) => moments(trial.rows.map((row) => row[k]!));
  const bestMean = best === null ? null : column(best, 0).mean;
  return trials.map((trial) => {
    const n = trial.rows.length;
    const { mean, variance } = column(trial, 0);
    if (trial === best) return { n, mean: 0, variance };
    const distances = constraints.map((constraint, c) => {
      const of = column(trial, c + 1);
      return -slackOf(constraint, of.mean) / Math.sqrt(of.variance);
    });
    if (bestMean !== null) distances.push((signOf(goal) * (bestMean - mean)) / Math.sqrt(variance));
    const clearest = Math.max(0, ...distances.filter((distance) => distance > 0));
    const unit = variance > 0 ? variance : 1;
    return { n, mean: Math.min(clearest, CLEAR) * Math.sqrt(unit), variance: unit };
  });
}

/** Standard deviations apart beyond which nothing is gained by more replications. */
const CLEAR = 1e6;

function choiceOf(trials: readonly Trial[], options: OcbaOptions, ended: Choice['ended']): Choice {
  const known = trials.filter((trial) => meansOf(trial) !== null);
  const best = leader(known, options);
  return {
    best: best?.id ?? null,
    ended,
    confidence: ended === null ? null : { value: estimatedConfidence(known, best, options), from: 'estimate' },
    contenders: trials.map((trial) => ({
      id: trial.id,
      point: trial.point,
      replications: { from: trial.from, count: trial.rows.length },
      fate: trial === best && ended !== null ? 'best' : known.includes(trial) ? 'racing' : 'unknown',
      beatenBy: null,
      holds: options.constraints.map(() => null),
    })),
  };
}
