import { levelsOf, MOST_POINTS, type Factor, type Level } from '../../contract/search-factor.js';
import { gridOf, type Factor as Axis } from '../../engine/search/factors.js';

/** A number that was looked for is told, and simulated, with so many digits. */
const DIGITS = 6;

/** What a search for the best moves in. */
export interface Space {
  /** The values of the factors at a point of it. */
  at(point: readonly number[]): Record<string, Level>;
  /** every point; null: there are too many, or numbers without a grid */
  every: readonly (readonly number[])[] | null;
  axes: readonly Axis[];
}

/** The values of a factor by their place in its list; numbers without a grid by themselves. `first`: replications that every point needs, out of `budget`. */
export function spaceOf(over: readonly Factor[], { first, budget }: { first: number; budget: number }): Space {
  const lists = over.map(levelsOf);
  const axes = over.map(({ from, to }, i): Axis => {
    const levels = lists[i];
    return levels ? { from: 0, to: levels.length - 1, step: 1 } : { from: from!, to: to! };
  });
  const count = lists.reduce((product, levels) => product * (levels?.length ?? Infinity), 1);
  const isSmall = count <= MOST_POINTS && count * first <= budget;
  return {
    at: (point) => Object.fromEntries(over.map(({ id }, i) => [id, lists[i] ? lists[i][point[i]!]! : Number(point[i]!.toPrecision(DIGITS))])),
    every: isSmall ? gridOf(axes) : null,
    axes,
  };
}
