import { z } from 'zod';
import { HeldSpread } from './held-spread.js';

const Seconds = z.number().describe('[s]');

/** A law that was fitted to times [s]. */
const FittedLaw = z.discriminatedUnion('dist', [
  z.strictObject({ dist: z.literal('exponential'), mean: z.number() }),
  z.strictObject({ dist: z.literal('weibull'), scale: z.number(), shape: z.number() }),
  z.strictObject({ dist: z.literal('gamma'), mean: z.number(), shape: z.number() }),
  z.strictObject({ dist: z.literal('lognormal'), median: z.number(), sigma: z.number().describe('standard deviation of the logarithm') }),
  z.strictObject({ dist: z.literal('normal'), mean: z.number(), sd: z.number() }),
]);

/** Times from one item to the next of a machine that produces, by the speed that it tells, and the law that fits them best. */
export const CycleTimes = z.strictObject({
  spread: HeldSpread.describe('time per item [s]'),
  idealS: z.number().describe('at the ideal rate of the plant file, which the model takes [s]'),
  bins: z
    .array(
      z.strictObject({ fromS: z.number(), toS: z.number(), s: Seconds, fittedS: z.number().nullable().describe('the same by the law [s]; null without one') }),
    )
    .describe('time at each cycle time'),
  beyondS: z.number().describe('time at longer ones than are drawn [s]'),
  fit: z
    .strictObject({
      law: FittedLaw.describe('the likeliest by the criterion of Akaike'),
      n: z.int().describe('values that it was fitted to: one in so many minutes of production'),
      everyMin: z.number(),
      kolmogorovD: z.number().describe('greatest distance between the law and the values (Kolmogorov and Smirnov)'),
      chance: z.number().nullable().describe('that values of this very law lie as far from theirs, by simulation; null: not tested'),
      untested: z.enum(['dependent', 'coarse']).nullable().describe('dependent: each value hangs on the one before; coarse: the speed is told in few steps'),
    })
    .nullable(),
  noFit: z.enum(['too-few', 'all-equal']).nullable().describe('why no law is fitted'),
});
export type CycleTimes = z.infer<typeof CycleTimes>;
