import { z } from 'zod';
import { CellChange } from '../../../../src/contract/cell-variant.js';
import type { ChangeKind } from './change-document.js';

/** How a field of a change is filled in. */
export type Control =
  /** a text: a quantity, a date, a formula; or keys with values in { } where those may stand there too */
  | { is: 'text' }
  | { is: 'number' }
  | { is: 'yes' }
  | { is: 'choice'; of: readonly string[] }
  /** several of them, in the order in which they were chosen */
  | { is: 'several'; of: readonly string[] | null }
  /** keys with values */
  | { is: 'structure' };

export interface Field {
  name: string;
  control: Control;
  required: boolean;
  /** null means something: none, no limit */
  nullable: boolean;
}

/** A schema without what says that it may be left out. */
function unwrap(schema: z.core.$ZodType): { inner: z.core.$ZodType; required: boolean; nullable: boolean } {
  let inner = schema;
  let required = true;
  let nullable = false;
  for (;;) {
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) required = false;
    else if (inner instanceof z.ZodNullable) nullable = true;
    else return { inner, required, nullable };
    inner = inner.unwrap();
  }
}

function controlOf(schema: z.core.$ZodType): Control {
  if (schema instanceof z.ZodPipe) return controlOf(schema.in);
  if (schema instanceof z.ZodNumber) return { is: 'number' };
  if (schema instanceof z.ZodBoolean || schema instanceof z.ZodLiteral) return { is: 'yes' };
  if (schema instanceof z.ZodEnum) return { is: 'choice', of: schema.options.map(String) };
  if (schema instanceof z.ZodArray) {
    const { element } = schema;
    if (element instanceof z.ZodEnum) return { is: 'several', of: element.options.map(String) };
    return element instanceof z.ZodString ? { is: 'several', of: null } : { is: 'structure' };
  }
  return schema instanceof z.ZodObject || schema instanceof z.ZodRecord ? { is: 'structure' } : { is: 'text' };
}

const FIELDS = new Map<string, Field[]>(
  CellChange.options.map((option) => [
    option.shape.kind.value,
    Object.entries(option.shape)
      .filter(([name]) => name !== 'kind')
      .map(([name, schema]) => {
        const { inner, required, nullable } = unwrap(schema);
        return { name, control: controlOf(inner), required, nullable };
      }),
  ]),
);

/** What a change of a kind may say, in the order of the contract. */
export const fieldsOfKind = (kind: ChangeKind): readonly Field[] => FIELDS.get(kind) ?? [];

/** What a change of a kind makes of a field, as the contract reads it; null where it is not right. */
export function readField(kind: ChangeKind, name: string, value: unknown): unknown {
  const option = CellChange.options.find(({ shape }) => shape.kind.value === kind);
  const schema = option && Object.entries(option.shape).find(([field]) => field === name)?.[1];
  if (!(schema instanceof z.ZodType)) return null;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
