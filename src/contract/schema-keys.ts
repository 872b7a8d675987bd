import type { z } from 'zod';

interface Definition {
  type: string;
  shape?: Record<string, z.core.$ZodType>;
  element?: z.core.$ZodType;
  valueType?: z.core.$ZodType;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  options?: z.core.$ZodType[];
  discriminator?: string;
  values?: unknown[];
}

const definitionOf = (schema: z.core.$ZodType) => schema._zod.def as unknown as Definition;

/** The keys that an object may have at a place of a document. Of alternatives told apart by a key, those of the one chosen there. */
export function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[], document: unknown): string[] {
  let schemas = alternatives(schema, document);
  let value = document;
  for (const step of path) {
    value = (value as Record<PropertyKey, unknown> | undefined | null)?.[step];
    schemas = schemas.flatMap((each) => below(each, step)).flatMap((each) => alternatives(each, value));
  }
  return [...new Set(schemas.flatMap((each) => Object.keys(definitionOf(each).shape ?? {})))];
}

function below(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType[] {
  const { shape, element, valueType } = definitionOf(schema);
  const found = shape?.[String(step)] ?? element ?? valueType;
  return found ? [found] : [];
}

/** Takes off optional, default and the like, and opens unions. */
function alternatives(schema: z.core.$ZodType, value: unknown): z.core.$ZodType[] {
  const { innerType, in: input, options, discriminator } = definitionOf(schema);
  const inner = innerType ?? input;
  if (inner) return alternatives(inner, value);
  if (!options) return [schema];
  const opened = options.flatMap((option) => alternatives(option, value));
  if (discriminator === undefined) return opened;
  const chosen = opened.filter((option) => chooses(option, discriminator, value));
  return chosen.length > 0 ? chosen : opened;
}

function chooses(option: z.core.$ZodType, discriminator: string, value: unknown): boolean {
  const literal = definitionOf(option).shape?.[discriminator];
  const given = (value as Record<string, unknown> | null | undefined)?.[discriminator];
  return literal !== undefined && (definitionOf(literal).values ?? []).includes(given);
}
