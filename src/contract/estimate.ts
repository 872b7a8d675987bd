import { z } from 'zod';

/** Mean with its 95 % t-interval, quantiles, and every replication. */
export const Estimate = z.strictObject({
  n: z.int(),
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  sd: z.number(),
  p10: z.number(),
  p50: z.number(),
  p90: z.number(),
  values: z.array(z.number()),
});
export type Estimate = z.infer<typeof Estimate>;

/** The same without the replications. */
export const Interval = Estimate.omit({ values: true });
export type Interval = z.infer<typeof Interval>;
