import type { Holds } from '../../contract/search-result.js';
import { slackOf, type Constraint, type Goal, type Row } from '../../engine/search/search.js';
import { meanInterval } from '../../engine/statistics.js';
import { valuesOf, type KpiRow, type Told } from './rows.js';

/** What is sought, as a request says it. */
export interface AimAsked {
  goals: readonly { kpi: string; better?: Goal['better'] | undefined; indifference?: number | undefined }[];
  constraints: readonly { kpi: string; atLeast?: number | undefined; atMost?: number | undefined; tolerance?: number | undefined }[];
}

/** What is sought, with all that was not said. */
export interface Aim {
  goals: (Goal & { kpi: string })[];
  constraints: (Constraint & { kpi: string })[];
}

/**
 * Goals go by the nature of their KPI where nothing else was said; what does not matter is the share `matters` of the mean of the baseline, or
 * of the bound where that is more; of nothing, `matters` itself.
 */
export function aimOf({ goals, constraints }: AimAsked, { trend, matters }: Pick<Told, 'trend' | 'matters'>, baseline: readonly KpiRow[]): Aim {
  const zone = (kpi: string, bound: number) => {
    const values = valuesOf(baseline, kpi);
    const mean = values === null || values.length === 0 ? 0 : meanInterval(values).mean;
    return matters * (Math.max(Math.abs(mean), Math.abs(bound)) || 1);
  };
  return {
    goals: goals.map(({ kpi, better, indifference }) => ({
      kpi,
      better: better ?? (trend[kpi] === 'up' ? 'more' : 'less'),
      indifference: indifference ?? zone(kpi, 0),
    })),
    constraints: constraints.map(({ kpi, atLeast, atMost, tolerance }) => {
      const bound = (atLeast ?? atMost)!;
      return { kpi, side: atLeast === undefined ? 'atMost' : 'atLeast', bound, tolerance: tolerance ?? zone(kpi, bound) };
    }),
  };
}

/** The values of a replication that a search weighs: its goals, then what is constrained. */
export const rowFor = ({ goals, constraints }: Aim, row: KpiRow): Row => [...goals, ...constraints].map(({ kpi }) => row[kpi] ?? null);

/** How surely the mean of each constraint lies on its side of the bound, by its own 95 % interval. */
export const holdsOf = ({ constraints }: Aim, rows: readonly KpiRow[]): Holds[] =>
  constraints.map((constraint) => {
    const values = valuesOf(rows, constraint.kpi);
    if (values === null || values.length < 2) return 'possibly';
    const { low, high } = meanInterval(values);
    const slacks = [low, high].map((value) => slackOf(constraint, value));
    return slacks.every((slack) => slack >= 0) ? 'surely' : slacks.every((slack) => slack < 0) ? 'not' : 'possibly';
  });
