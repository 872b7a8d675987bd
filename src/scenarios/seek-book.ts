import type { InterimVariant } from '../contract/run.js';
import type { Level } from '../contract/search-factor.js';
import { interimPoints } from '../model/search/points.js';
import type { KpiRow, Told } from '../model/search/rows.js';
import { namesOf, simulatedPoint, type TriedPoint } from '../model/search/tried.js';

/** A point that was asked for and makes a right variant. */
export interface BookedPoint<Variant> extends TriedPoint {
  variant: Variant;
  rows: Map<number, KpiRow>;
}

/** A point that makes none. */
export interface Refused {
  at: Readonly<Record<string, Level>>;
  detail: string;
}

/** All that a search for the best was told so far. */
export interface Book<Variant> {
  /** rows by the number of their replication */
  baseline: Map<number, KpiRow>;
  /** by the id that the search gave them */
  points: Map<number, BookedPoint<Variant>>;
  refused: Map<number, Refused>;
  /** replications, of the baseline too */
  spent: number;
}

export const newBook = <Variant>(): Book<Variant> => ({ baseline: new Map(), points: new Map(), refused: new Map(), spent: 0 });

/** Points that were simulated, in the order in which the search made them. */
export const triedOf = <Variant>({ points }: Book<Variant>): BookedPoint<Variant>[] =>
  [...points.values()].filter(({ rows }) => rows.size > 0).sort((a, b) => a.id - b.id);

/** What the replications done so far say, of the KPIs that are judged; of points with two and more. */
export function interimOf<Variant>(book: Book<Variant>, told: Told): InterimVariant[] {
  const tried = triedOf(book);
  const names = namesOf(tried);
  const baseline = [...book.baseline.values()];
  const known = tried
    .filter(({ rows }) => rows.size > 1)
    .map((point) => {
      const { id, pairs } = simulatedPoint(point, names.get(point.id)!, book.baseline, null);
      return { id, ...pairs };
    });
  return interimPoints(baseline, known, told);
}
