/**
 * Looking for the best of what can be simulated. A search asks for replications of points and is told what came of them; who simulates,
 * and where, it does not know. The same seed and the same answers give the same questions.
 */
export interface Search<Outcome> {
  /** What to simulate next; empty: ended. Asked again before it is told, it says the same. */
  ask(): readonly Candidate[];
  /** Answers to all that was asked. Throws for other ones, or another number of replications. */
  tell(results: readonly Evaluated[]): void;
  /** As far as it is known by now. */
  outcome(): Outcome;
}

export interface Candidate {
  id: number;
  /** a level per factor */
  point: readonly number[];
  /** numbered from 0; a replication of one number has the same random numbers for every candidate */
  replications: Replications;
}

export interface Replications {
  from: number;
  count: number;
}

/** Of one replication: goals, then the values that are constrained. Null: cannot be known. */
export type Row = readonly (number | null)[];

export interface Evaluated {
  id: number;
  /** one per replication asked for, in their order */
  values: readonly Row[];
}

export interface Goal {
  better: 'more' | 'less';
  /** difference of means, above 0, below which it does not matter which is chosen */
  indifference: number;
}

/** On the mean of a value. */
export interface Constraint {
  side: 'atLeast' | 'atMost';
  bound: number;
  /** distance from the bound, above 0, within which it does not matter whether the constraint counts as held */
  tolerance: number;
}

/** A mean that is more is better, or holds the constraint, once multiplied by this. */
export const signOf = (of: Goal | Constraint): 1 | -1 => (('better' in of ? of.better === 'more' : of.side === 'atLeast') ? 1 : -1);

/** Distance of a value into what the constraint allows; below 0: not allowed. */
export const slackOf = (constraint: Constraint, value: number): number => signOf(constraint) * (value - constraint.bound);
