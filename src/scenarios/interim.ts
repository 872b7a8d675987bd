import { RUN_KPIS } from '../contract/scenario.js';
import { type Estimate } from '../contract/estimate.js';
import { type InterimVariant } from '../contract/run.js';
import { interimAnswer } from '../model/compare.js';
import type { Replication } from '../model/replicate.js';
import type { Question } from './question.js';

/** What the replications done so far say. Empty until there are two, which an interval needs. */
export function interim({ request }: Question, replications: readonly Replication[][]): InterimVariant[] {
  const [baseline, ...variants] = replications;
  if (!baseline || baseline.length < 2) return [];
  const results = interimAnswer(
    baseline,
    variants.map((share, index) => ({ id: request.variants[index]!.id, replications: share })),
  );
  return results.map(({ id, kpis, difference }) => ({ id, difference, kpis: pick(kpis) }));
}

function pick(kpis: Record<string, Estimate | null>): InterimVariant['kpis'] {
  return Object.fromEntries(
    RUN_KPIS.map((kpi) => {
      const estimate = kpis[kpi];
      return [kpi, estimate ? { n: estimate.n, mean: estimate.mean, low: estimate.low, high: estimate.high } : null];
    }),
  );
}
