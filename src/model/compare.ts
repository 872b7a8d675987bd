import { KPI_TREND, RUN_KPIS, type RunKpi, type UnitShares, type VariantResult } from '../contract/scenario.js';
import type { Estimate } from '../contract/estimate.js';
import type { Difference } from '../contract/verdict.js';
import { meanInterval, quantile } from '../engine/statistics.js';
import { bottleneckOf, shapeOf, waterfallEstimate } from './analysis/summary.js';
import type { CompiledLine } from './compile.js';
import { allKnown, knownIn } from './known.js';
import type { Replication } from './replicate.js';
import { judgeTables } from './verdict.js';

/** Mean with its 95 % t-interval, standard deviation and quantiles (linear between order statistics). At least one value. */
export function estimate(values: readonly number[]): Estimate {
  const ascending = [...values].sort((a, b) => a - b);
  const at = (p: number) => quantile(ascending, p);
  return { n: values.length, ...meanInterval(values), p10: at(0.1), p50: at(0.5), p90: at(0.9), values: [...values] };
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
  const differences = judgeAll(
    baseline.replications,
    variants.map(({ replications }) => replications),
  );
  return [baseline, ...variants].map(({ id, line, replications }, index) => {
    const shape = shapeOf(line);
    const runs = replications.map(({ analysis }) => analysis);
    return {
      id,
      kpis: estimates(replications),
      known: knownIn(
        RUN_KPIS,
        replications.map(({ kpis }) => kpis),
      ),
      difference: index === 0 ? null : differences[index - 1]!,
      units: meanShares(replications),
      bottleneck: bottleneckOf(shape, runs),
      waterfall: waterfallEstimate(shape, runs),
    };
  });
}

/** What the replications done so far say of KPIs: the same as in the answer, without the rest. */
export function interimAnswer(baseline: readonly Replication[], variants: readonly { id: string; replications: readonly Replication[] }[]) {
  const all = [{ id: 'baseline', replications: baseline }, ...variants];
  const differences = judgeAll(
    baseline,
    variants.map(({ replications }) => replications),
  );
  return all.map(({ id, replications }, index) => ({
    id,
    kpis: estimates(replications),
    difference: index === 0 ? null : differences[index - 1]!,
  }));
}

function valuesOf(replications: readonly Replication[], kpi: RunKpi): number[] | null {
  return allKnown(replications.map(({ kpis }) => kpis[kpi]));
}

const perKpi = <T>(value: (kpi: RunKpi) => T) => Object.fromEntries(RUN_KPIS.map((kpi) => [kpi, value(kpi)])) as Record<RunKpi, T>;

function estimates(replications: readonly Replication[]): Record<RunKpi, Estimate | null> {
  return perKpi((kpi) => {
    const values = valuesOf(replications, kpi);
    return values && estimate(values);
  });
}

/** Differences of every variant to the baseline, judged together. */
const judgeAll = (baseline: readonly Replication[], variants: readonly (readonly Replication[])[]): Record<RunKpi, Difference | null>[] =>
  judgeTables(
    RUN_KPIS,
    KPI_TREND,
    [baseline, ...variants].map((replications) => perKpi((kpi) => valuesOf(replications, kpi))),
  );

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
