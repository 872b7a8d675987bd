import { moments, tCdf } from '../statistics.js';
import type { Trial } from './course.js';
import { signOf, slackOf, type Constraint, type Goal, type Replications, type Row } from './search.js';

/** What is to be chosen. A row of a replication is the goal, then a value for each constraint. */
export interface Problem {
  goal: Goal;
  constraints: readonly Constraint[];
}

/** The best of some points, and with what right. */
export interface Choice {
  /** id; null: none holds the constraints */
  best: number | null;
  /** null: not yet */
  ended: 'decided' | 'budget' | null;
  /** chance that no other point is better by the indifference, and no constraint is missed by its tolerance; null: before the end, or nothing is chosen */
  confidence: { value: number; from: 'procedure' | 'estimate' } | null;
  contenders: Contender[];
}

export interface Contender {
  id: number;
  point: readonly number[];
  /** those that the choice rests on */
  replications: Replications;
  /** racing: nothing is decided against it; unknown: a value of it cannot be known */
  fate: 'best' | 'racing' | 'beaten' | 'infeasible' | 'unknown';
  beatenBy: number | null;
  /** for each constraint; null: not decided */
  holds: (boolean | null)[];
}

/** The best by its mean of those whose means hold the constraints; null where none does. Points without a value of every kind are passed over. */
export function leader(trials: readonly Trial[], { goal, constraints }: Problem): Trial | null {
  let best: { trial: Trial; value: number } | null = null;
  for (const trial of trials) {
    const means = meansOf(trial);
    if (means === null || constraints.some((constraint, c) => slackOf(constraint, means[c + 1]!) < 0)) continue;
    const value = signOf(goal) * means[0]!;
    if (best === null || value > best.value) best = { trial, value };
  }
  return best?.trial ?? null;
}

/** Mean of each value; null where there is no replication, or one that cannot be known. */
export function meansOf({ rows }: { rows: readonly Row[] }): number[] | null {
  if (rows.length === 0) return null;
  const sums = rows[0]!.map(() => 0);
  for (const row of rows) {
    for (const [k, value] of row.entries()) {
      if (value === null) return null;
      sums[k]! += value;
    }
  }
  return sums.map((sum) => sum / rows.length);
}

/**
 * Estimated chance that the choice is right (see `Choice.confidence`), from t distributions of the means and of the paired differences: one
 * less the chances of every way in which it may be wrong, at least 0. An estimate, since the same replications made the choice.
 */
export function estimatedConfidence(trials: readonly Trial[], best: Trial | null, { goal, constraints }: Problem): number {
  const column = (trial: Trial, k: number) => trial.rows.map((row) => row[k]!);
  const slacks = (trial: Trial) => constraints.map((constraint, c) => column(trial, c + 1).map((value) => slackOf(constraint, value)));
  const holdsAll = (trial: Trial) => slacks(trial).map((slack, c) => chanceAtLeast(slack, constraints[c]!.tolerance));
  const better = (trial: Trial, than: Trial) => {
    const both = Math.min(trial.rows.length, than.rows.length);
    const lead = Array.from({ length: both }, (_, r) => signOf(goal) * (trial.rows[r]![0]! - than.rows[r]![0]!));
    return chanceAtLeast(lead, goal.indifference);
  };
  const others = trials.filter((trial) => trial !== best).map((trial) => Math.min(...holdsAll(trial), best === null ? 1 : better(trial, best)));
  const missed = best === null ? [] : slacks(best).map((slack, c) => 1 - chanceAtLeast(slack, -constraints[c]!.tolerance));
  return Math.max(0, 1 - [...others, ...missed].reduce((sum, chance) => sum + chance, 0));
}

/** Chance that the mean of these values is `least` or more; 1 for fewer than two values, which exclude nothing. */
function chanceAtLeast(values: readonly number[], least: number): number {
  const { n, mean, variance } = moments(values);
  if (n < 2) return 1;
  if (variance === 0) return mean >= least ? 1 : 0;
  return tCdf((mean - least) / Math.sqrt(variance / n), n - 1);
}
