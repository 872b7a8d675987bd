import { z } from 'zod';
import { Share } from './share.js';

const NOT_GIVEN = 'in its unit; what `matters` comes to of the baseline where not given';

/** The parts of what a search for the best asks for, over KPIs of a line or of a site. */
export function sought<Kpi extends z.ZodType>(kpi: Kpi) {
  const goal = z.strictObject({
    kpi,
    better: z.enum(['more', 'less']).optional().describe('as it is by its nature where not given'),
    indifference: z.number().positive().optional().describe(`difference of its mean below which it does not matter which is taken, ${NOT_GIVEN}`),
  });
  const constraint = z.strictObject({
    kpi,
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
    tolerance: z.number().positive().optional().describe(`distance from the bound within which it does not matter whether it counts as held, ${NOT_GIVEN}`),
  });
  const means = {
    constraints: z.array(constraint.describe('of its mean: either atLeast or atMost')).max(5).default([]),
    budget: z
      .int()
      .min(20)
      .max(50_000)
      .default(3000)
      .describe('most replications of the baseline and all points together; as many as `replications` says are for the baseline'),
    first: z.int().min(2).max(200).default(20).describe('replications of a point before anything is decided against it'),
    confidence: Share.refine((share) => share < 1, { error: () => 'must be less than 100 %' })
      .default(0.95)
      .describe('chance that all that is said to be sure is right'),
  };
  return { goal, means };
}

/** What a search asks for: one of these. */
export function aims<Kpi extends z.ZodType>(kpi: Kpi) {
  const { goal, means } = sought(kpi);
  return {
    sweep: z.strictObject({}).optional().describe('every combination of the values of one factor or two'),
    tornado: z.strictObject({}).optional().describe('each factor alone at its low and its high'),
    optimise: z
      .strictObject({ goal, ...means })
      .optional()
      .describe('the best by one goal'),
    pareto: z
      .strictObject({ goals: z.array(goal).min(2).max(3), ...means })
      .optional()
      .describe('the best compromises between goals'),
  };
}
