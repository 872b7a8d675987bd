import type { Estimate } from '../../../../src/contract/estimate.js';
import type { InterimVariant } from '../../../../src/contract/run.js';
import type { RunKpi, ScenarioDocument, VariantResult } from '../../../../src/contract/scenario.js';
import type { Difference } from '../../../../src/contract/verdict.js';

/** What the tables and pictures need of a variant, of a finished run or one under way. */
export interface ShownVariant {
  id: string;
  name: string;
  kpis: Record<RunKpi, Pick<Estimate, 'n' | 'mean' | 'low' | 'high'> | null>;
  difference: Record<RunKpi, Difference | null> | null;
}

/** Variants with the names that the question gives them. */
export function shownVariants(variants: readonly (VariantResult | InterimVariant)[], asked: ScenarioDocument, baseline: string): ShownVariant[] {
  const names = new Map((asked.variants ?? []).map((variant) => [variant.id, variant.name]));
  return variants.map(({ id, kpis, difference }) => ({ id, kpis, difference, name: id === 'baseline' ? baseline : (names.get(id) ?? id.toUpperCase()) }));
}

export interface ForestRow {
  kpi: RunKpi;
  variant: string;
  /** in shares of the baseline's mean */
  mean: number;
  low: number;
  high: number;
  verdict: Difference['verdict'];
}

/** Differences as shares of the baseline's mean, so that all indicators stand on one axis. */
export function forestRows(variants: readonly ShownVariant[], order: readonly RunKpi[]): ForestRow[] {
  const baseline = variants[0];
  return order.flatMap((kpi) =>
    variants.slice(1).flatMap((variant) => {
      const difference = variant.difference?.[kpi];
      const size = Math.abs(baseline?.kpis[kpi]?.mean ?? 0);
      if (!difference || size === 0) return [];
      return [
        { kpi, variant: variant.name, mean: difference.mean / size, low: difference.low / size, high: difference.high / size, verdict: difference.verdict },
      ];
    }),
  );
}
