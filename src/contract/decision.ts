import { z } from 'zod';
import { LineId } from './equipment.js';
import { AskedOf } from './run.js';

/** Body of POST /api/v1/runs/:id/decisions: what is to be done of the answer of a run, and why. */
export const NewDecision = z.strictObject({
  variant: z.string().min(1).max(200).describe('id of a variant of the answer, or of a point of a search; baseline: nothing is changed'),
  why: z.string().trim().min(1).max(1000),
});
export type NewDecision = z.infer<typeof NewDecision>;

/** A decision as it is kept. It is never changed: a later one about the same run stands in its place. */
export const Decision = z.strictObject({
  id: z.uuid(),
  run: z.uuid(),
  of: AskedOf,
  line: LineId.describe('id of the line or of the cell'),
  question: z.string(),
  variant: z.string(),
  why: z.string(),
  who: z.string().describe('name of the token'),
  decidedAt: z.iso.datetime(),
});
export type Decision = z.infer<typeof Decision>;

export const DecisionPage = z.strictObject({ items: z.array(Decision).describe('newest first'), next: z.string().nullable() });
export type DecisionPage = z.infer<typeof DecisionPage>;
