import { meansOf } from './choice.js';
import type { Trial } from './course.js';
import type { Goals } from './paired-dominance.js';
import { firstDifference, keyOf } from './preference.js';
import { missingOf } from './ranking.js';
import { signOf } from './search.js';

/** What is missing of the constraints first, then the goals; more is better. */
export function keyIn({ rows }: Trial, { goals, constraints }: Goals): number[] {
  const means = meansOf({ rows });
  if (means === null) return [-Infinity, ...goals.map(() => 0)];
  const merits = goals.map((goal, g) => signOf(goal) * means[g]!);
  return [0 - missingOf(rows, constraints, goals.length), ...keyOf(merits, goals)];
}

/** Best first. */
export function byKey(trials: readonly Trial[], goals: Goals): Trial[] {
  const keys = new Map(trials.map((trial) => [trial, keyIn(trial, goals)]));
  return [...keys.keys()].sort((a, b) => {
    const [x, y] = [keys.get(a)!, keys.get(b)!];
    const at = firstDifference(x, y);
    return at === x.length ? 0 : y[at]! - x[at]!;
  });
}
