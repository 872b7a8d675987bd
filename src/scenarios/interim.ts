import { interimEstimate, type InterimVariant } from '../contract/run.js';
import { RUN_KPIS } from '../contract/scenario.js';
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
  return results.map(({ id, kpis, difference }) => ({
    id,
    difference,
    kpis: Object.fromEntries(RUN_KPIS.map((kpi) => [kpi, kpis[kpi] && interimEstimate(kpis[kpi])])),
  }));
}
