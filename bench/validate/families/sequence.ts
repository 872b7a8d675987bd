import { z } from 'zod';
import { commonSubsequence, warpingDistance } from '../../../src/engine/sequence.js';
import type { ValidationCase } from '../case-file.js';
import { leaves, NotSupported, relativeTolerance, type Metric } from '../metric.js';

const Model = z.object({
  type: z.literal('sequence-compare'),
  real: z.array(z.number()),
  twin: z.array(z.number()),
  eps: z.number().default(0),
  delta: z.number().nullish(),
  window: z.number().nullish(),
});

/** How alike what was measured and what the twin said are, as sequences. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type !== 'sequence-compare') throw new NotSupported(`model ${c.model.type} of sequences`);
  const { real, twin, eps, delta, window } = Model.parse(c.model);
  const common = commonSubsequence(real, twin, eps, delta ?? undefined);
  const got: Record<string, number> = { dtw: warpingDistance(real, twin, window ?? undefined), lcss: common.length, lcssSimilarity: common.similarity };
  return Object.entries(c.expected).flatMap(([metric, exact]) => leaves(metric, exact, got[metric], relativeTolerance(c, metric)));
}
