import type { Estimate } from '../contract/estimate.js';
import type { Difference } from '../contract/verdict.js';

type Row = (string | number | null)[];

/** The head of a table of indicators for programs. n: replications that know it. */
export const FLAT_HEAD: Row = ['variant', 'kpi', 'n', 'mean', 'low', 'high', 'difference', 'differenceLow', 'differenceHigh', 'chance', 'verdict', 'moreRuns'];

type Interval = Pick<Estimate, 'n' | 'mean' | 'low' | 'high'>;

/** What is told of anything with an interval: mean and difference, each with its 95 % interval. */
export function flatFigures(id: string, what: string, its: Interval | null, difference: Difference | null = null, known: number | null = null): Row {
  const mean = [its?.n ?? known, its?.mean, its?.low, its?.high];
  const apart = [difference?.mean, difference?.low, difference?.high, difference?.corrected, difference?.verdict, difference?.moreRuns];
  return [id, what, ...[...mean, ...apart].map((value) => value ?? null)];
}

interface Told<Kpi extends string> {
  kpis: Readonly<Record<Kpi, Interval | null>>;
  known?: Readonly<Partial<Record<Kpi, number>>> | undefined;
  difference: Readonly<Record<Kpi, Difference | null>> | null;
}

/** One indicator of a variant. */
export const flatRow = <Kpi extends string>(id: string, kpi: Kpi, { kpis, known, difference }: Told<Kpi>): Row =>
  flatFigures(id, kpi, kpis[kpi], difference?.[kpi] ?? null, known?.[kpi] ?? null);
