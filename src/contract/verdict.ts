import { z } from 'zod';

export const VERDICTS = ['better', 'worse', 'no-detectable-difference', 'too-few-runs'] as const;
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof Verdict>;

/** Mean of the paired differences variant minus baseline with its 95 % t-interval, and what may be said of it. */
export const Difference = z.strictObject({
  mean: z.number(),
  low: z.number(),
  high: z.number(),
  chance: z.number().min(0).max(1).optional().describe('two-sided p of the paired t-test; answers of earlier versions have none'),
  corrected: z.number().min(0).max(1).optional().describe('the same corrected by Holm for all indicators and variants of the answer'),
  verdict: Verdict.describe(
    'better or worse: the corrected p is at most 0.05. no-detectable-difference: the interval lies within what matters. too-few-runs: neither can be told',
  ),
  slight: z.boolean().optional().describe('better or worse for sure, but by less than what matters: the whole interval lies within it'),
  moreRuns: z.int().min(0).nullable().optional().describe('replications that are wanting, by a guess from the present spread; null: nobody can tell'),
});
export type Difference = z.infer<typeof Difference>;
