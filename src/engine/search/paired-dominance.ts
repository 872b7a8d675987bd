import { moments, tQuantile } from '../statistics.js';
import type { Trial } from './course.js';
import { notPreferred, preferred, type Preference } from './preference.js';
import { signOf, slackOf, type Constraint, type Goal } from './search.js';

/** What is weighed up. A row of a replication is the goals, then a value for each constraint. */
export interface Goals {
  goals: readonly Goal[];
  constraints: readonly Constraint[];
  /** default: pareto */
  preference?: Preference;
}

/**
 * What is sure of some points. One dominates another where it is better in a goal by more than the indifference, and worse by it in none
 * (lexicographic: in none before).
 */
export interface Sure {
  dominates: (a: Trial, b: Trial) => boolean;
  /** the first does not dominate the second */
  spares: (a: Trial, b: Trial) => boolean;
  /** misses a constraint */
  misses: (trial: Trial) => boolean;
  /** misses none by its tolerance */
  holds: (trial: Trial) => boolean;
}

/**
 * From the differences of the points, replication by replication, all judged together so that anything is wrong with at most this chance
 * (Bonferroni, t distributions). The trials have equally many rows, two or more, and know every value.
 */
export function sureOf(trials: readonly Trial[], { goals, constraints, preference = 'pareto' }: Goals, error: number): Sure {
  const k = trials.length;
  const quantile = tQuantile(1 - error / Math.max(1, k * (k - 1) * goals.length + 2 * k * constraints.length), (trials[0]?.rows.length ?? 2) - 1);
  const bounds = (values: readonly number[]) => {
    const { n, mean, variance } = moments(values);
    const half = variance === 0 ? 0 : quantile * Math.sqrt(variance / n);
    return { low: mean - half, high: mean + half };
  };
  const leads = (a: Trial, b: Trial) =>
    goals.map((goal, g) => ({ ...bounds(a.rows.map((row, r) => signOf(goal) * (row[g]! - b.rows[r]![g]!))), enough: goal.indifference }));
  const slacks = ({ rows }: Trial) =>
    constraints.map((constraint, c) => ({ ...bounds(rows.map((row) => slackOf(constraint, row[goals.length + c]!))), enough: constraint.tolerance }));
  return {
    dominates: (a, b) => preferred(leads(a, b), preference),
    spares: (a, b) => notPreferred(leads(a, b), preference),
    misses: (trial) => slacks(trial).some(({ high }) => high < 0),
    holds: (trial) => slacks(trial).every(({ low, enough }) => low >= -enough),
  };
}
