import { newTrial, type Trial } from './course.js';
import type { Replications } from './search.js';

/** The points that a search has tried, each with the rows that came of it. */
export interface Tried {
  /** by their levels */
  readonly trials: Map<string, Trial>;
}

export const newTried = (): Tried => ({ trials: new Map() });

/** The trial of a point: the same for the same levels. */
export function trialAt({ trials }: Tried, point: readonly number[]): Trial {
  const key = point.join(' ');
  const trial = trials.get(key) ?? newTrial(trials.size, point);
  trials.set(key, trial);
  return trial;
}

/** Those of which something is known. */
export const evaluated = ({ trials }: Tried): Trial[] => [...trials.values()].filter(({ rows }) => rows.length > 0);

/** Replications of all. */
export const spentOn = (tried: Tried): number => evaluated(tried).reduce((sum, { rows }) => sum + rows.length, 0);

/** Those with at least half as many rows as the one with most: of fewer, the best are too often the lucky ones. */
export function wellKnown(tried: Tried): Trial[] {
  const known = evaluated(tried);
  const most = Math.max(0, ...known.map(({ rows }) => rows.length));
  return known.filter(({ rows }) => 2 * rows.length >= most);
}

/** What a search has cost. */
export interface Effort {
  /** points tried */
  points: number;
  /** replications, with those of the finalists */
  spent: number;
}

export function effortOf(tried: Tried, finalists: readonly { replications: Replications }[]): Effort {
  const known = evaluated(tried);
  return { points: known.length, spent: spentOn(tried) + finalists.reduce((sum, { replications }) => sum + replications.count, 0) };
}
