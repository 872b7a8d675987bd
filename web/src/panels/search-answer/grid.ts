import { factorName } from '../../../../src/contract/factor-words.js';
import type { Level, NamedFactor } from '../../../../src/contract/search-factor.js';
import type { SearchAnswer, SearchPoint } from '../../../../src/contract/search-result.js';

/** A factor with the values that it has in a grid: numbers in their order, others as they were asked for. */
export interface GridAxis {
  factor: NamedFactor;
  name: string;
  levels: readonly Level[];
  /** whether all values are numbers */
  isNumeric: boolean;
}

/** Points that are every combination of the values of one factor or two. */
export interface Grid {
  across: GridAxis;
  /** null: there is one factor */
  down: GridAxis | null;
  /** the point of a combination; null: it makes no right variant */
  at: (across: Level, down?: Level) => SearchPoint | null;
}

/** The grid of an answer; null where it has none: of other kinds, of more factors, of points that were looked for. */
export function gridOf({ search, factors, points, optimum }: Pick<SearchAnswer, 'search' | 'factors' | 'points' | 'optimum'>): Grid | null {
  const isGrid = search === 'sweep' || (search === 'optimise' && optimum?.method === 'every-point');
  const [across, down] = factors;
  if (!isGrid || across === undefined || factors.length > 2 || points.length === 0) return null;
  const axisOf = (factor: NamedFactor): GridAxis => {
    const levels = [...new Set(points.map(({ at }) => at[factor.id] ?? null))];
    const numbers = levels.filter((level) => typeof level === 'number');
    const isNumeric = numbers.length === levels.length;
    return { factor, name: factorName(factor), isNumeric, levels: isNumeric ? numbers.sort((a, b) => a - b) : levels };
  };
  const key = (levels: readonly Level[]) => JSON.stringify(levels);
  const byLevels = new Map(points.map((point) => [key([across, ...(down ? [down] : [])].map(({ id }) => point.at[id] ?? null)), point]));
  return {
    across: axisOf(across),
    down: down ? axisOf(down) : null,
    at: (level, below) => byLevels.get(key(down ? [level, below ?? null] : [level])) ?? null,
  };
}
