import { z } from 'zod';
import { LineId } from './equipment.js';
import { Estimate } from './estimate.js';
import { AskedOf } from './run.js';
import { Micros } from './units.js';
import { Difference } from './verdict.js';

/** In what answers can differ that are set side by side. */
export const DIFFERING = ['line', 'cell', 'horizonS', 'seed', 'replications', 'engineVersion', 'start'] as const;
export const Differing = z.enum(DIFFERING);
export type Differing = z.infer<typeof Differing>;

/** A run that is compared, and what it was asked. */
export const ComparedRun = z.strictObject({
  id: z.uuid(),
  question: z.string(),
  request: z.unknown().describe('as it was accepted'),
  start: z.strictObject({ from: z.string(), hash: z.string(), atUs: Micros }),
  horizonS: z.number(),
  replications: z.int(),
  seed: z.int(),
  modelVersion: z.string(),
});
export type ComparedRun = z.infer<typeof ComparedRun>;

export const ComparedVariant = z.strictObject({
  run: z.uuid(),
  id: z.string().describe('baseline or the id of the variant in its run'),
  kpis: z.record(z.string(), Estimate.nullable()),
  difference: z.record(z.string(), Difference.nullable()).nullable().describe('to the baseline of `against`; null for a baseline that is held against none'),
  against: z
    .uuid()
    .nullable()
    .describe('run to whose baseline it is held: the first, or its own where that began elsewhere or met another chance; null: it is such a baseline'),
  paired: z
    .boolean()
    .describe(
      'whether its replications met the same chance as those of that baseline: differences are paired then, over as many as both have; else the samples are independent, and the intervals wider (Welch)',
    ),
  differs: z.array(Differing).describe('in what its run differs from the first'),
});
export type ComparedVariant = z.infer<typeof ComparedVariant>;

/** Answers about one line or one site side by side: the baseline of the first run, and the variants of all beside it, judged together. Those of a run that met another chance are held against its own baseline. */
export const RunComparison = z.strictObject({
  of: AskedOf,
  line: LineId.describe('id of the line or of the cell'),
  matters: z.number().describe('as the first run asked'),
  runs: z.array(ComparedRun),
  variants: z
    .array(ComparedVariant)
    .describe('run by run, the baseline of the first run first; of another its baseline stands before its variants where they are held against it'),
});
export type RunComparison = z.infer<typeof RunComparison>;
