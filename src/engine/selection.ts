import { newSignTest, observeSign } from './sign-test.js';

export interface Selection {
  /** designs still in the race */
  alive: number[];
  /** the best one; null: each design that is alive needs one more observation */
  best: number | null;
}

export interface SelectionOptions {
  /** difference below which it does not matter which is chosen */
  indifference: number;
  /** chance to choose the best where it is better by that difference */
  confidence: number;
  /** observations of every design before the first is left out, at least 2 */
  first: number;
  /** KN: variances of the first stage only (Kim and Nelson 2001); KN++: of all observations so far (Kim and Nelson 2006) */
  method: 'kn' | 'kn++';
  better: 'more' | 'less';
}

/**
 * Which of several simulated designs is best: the fully sequential procedure of Kim and Nelson, for observations of common
 * random numbers too (observation r of every design from replication r). `values[i]` are those of design i; of every design
 * still alive there must be equally many, at least `first`. Pure: the caller adds one observation to each that is alive and
 * asks again. Throws for fewer than `first` observations.
 */
export function select(values: readonly (readonly number[])[], options: SelectionOptions): Selection {
  const { first, indifference, confidence, method } = options;
  if (first < 2 || values.some((of) => of.length < first)) throw new RangeError(`every design needs at least ${Math.max(2, first)} observations`);
  const sign = options.better === 'more' ? 1 : -1;
  const kind = { zone: indifference, error: (1 - confidence) / (values.length - 1), first, variances: method === 'kn' ? 'first' : 'all' } as const;
  const duels = values.flatMap((_, i) => values.slice(i + 1).map((__, k) => ({ i, j: i + 1 + k, difference: newSignTest(kind) })));
  let alive = values.map((_, i) => i);
  for (let r = 1; alive.length > 1 && alive.every((i) => values[i]!.length >= r); r++) {
    const beaten = new Set<number>();
    for (const { i, j, difference } of duels) {
      if (!alive.includes(i) || !alive.includes(j)) continue;
      observeSign(difference, sign * (values[i]![r - 1]! - values[j]![r - 1]!));
      if (difference.above !== null) beaten.add(difference.above ? j : i);
    }
    alive = alive.filter((i) => !beaten.has(i));
  }
  return { alive, best: alive.length === 1 ? alive[0]! : null };
}

export interface DesignMoments {
  n: number;
  mean: number;
  variance: number;
}

/**
 * How many more observations each design should get of `budget` so that the best is found with the highest chance: optimal
 * computing budget allocation (Chen, Lin, Yucesan and Chick 2000). Shares in proportion to (sd / distance to the best)^2,
 * and for the best sd * sqrt(sum of (share / sd)^2). Whole numbers that add to the budget.
 */
export function allocate(designs: readonly DesignMoments[], budget: number, better: 'more' | 'less'): number[] {
  const sign = better === 'more' ? 1 : -1;
  const best = designs.reduce((leader, { mean }, i) => (sign * mean > sign * designs[leader]!.mean ? i : leader), 0);
  const largest = designs.reduce((most, { variance }) => Math.max(most, variance), 0);
  const sd = designs.map(({ variance }) => Math.sqrt(Math.max(variance, NEGLIGIBLE * largest)));
  const shares = designs.map(({ mean }, i) => {
    const gap = Math.max(Math.abs(mean - designs[best]!.mean), NEGLIGIBLE * Math.sqrt(largest));
    return i === best ? 0 : square(sd[i]! / gap);
  });
  shares[best] = sd[best]! * Math.sqrt(shares.reduce((sum, share, i) => sum + (i === best ? 0 : square(share / sd[i]!)), 0));
  return further(designs, largest > 0 ? shares : designs.map(() => 1), budget);
}

/** Share of the largest spread below which a variance or a distance counts as so much, lest one design take all. */
const NEGLIGIBLE = 1e-9;
const square = (x: number) => x * x;

/** Those below their share of all observations get what they lack; who has more than the share gets none, and the others share what is left. */
function further(designs: readonly DesignMoments[], shares: readonly number[], budget: number): number[] {
  const wanting = new Set(designs.keys());
  for (;;) {
    const total = budget + [...wanting].reduce((sum, i) => sum + designs[i]!.n, 0);
    const weight = [...wanting].reduce((sum, i) => sum + shares[i]!, 0);
    const target = (i: number) => (weight > 0 ? (total * shares[i]!) / weight : total / wanting.size) - designs[i]!.n;
    const over = [...wanting].filter((i) => target(i) < 0);
    if (over.length === 0)
      return wholeNumbers(
        designs.map((_, i) => (wanting.has(i) ? target(i) : 0)),
        budget,
      );
    for (const i of over) wanting.delete(i);
  }
}

/** Largest remainders: whole numbers near these, with this sum. */
function wholeNumbers(wanted: readonly number[], sum: number): number[] {
  const whole = wanted.map(Math.floor);
  let left = sum - whole.reduce((a, b) => a + b, 0);
  const byRemainder = wanted.map((_, i) => i).sort((a, b) => wanted[b]! - whole[b]! - (wanted[a]! - whole[a]!));
  for (const i of byRemainder) if (left-- > 0) whole[i]!++;
  return whole;
}
