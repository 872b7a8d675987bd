import type { z } from 'zod';
import type { Issue } from './problem.js';
import { keysAt } from './schema-keys.js';
import { nearest, suggestion } from './nearest.js';

/** One thing wrong with a document. The fault is at the key itself where the key is what nobody knows. */
export interface Fault {
  path: PropertyKey[];
  atKey: boolean;
  message: string;
}
export type Explained<T> = { ok: true; value: T } | { ok: false; faults: Fault[] };

/** Checks a document against a schema. Faults are sentences for the person who wrote it, the most helpful branch of each alternative. */
export function explain<Schema extends z.ZodType>(schema: Schema, document: unknown): Explained<z.output<Schema>> {
  const parsed = schema.safeParse(document, { error: sentence });
  if (parsed.success) return { ok: true, value: parsed.data };
  const faults = parsed.error.issues.flatMap((issue) => flatten(issue, [], schema, document));
  return { ok: false, faults: onePerPlace(withoutEchoes(faults)) };
}

/** RFC 6901. */
export const pointerOf = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');

/** The steps of a pointer of RFC 6901. */
export const pathOf = (pointer: string): string[] =>
  pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));

export const toIssue = (fault: Fault): Issue => ({ pointer: pointerOf(fault.path), detail: fault.message });

function flatten(issue: z.core.$ZodIssue, base: readonly PropertyKey[], schema: z.core.$ZodType, document: unknown): Fault[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path, document);
    return issue.keys.map((key) => ({ path: [...path, key], atKey: true, message: unknownKey(key, known) }));
  }
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => ({ path, atKey: true, message: inner.message }));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return best(issue.errors, path, schema, document);
  const value = valueAt(document, path);
  if (value === undefined) return [{ path, atKey: false, message: `missing: ${issue.message}` }];
  const told =
    !issue.message.startsWith('expected ') ||
    issue.message.includes(', found ') ||
    (typeof value === 'object' && ['custom', 'too_small', 'too_big'].includes(issue.code ?? ''));
  return [{ path, atKey: false, message: told ? issue.message : `${issue.message}${found(value)}` }];
}

/** In a flow mapping of YAML ({ power: 2,5 kW }) a decimal comma ends the value. */
function unknownKey(key: string, known: string[]): string {
  if (/^\d+\s*\S*$/.test(key)) return `unknown key "${key}": inside { } a value with a decimal comma must stand in quotes`;
  return `unknown key "${key}"${suggestion(key, known, (list) => `; the keys here are ${list}`)}`;
}

/** Of the alternatives, those that the value has the form of; where there is none, all of them in one sentence. */
function best(errors: z.core.$ZodIssue[][], path: PropertyKey[], schema: z.core.$ZodType, document: unknown): Fault[] {
  const formed = errors.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value')),
  );
  const deep = formed.filter((issues) => issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'));
  const choice = deep[0] ?? (formed.length === 1 && !isTemplate(formed[0]!) ? formed[0] : undefined);
  if (choice) return choice.flatMap((issue) => flatten(issue, path, schema, document));
  return [
    {
      path,
      atKey: false,
      message: together(
        errors.map((issues) => issues[0]!),
        valueAt(document, path),
      ),
    },
  ];
}

/** `expected a, or b, found x, did you mean "a"?` */
function together(issues: z.core.$ZodIssue[], value: unknown): string {
  const choices = issues.map((issue) => issue.message.replace(/^expected /, '').replace(/, (found|did you mean) .*$/, ''));
  const words = issues.flatMap((issue) => (issue.code === 'invalid_value' ? issue.values.map(String) : []));
  const near = typeof value === 'string' ? nearest(value, words) : null;
  return `${value === undefined ? 'missing: ' : ''}expected ${choices.join(', or ')}${found(value)}${near === null ? '' : `, did you mean "${near}"?`}`;
}

const isTemplate = (issues: z.core.$ZodIssue[]) => issues.some((issue) => issue.code === 'invalid_format' && issue.format === 'template_literal');

/** A key that was misspelt is not missing as well. */
function withoutEchoes(faults: Fault[]): Fault[] {
  const meant = new Set(
    faults.filter((fault) => fault.atKey).map((fault) => pointerOf([...fault.path.slice(0, -1), /did you mean "(.*)"\?$/.exec(fault.message)?.[1] ?? ''])),
  );
  return faults.filter((fault) => fault.atKey || !fault.message.startsWith('missing: ') || !meant.has(pointerOf(fault.path)));
}

/** Of several faults of one value the last: what a kind of number allows comes before the bounds of this one. */
const onePerPlace = (faults: Fault[]): Fault[] => [...new Map(faults.map((fault) => [`${fault.atKey} ${pointerOf(fault.path)}`, fault])).values()];

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined),
    document,
  );
}

const TYPES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'keys with values',
  record: 'keys with values',
  array: 'a list',
  null: 'null',
};

const FORMATS: Record<string, string> = {
  date: 'expected a date such as 2026-01-31',
  datetime: 'expected an instant such as 2026-01-31T06:00:00Z',
  uuid: 'expected an id such as 8c5f2a0e-3b1d-4c6f-9a27-5d1e0b7c4f12',
};

/** What was expected, for issues whose schema has no sentence of its own. A map of errors for zod. */
export function sentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      // A text that is no number was made NaN of where texts are taken for numbers: what stood there is added later.
      return `expected ${TYPES[issue.expected] ?? issue.expected}${Number.isNaN(issue.input) ? '' : found(issue.input)}`;
    case 'invalid_value':
      return oneOf(issue.values.map(String), issue.input);
    case 'invalid_union':
      return issue.options
        ? oneOf((issue.options as unknown[]).map(String), (issue.input as Record<string, unknown>)?.[issue.discriminator ?? ''])
        : 'expected another form';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? issue.origin === 'string'
          ? 'must not be empty'
          : `expected at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}`
        : `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${found(issue.input)}`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `expected at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}`
        : `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${found(issue.input)}`;
    case 'invalid_format':
      return issue.format === 'template_literal' ? `expected a text such as "${example(issue.pattern)}"` : (FORMATS[issue.format] ?? 'expected another form');
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'unrecognized_keys':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'not as expected';
  }
}

function oneOf(values: string[], input: unknown): string {
  const given = typeof input === 'string' ? input : null;
  const near = given === null ? null : nearest(given, values);
  const expected = values.length === 1 ? `expected "${values[0]}"` : `expected one of ${values.join(', ')}`;
  return `${expected}${found(input)}${near === null ? '' : `, did you mean "${near}"?`}`;
}

function found(input: unknown): string {
  if (input === undefined) return '';
  if (Array.isArray(input)) return ', found a list';
  if (typeof input === 'object' && input !== null) return ', found keys with values';
  const text = typeof input === 'string' ? input : `${input as number | boolean | null}`;
  return `, found ${typeof input === 'string' ? JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text) : text}`;
}

/** The fixed beginning of a template, the first of several, and a placeholder, for example process.name. */
function example(pattern = ''): string {
  const first = pattern.replace(/^\^\(([A-Za-z0-9]+)(\|[A-Za-z0-9]+)*\)/, '^$1');
  return `${/^\^([A-Za-z0-9\\.]*)/.exec(first)?.[1]?.replace(/\\/g, '') ?? ''}name`;
}
