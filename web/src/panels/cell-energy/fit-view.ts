import type { BaselinePoint, BaselineTerm } from '../../../../src/contract/enpi.js';

/** What energy is shown against: what the baseline expects, or a term of it. */
export const EXPECTED = 'expected';

export interface FitView {
  points: { point: BaselinePoint; x: number; y: number }[];
  line: [{ x: number; y: number }, { x: number; y: number }] | null;
}

/** Terms that points can be shown against: what differs between periods by more than the calendar. */
export const shownTerms = (terms: readonly BaselineTerm[]): BaselineTerm[] => terms.filter(({ kind }) => kind !== 'base-load' && kind !== 'calendar');

const valueOf = (point: BaselinePoint, against: string): number | null =>
  against === EXPECTED ? point.expectedKwh : (point.values.find(({ term }) => term === against)?.value ?? null);

/**
 * Points of which both figures are known, with the line of the fit: measured as expected, or against a term with all others as they are on
 * average, where it goes through the mean of the points.
 */
export function fitView(points: readonly BaselinePoint[], terms: readonly BaselineTerm[], against: string): FitView {
  const known = points.flatMap((point) => {
    const x = valueOf(point, against);
    return x === null || point.actualKwh === null ? [] : [{ point, x, y: point.actualKwh }];
  });
  const used = known.filter(({ point }) => point.leftOut === null);
  const slope = against === EXPECTED ? 1 : terms.find(({ id }) => id === against)?.value;
  if (used.length === 0 || slope === undefined) return { points: known, line: null };
  const mean = (of: (each: (typeof used)[number]) => number) => used.reduce((sum, each) => sum + of(each), 0) / used.length;
  const [meanX, meanY] = against === EXPECTED ? [0, 0] : [mean(({ x }) => x), mean(({ point }) => point.expectedKwh ?? 0)];
  const at = (x: number) => ({ x, y: meanY + slope * (x - meanX) });
  const across = used.map(({ x }) => x);
  return { points: known, line: [at(Math.min(...across)), at(Math.max(...across))] };
}
