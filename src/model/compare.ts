import type { Difference, Estimate, RunKpi, VariantResult } from '../contract/scenario.js';
import type { Replication } from './replicate.js';

/** Mean with its 95 % t-interval, standard deviation and quantiles (linear between order statistics). */
export function estimate(values: readonly number[]): Estimate {
  throw new Error(`not yet: ${values.length}`);
}
/** Mean of variant minus base, pair by pair, with its 95 % t-interval; a verdict where the interval leaves zero out. */
export function difference(base: readonly number[], variant: readonly number[], kpi: RunKpi): Difference {
  throw new Error(`not yet: ${base.length} ${variant.length} ${kpi}`);
}
/** The baseline's result first (id baseline), then each variant's. Replications are paired by their place. */
export function answer(baseline: readonly Replication[], variants: readonly { id: string; replications: readonly Replication[] }[]): VariantResult[] {
  throw new Error(`not yet: ${baseline.length} ${variants.length}`);
}
