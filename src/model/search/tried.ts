import type { ChangeNote } from '../../contract/change-note.js';
import type { Level } from '../../contract/search-factor.js';
import type { SimulatedPoint } from './points.js';
import type { KpiRow } from './rows.js';

/** Rows by the number of their replication. */
export type Numbered = ReadonlyMap<number, KpiRow>;

/** A point that a search asked for, and what came of it. */
export interface TriedPoint {
  /** by which the search knows it */
  id: number;
  at: Readonly<Record<string, Level>>;
  notes: ChangeNote[];
  rows: Numbered;
}

/** Some replications, by their numbers. */
interface Span {
  from: number;
  count: number;
}

/** Names of points, from the first. */
export const pointId = (index: number): string => `p${index + 1}`;

/** Names of the points of a search, in the order in which it made them. */
export const namesOf = (tried: readonly TriedPoint[]): ReadonlyMap<number, string> => new Map(tried.map(({ id }, i) => [id, pointId(i)]));

const numbersIn = (rows: Numbered, span: Span | null): number[] =>
  [...rows.keys()].filter((n) => span === null || (n >= span.from && n < span.from + span.count)).sort((a, b) => a - b);

/** The replications of a span, or all that there are, in their order. */
export const rowsIn = (rows: Numbered, span: Span | null): KpiRow[] => numbersIn(rows, span).map((n) => rows.get(n)!);

/** A point as it is told: by the replications of that span, or by all that there are. */
export function simulatedPoint({ at, notes, rows }: TriedPoint, name: string, baseline: Numbered, span: Span | null): SimulatedPoint {
  const paired = numbersIn(rows, span).filter((n) => baseline.has(n));
  return {
    id: name,
    at,
    notes,
    rows: rowsIn(rows, span),
    pairs: { own: paired.map((n) => rows.get(n)!), base: paired.map((n) => baseline.get(n)!) },
  };
}
