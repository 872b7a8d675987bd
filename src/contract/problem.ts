import { z } from 'zod';
import { Refusal } from './refusal.js';

export const PROBLEM_CODES = [
  'bad-request',
  'validation',
  'not-found',
  'method-not-allowed',
  'unauthorized',
  'forbidden',
  'conflict',
  'stale-version',
  'precondition-required',
  'too-large',
  'unsupported-media-type',
  'too-many-requests',
  'not-ready',
  'internal',
] as const;
export const ProblemCode = z.enum(PROBLEM_CODES);
export type ProblemCode = z.infer<typeof ProblemCode>;

/** One thing that is wrong with an input, and where. */
export const Issue = z.strictObject({
  pointer: z.string().describe('JSON pointer, RFC 6901'),
  detail: z.string(),
  refusal: Refusal.optional(),
});
export type Issue = z.infer<typeof Issue>;

/** RFC 9457. type is /problems/<code>. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  refusal: Refusal.optional().describe('the detail by its code and values, where it has a code'),
  instance: z.string().optional(),
  requestId: z.string().optional(),
  issues: z.array(Issue).optional(),
});
export type Problem = z.infer<typeof Problem>;
