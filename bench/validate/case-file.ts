import { z } from 'zod';

/** One case with a known answer. What stands in `model` and `expected` is for its family to read. */
export const ValidationCase = z.object({
  id: z.string().min(1),
  family: z.string().min(1),
  title: z.string().default(''),
  model: z.looseObject({ type: z.string() }),
  expected: z.record(z.string(), z.unknown()),
  simulate: z
    .looseObject({ replications: z.int().positive(), warmup: z.number().optional(), length: z.number().optional(), unit: z.string().optional() })
    .optional(),
  tolerance: z.looseObject({
    rel: z.union([z.number().positive(), z.record(z.string(), z.number().positive())]).describe('for every metric, or metric by metric'),
    rule: z.string().optional(),
  }),
});
export type ValidationCase = z.infer<typeof ValidationCase>;

/** A file of cases. Other fields (meta, properties) are for people. */
export const CaseFile = z.object({ cases: z.array(ValidationCase).min(1) });

/** The cases of a file's text, or why it is none. */
export function readCases(text: string): { ok: true; cases: ValidationCase[] } | { ok: false; reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { ok: false, reason: `is not JSON: ${(error as Error).message}` };
  }
  const parsed = CaseFile.safeParse(json);
  return parsed.success ? { ok: true, cases: parsed.data.cases } : { ok: false, reason: `is no file of cases:\n${z.prettifyError(parsed.error)}` };
}
