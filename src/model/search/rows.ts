import type { Interval } from '../../contract/estimate.js';
import { estimate } from '../compare.js';

/** Figures of one replication of one point, by name: its KPIs, and what else an answer needs of it. null: not known. */
export type KpiRow = Readonly<Record<string, number | null>>;

/** Which KPIs an answer tells, and how. */
export interface Told {
  /** in this order */
  kpis: readonly string[];
  /** of them those whose differences are judged */
  judged: readonly string[];
  /** whether more of it is better */
  trend: Readonly<Record<string, 'up' | 'down'>>;
  /** the least difference that matters, as a share of the mean of the baseline */
  matters: number;
}

/** Values of a KPI; null where a replication does not know it. */
export function valuesOf(rows: readonly KpiRow[], kpi: string): number[] | null {
  const values: number[] = [];
  for (const row of rows) {
    const value = row[kpi] ?? null;
    if (value === null) return null;
    values.push(value);
  }
  return values;
}

/** Mean, interval and quantiles of each KPI; null where it is not known. */
export const intervals = (rows: readonly KpiRow[], kpis: readonly string[]): Record<string, Interval | null> =>
  Object.fromEntries(
    kpis.map((kpi) => {
      const values = valuesOf(rows, kpi);
      if (values === null) return [kpi, null];
      const { values: _, ...rest } = estimate(values);
      return [kpi, rest];
    }),
  );
