import { z } from 'zod';
import { commonSubsequence, warpingDistance } from '../../../src/engine/sequence.js';
import type { ValidationCase } from '../case-file.js';
import { compared, parsedAs, unknownModel, type Metric } from '../metric.js';

const Model = z.strictObject({
  type: z.literal('sequence-compare'),
  real: z.array(z.number()),
  twin: z.array(z.number()),
  eps: z.number().default(0),
  delta: z.number().nullish(),
  window: z.number().nullish(),
  note: z.string().optional(),
});

/** How alike what was measured and what the twin said are, as sequences. */
export function run(c: ValidationCase): Metric[] {
  if (c.model.type !== 'sequence-compare') throw unknownModel(c);
  const { real, twin, eps, delta, window } = parsedAs(Model, c);
  const common = commonSubsequence(real, twin, eps, delta ?? undefined);
  return compared(c, { dtw: warpingDistance(real, twin, window ?? undefined), lcss: common.length, lcssSimilarity: common.similarity });
}
