import { z } from 'zod';

/** Values weighted by the time for which they held. */
export const HeldSpread = z.strictObject({
  s: z.number().describe('time of which the value is known [s]'),
  mean: z.number(),
  min: z.number(),
  q1: z.number(),
  median: z.number(),
  q3: z.number(),
  max: z.number(),
});
export type HeldSpread = z.infer<typeof HeldSpread>;
