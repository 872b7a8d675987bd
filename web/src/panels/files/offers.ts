import { isMap } from '../../../../src/contract/plain.js';
import type { CursorPlace } from './cursor-place.js';
import { schemasAt, type Schema } from './schema-at.js';

/** What kind of thing a key has. */
export type ValueKind = 'text' | 'number' | 'list' | 'keys' | 'yesNo' | 'choice';

/** One thing that may be written at a place. */
export interface Offer {
  label: string;
  what: 'key' | 'value';
  /** of a key: what it has; null where several kinds may stand */
  kind: ValueKind | null;
  /** of a quantity: with which units it may be written */
  units: string[];
  /** what the schema says of it */
  description: string | null;
  required: boolean;
}

/** Keys that are not there yet, the necessary ones first, or the values that a key may have. */
export function offersAt(root: Schema, { steps, what, document }: CursorPlace): Offer[] {
  const schemas = schemasAt(root, steps, document);
  const keys = what === 'value' ? [] : keyOffers(schemas, valueAt(document, steps));
  const values = what === 'key' ? [] : valueOffers(schemas);
  return [...keys, ...values];
}

const valueAt = (document: unknown, steps: CursorPlace['steps']): unknown =>
  steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)] as unknown;
    return isMap(value) ? value[step] : undefined;
  }, document);

function keyOffers(schemas: readonly Schema[], there: unknown): Offer[] {
  const taken = new Set(isMap(there) ? Object.keys(there) : []);
  const offers = new Map<string, Offer>();
  for (const { properties = {}, required = [] } of schemas) {
    for (const [label, schema] of Object.entries(properties)) {
      if (taken.has(label) || offers.has(label)) continue;
      const description = schema.description ?? null;
      offers.set(label, { label, what: 'key', kind: kindOf(schema), units: unitsOf(schema), description, required: required.includes(label) });
    }
  }
  return [...offers.values()].sort((a, b) => Number(b.required) - Number(a.required));
}

function valueOffers(schemas: readonly Schema[]): Offer[] {
  const values = schemas.flatMap((schema) => choicesOf(schema).map((value) => ({ value, description: schema.description ?? null })));
  const once = new Map(values.map((each) => [String(each.value), each]));
  return [...once].map(([label, { description }]) => ({ label, what: 'value', kind: null, units: [], description, required: false }));
}

function choicesOf({ enum: values, const: value, type }: Schema): unknown[] {
  if (values) return values.filter((each) => each !== null);
  if (value !== undefined) return [value];
  return typesOf(type).includes('boolean') ? [true, false] : [];
}

const typesOf = (type: Schema['type']): string[] => (type === undefined ? [] : [type].flat().filter((each) => each !== 'null'));

const KINDS: Record<string, ValueKind> = { string: 'text', number: 'number', integer: 'number', array: 'list', object: 'keys', boolean: 'yesNo' };

function kindOf(schema: Schema): ValueKind | null {
  if (schema.enum || schema.const !== undefined) return 'choice';
  const types = typesOf(schema.type);
  return types.length === 1 ? (KINDS[types[0]!] ?? null) : null;
}

/** The pattern of a quantity ends with its units. */
const unitsOf = ({ pattern = '' }: Schema): string[] => /\\s\*\(([^()?]+)\)\\s\*\$$/.exec(pattern)?.[1]?.replaceAll('\\', '').split('|') ?? [];
