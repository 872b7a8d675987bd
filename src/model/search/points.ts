import type { ChangeNote } from '../../contract/change-note.js';
import { interimEstimate, type InterimVariant } from '../../contract/run.js';
import type { Level } from '../../contract/search-factor.js';
import type { SearchPoint } from '../../contract/search-result.js';
import type { Difference } from '../../contract/verdict.js';
import { judge } from '../verdict.js';
import { intervals, valuesOf, type KpiRow, type Told } from './rows.js';

/** Replications of a point, and those of the baseline with the same random numbers. */
export interface Pairs {
  own: readonly KpiRow[];
  base: readonly KpiRow[];
}

/** A point of a search with its replications. */
export interface SimulatedPoint {
  id: string;
  at: Readonly<Record<string, Level>>;
  rows: readonly KpiRow[];
  pairs: Pairs;
  notes: ChangeNote[];
}

/** What is told of each point. Each has a replication at least. */
export function pointResults(points: readonly SimulatedPoint[], told: Told): SearchPoint[] {
  const differences = judgePoints(
    points.map(({ pairs }) => pairs),
    told,
  );
  return points.map(({ id, at, rows, notes }, i) => ({
    id,
    at: { ...at },
    replications: rows.length,
    kpis: intervals(rows, told.kpis),
    difference: differences[i]!,
    notes,
  }));
}

/** Differences to the baseline of the KPIs that are judged, all together; null where either does not know it, and of fewer than two pairs. */
export function judgePoints(
  points: readonly Pairs[],
  { judged, trend, matters }: Pick<Told, 'judged' | 'trend' | 'matters'>,
): Record<string, Difference | null>[] {
  const pairs = points.flatMap(({ own, base: its }, index) =>
    judged.flatMap((kpi) => {
      const [base, variant] = [valuesOf(its, kpi), valuesOf(own, kpi)];
      return base && variant && base.length > 1 ? [{ index, kpi, base, variant, trend: trend[kpi]! }] : [];
    }),
  );
  const told: Record<string, Difference | null>[] = points.map(() => Object.fromEntries(judged.map((kpi) => [kpi, null])));
  judge(pairs, matters).forEach((difference, i) => {
    const { index, kpi } = pairs[i]!;
    told[index]![kpi] = difference;
  });
  return told;
}

/** What the replications done so far say, of the KPIs that are judged: the baseline first. Empty until it has two, which an interval needs. */
export function interimPoints(baseline: readonly KpiRow[], points: readonly (Pairs & { id: string })[], told: Told): InterimVariant[] {
  if (baseline.length < 2) return [];
  const kpisOf = (rows: readonly KpiRow[]) =>
    Object.fromEntries(Object.entries(intervals(rows, told.judged)).map(([kpi, its]) => [kpi, its && interimEstimate(its)]));
  const differences = judgePoints(points, told);
  return [
    { id: 'baseline', kpis: kpisOf(baseline), difference: null },
    ...points.map(({ id, own }, i) => ({ id, kpis: kpisOf(own), difference: differences[i]! })),
  ];
}
