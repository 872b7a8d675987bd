import { KPI_TREND, RUN_KPIS, type Difference, type Estimate, type RunKpi, type UnitShares, type VariantResult } from '../contract/scenario.js';
import { meanInterval, pairedDifference, quantile } from '../engine/statistics.js';
import { bottleneckOf, shapeOf, waterfallEstimate } from './analysis/summary.js';
import type { CompiledLine } from './compile.js';
import type { Replication } from './replicate.js';

/** Differences below this share of the quantities are rounding, not effect. */
const ROUNDING = 1e-9;

/** Mean with its 95 % t-interval, standard deviation and quantiles (linear between order statistics). At least one value. */
export function estimate(values: readonly number[]): Estimate {
  const ascending = [...values].sort((a, b) => a - b);
  const at = (p: number) => quantile(ascending, p);
  return { n: values.length, ...meanInterval(values), p10: at(0.1), p50: at(0.5), p90: at(0.9), values: [...values] };
}

/** Mean of variant minus base, pair by pair, with its 95 % t-interval; a verdict where the interval leaves zero out. */
export function difference(base: readonly number[], variant: readonly number[], kpi: RunKpi): Difference {
  const { mean, low, high } = pairedDifference(base, variant);
  const size = base.reduce((sum, value) => sum + Math.abs(value), 0) / base.length;
  if ((low <= 0 && high >= 0) || Math.abs(mean) <= ROUNDING * size) return { mean, low, high, verdict: 'no-detectable-difference' };
  return { mean, low, high, verdict: mean > 0 === (KPI_TREND[kpi] === 'up') ? 'better' : 'worse' };
}

/** Replications of the line as it is, or of a variant of it. */
export interface Simulated {
  id: string;
  /** the line as the variant has it */
  line: CompiledLine;
  replications: readonly Replication[];
}

/** The baseline's result first, then each variant's. Replications are paired by their place. A KPI that one replication does not know is null. */
export function answer(baseline: Simulated, variants: readonly Simulated[]): VariantResult[] {
  return [baseline, ...variants].map(({ id, line, replications }, index) => {
    const shape = shapeOf(line);
    const runs = replications.map(({ analysis }) => analysis);
    return {
      id,
      kpis: estimates(replications),
      difference: index === 0 ? null : differences(baseline.replications, replications),
      units: meanShares(replications),
      bottleneck: bottleneckOf(shape, runs),
      waterfall: waterfallEstimate(shape, runs),
    };
  });
}

/** What the replications done so far say of KPIs: the same as in the answer, without the rest. */
export function interimAnswer(baseline: readonly Replication[], variants: readonly { id: string; replications: readonly Replication[] }[]) {
  const all = [{ id: 'baseline', replications: baseline }, ...variants];
  return all.map(({ id, replications }, index) => ({
    id,
    kpis: estimates(replications),
    difference: index === 0 ? null : differences(baseline, replications),
  }));
}

function valuesOf(replications: readonly Replication[], kpi: RunKpi): number[] | null {
  const values = replications.map((replication) => replication.kpis[kpi]);
  return values.every((value) => value !== null) ? values : null;
}

const perKpi = <T>(value: (kpi: RunKpi) => T) => Object.fromEntries(RUN_KPIS.map((kpi) => [kpi, value(kpi)])) as Record<RunKpi, T>;

function estimates(replications: readonly Replication[]): Record<RunKpi, Estimate | null> {
  return perKpi((kpi) => {
    const values = valuesOf(replications, kpi);
    return values && estimate(values);
  });
}

function differences(baseline: readonly Replication[], variant: readonly Replication[]): Record<RunKpi, Difference | null> {
  return perKpi((kpi) => {
    const base = valuesOf(baseline, kpi);
    const values = valuesOf(variant, kpi);
    return base && values && difference(base, values, kpi);
  });
}

function meanShares(replications: readonly Replication[]): UnitShares[] {
  const mean = (unit: number, share: Exclude<keyof UnitShares, 'unit'>) =>
    replications.reduce((sum, r) => sum + r.units[unit]![share], 0) / replications.length;
  return replications[0]!.units.map(({ unit }, i) => ({
    unit,
    producing: mean(i, 'producing'),
    starved: mean(i, 'starved'),
    blocked: mean(i, 'blocked'),
    down: mean(i, 'down'),
    standby: mean(i, 'standby'),
    planned: mean(i, 'planned'),
  }));
}
