import { moments } from '../statistics.js';
import { meansOf, type Problem } from './choice.js';
import type { Trial } from './course.js';
import { signOf, slackOf, type Constraint, type Row } from './search.js';

/** How good a point looks; of two, `before` tells which is better. */
export interface Standing {
  /** see `missingOf`; infinite where a value cannot be known */
  missing: number;
  /** more is better */
  value: number;
}

/**
 * How far the means of these replications miss the constraints, in tolerances. One is held where its mean is twice its standard error, but no
 * more than the tolerance, inside its bound, so that a race will find it held. `column`: where the constrained values begin.
 */
export const missingOf = (rows: readonly Row[], constraints: readonly Constraint[], column: number): number =>
  constraints.reduce((total, constraint, c) => {
    const { n, mean, variance } = moments(rows.map((row) => slackOf(constraint, row[column + c]!)));
    const margin = Math.min(constraint.tolerance, 2 * Math.sqrt(variance / n));
    return total + Math.max(0, margin - mean) / constraint.tolerance;
  }, 0);

/** Where these replications put a point. */
export function standingOf(rows: readonly Row[], { goal, constraints }: Problem): Standing {
  const means = meansOf({ rows });
  if (means === null) return { missing: Infinity, value: -Infinity };
  return { missing: missingOf(rows, constraints, 1), value: signOf(goal) * means[0]! };
}

/** Below 0: the first is better. What is allowed comes before what is not (Deb, Computer Methods in Applied Mechanics and Engineering 186, 2000). */
export const before = (a: Standing, b: Standing): number => (a.missing === b.missing ? (a.value === b.value ? 0 : b.value - a.value) : a.missing - b.missing);

/** Trials, best first, by all their replications or some of them. */
export function ranked(trials: readonly Trial[], problem: Problem, rows: (trial: Trial) => readonly Row[] = (trial) => trial.rows): Trial[] {
  const standings = new Map(trials.map((trial) => [trial, standingOf(rows(trial), problem)]));
  return [...trials].sort((a, b) => before(standings.get(a)!, standings.get(b)!));
}

/**
 * How far luck decides the order of some trials: the rank correlation (Spearman) of the order by every other one of their first `rows`
 * replications with that by those in between. 1: not at all, about 0: nothing else does. Null for fewer than two trials or replications.
 */
export function concordance(trials: readonly Trial[], problem: Problem, rows: number): number | null {
  const n = trials.length;
  if (n < 2 || rows < 2) return null;
  const order = (odd: number) => ranked(trials, problem, (trial) => trial.rows.slice(0, rows).filter((_, r) => r % 2 === odd));
  const places = new Map(order(0).map((trial, place) => [trial, place]));
  const apart = order(1).reduce((sum, trial, place) => sum + (place - places.get(trial)!) ** 2, 0);
  return 1 - (6 * apart) / (n * (n * n - 1));
}
