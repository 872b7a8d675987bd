import type { Level } from '../../../../src/contract/search-factor.js';
import type { SearchAnswer, TornadoBar } from '../../../../src/contract/search-result.js';
import type { Span } from '../../charts/scale.js';

/** A factor at one of its ends. */
export interface TornadoEnd {
  level: Level;
  /** difference to the plant as it is, in the unit of the contract; without an interval both ends are the mean */
  span: Span;
}

/** What a bar of a tornado tells of both ends of its factor: the points that have it are its low, then its high. */
export function endsOf({ points }: Pick<SearchAnswer, 'points'>, kpi: string, { factor, low, high }: TornadoBar): { low: TornadoEnd; high: TornadoEnd } {
  const [atLow, atHigh] = points.filter(({ at }) => factor in at);
  const end = (point: typeof atLow, mean: number): TornadoEnd => {
    const found = point?.difference[kpi];
    return { level: point?.at[factor] ?? null, span: { mean, low: found?.low ?? mean, high: found?.high ?? mean } };
  };
  return { low: end(atLow, low), high: end(atHigh, high) };
}
