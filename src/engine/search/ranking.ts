import { meansOf, type Problem } from './choice.js';
import type { Trial } from './course.js';
import { signOf, slackOf, type Row } from './search.js';

/** How good a point looks; of two, `before` tells which is better. */
export interface Standing {
  /** missing of all constraints, each in its tolerances; 0: all held by the tolerance. Infinite where a value cannot be known */
  missing: number;
  /** more is better */
  value: number;
}

/** Where these replications put a point. A constraint counts as held from its tolerance on, so that a race will find it held. */
export function standingOf(rows: readonly Row[], { goal, constraints }: Problem): Standing {
  const means = meansOf({ rows });
  if (means === null) return { missing: Infinity, value: -Infinity };
  const missing = constraints.reduce((total, constraint, c) => total + Math.max(0, 1 - slackOf(constraint, means[c + 1]!) / constraint.tolerance), 0);
  return { missing, value: signOf(goal) * means[0]! };
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
