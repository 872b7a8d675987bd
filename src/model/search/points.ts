import type { ChangeNote } from '../../contract/change-note.js';
import type { Level } from '../../contract/search-factor.js';
import type { SearchPoint } from '../../contract/search-result.js';
import type { Difference } from '../../contract/verdict.js';
import { judge } from '../verdict.js';
import { intervals, valuesOf, type KpiRow, type Told } from './rows.js';

/** A point of a search with its replications, from the first on. */
export interface SimulatedPoint {
  id: string;
  at: Readonly<Record<string, Level>>;
  rows: readonly KpiRow[];
  notes: ChangeNote[];
}

/** What is told of each point. Replications are paired with those of the baseline by their number; each point has two at least and no more than it. */
export function pointResults(baseline: readonly KpiRow[], points: readonly SimulatedPoint[], told: Told): SearchPoint[] {
  const differences = judgePoints(
    baseline,
    points.map(({ rows }) => rows),
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

/** Differences to the baseline of the KPIs that are judged, all together; null where either does not know it. */
export function judgePoints(
  baseline: readonly KpiRow[],
  points: readonly (readonly KpiRow[])[],
  { judged, trend, matters }: Pick<Told, 'judged' | 'trend' | 'matters'>,
): Record<string, Difference | null>[] {
  const pairs = points.flatMap((rows, index) =>
    judged.flatMap((kpi) => {
      const [base, variant] = [valuesOf(baseline.slice(0, rows.length), kpi), valuesOf(rows, kpi)];
      return base && variant ? [{ index, kpi, base, variant, trend: trend[kpi]! }] : [];
    }),
  );
  const told: Record<string, Difference | null>[] = points.map(() => Object.fromEntries(judged.map((kpi) => [kpi, null])));
  judge(pairs, matters).forEach((difference, i) => {
    const { index, kpi } = pairs[i]!;
    told[index]![kpi] = difference;
  });
  return told;
}
