import { z } from 'zod';
import { firstError, placeOf } from './json-place.js';

const Accuracy = z.union([z.number().positive(), z.record(z.string(), z.number().positive())]);

/** Most replications, and most time or customers of one, that a case may ask for: a run is to end. */
const MOST = { replications: 1_000_000, length: 2e7 };

const bounded = (most: number) => z.number().nonnegative().max(most, `is more than ${most}: no run of that size ends in time`);

/** One case with a known answer. What stands in `model` and `expected` is for its family to read. */
export const ValidationCase = z.object({
  id: z.string().min(1),
  family: z.string().min(1),
  title: z.string().default(''),
  model: z.looseObject({ type: z.string() }),
  expected: z.record(z.string(), z.unknown()),
  simulate: z
    .looseObject({
      replications: bounded(MOST.replications).pipe(z.int().positive()).optional(),
      warmup: bounded(MOST.length).optional(),
      length: bounded(MOST.length)
        .refine((length) => length > 0, 'must be more than zero')
        .optional(),
      unit: z.string().optional(),
    })
    .optional(),
  /** for every metric, or metric by metric. Not given: what is usual for the kind of metric */
  tolerance: z.looseObject({ rel: Accuracy.optional(), abs: Accuracy.optional(), rule: z.string().optional() }).default({}),
  /** RFC 6901 pointer of the case in its file */
  at: z.string().default(''),
});
export type ValidationCase = z.infer<typeof ValidationCase>;

/** A case that cannot be read, told like one that was run. */
export interface UnreadableCase {
  id: string;
  family: string;
  reason: string;
}

export type CaseEntry = { ok: true; case: ValidationCase } | ({ ok: false } & UnreadableCase);

/** A metric may bring its own accuracy: `{"value": 1.5, "rel": 0.02}` stands for 1.5. */
const OwnAccuracy = z.strictObject({ value: z.number(), rel: z.number().positive().optional(), abs: z.number().positive().optional() });

/** The case with every metric as a plain value, what it brought of accuracy among the tolerances. */
function withOwnAccuracies(c: ValidationCase): ValidationCase {
  const own = Object.entries(c.expected).flatMap(([name, value]) => {
    const parsed = OwnAccuracy.safeParse(value);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  if (own.length === 0) return c;
  const accuracies = (key: 'rel' | 'abs') => {
    const given = c.tolerance[key];
    const all = typeof given === 'number' ? Object.fromEntries(Object.keys(c.expected).map((name) => [name, given])) : given;
    const brought = Object.fromEntries(own.flatMap(([name, accuracy]) => (accuracy[key] === undefined ? [] : [[name, accuracy[key]]])));
    return all === undefined && Object.keys(brought).length === 0 ? {} : { [key]: { ...all, ...brought } };
  };
  return {
    ...c,
    expected: { ...c.expected, ...Object.fromEntries(own.map(([name, { value }]) => [name, value])) },
    tolerance: { ...c.tolerance, ...accuracies('rel'), ...accuracies('abs') },
  };
}

const escaped = (key: PropertyKey) => String(key).replaceAll('~', '~0').replaceAll('/', '~1');

/** What is wrong, each with its pointer. */
export const issuesAt = (at: string, error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${[at, ...path.map(escaped)].join('/')}: ${message}`).join('; ');

function entryOf(raw: unknown, i: number): CaseEntry {
  const at = `/cases/${i}`;
  const parsed = ValidationCase.safeParse(raw);
  if (parsed.success) return { ok: true, case: withOwnAccuracies({ ...parsed.data, at }) };
  const named = (key: string, otherwise: string) => z.looseObject({ [key]: z.string().min(1) }).safeParse(raw).data?.[key] ?? otherwise;
  return { ok: false, id: String(named('id', at)), family: String(named('family', 'unknown')), reason: issuesAt(at, parsed.error) };
}

/** A file of cases. Other fields (meta, properties) are for people. */
const CaseFile = z.object({ cases: z.array(z.unknown()).min(1, 'has no case') });

/** The cases of a file's text, or why it is none: `line:column: reason` where it is no JSON. */
export function readCases(text: string): { ok: true; cases: CaseEntry[] } | { ok: false; reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const { line, column } = placeOf(text, firstError(text) ?? 0);
    return { ok: false, reason: `:${line}:${column} is not JSON: ${(error as Error).message}` };
  }
  const parsed = CaseFile.safeParse(json);
  return parsed.success ? { ok: true, cases: parsed.data.cases.map(entryOf) } : { ok: false, reason: ` is no file of cases: ${issuesAt('', parsed.error)}` };
}
