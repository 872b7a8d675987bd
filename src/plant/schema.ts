import { z } from 'zod';
import { CellDefinition, CellInForce } from '../contract/cell.js';
import { LineDefinition, LineInForce } from '../contract/line.js';
import { MachineTypes } from '../contract/machine-types.js';

type Json = z.core.JSONSchema.BaseSchema;

/** JSON Schema (draft 7, which editors understand) of a plant file as people write it. */
export const lineSchema = (): Record<string, unknown> =>
  writtenSchema(LineDefinition, 'Pharmatwin line', 'A production line: its stations in the order of the flow, shifts, energy and MQTT mapping.', 'stations');

/** The same of a process cell. */
export const cellSchema = (): Record<string, unknown> =>
  writtenSchema(CellDefinition, 'Pharmatwin process cell', 'A process cell: its units, products with their recipes, and all that they share.', 'units');

/** The same of a file of machine types. */
export const machineTypesSchema = (): Record<string, unknown> =>
  writtenSchema(MachineTypes, 'Pharmatwin machine types', 'Kinds of machines, each defined once for all lines and cells.', null);

function writtenSchema(schema: z.ZodType, title: string, description: string, machines: string | null): Record<string, unknown> {
  const json: Json = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  delete json.properties?.['inherited'];
  for (const list of machines === null ? typedFlows(json) : [part(json, machines)]) list.items = overType(list.items as Json, ['id', 'type']);
  return { ...json, title, description };
}

const part = (json: Json, key: string): Json => json.properties![key] as Json;

/** The lists of stations in the flow of unit types. */
function typedFlows(json: Json): Json[] {
  const { oneOf: kinds = [] } = part(json, 'types').items as Json;
  return kinds.filter(({ properties }) => properties && 'flow' in properties).map((kind) => part(part(kind, 'flow'), 'stations'));
}

/** What may be written where a type gives the rest: nothing is needed, null takes away, entries with an id may be left out. An editor cannot know the type. */
function overType(schema: Json, required: string[] | null): Json {
  const open = (part: unknown): unknown => (typeof part === 'object' && part !== null ? overType(part as Json, null) : part);
  const { properties, items, additionalProperties, anyOf, oneOf, required: _, ...rest } = schema;
  const isEntry = properties !== undefined && 'id' in properties;
  const keys = Object.entries(properties ?? {}).map(([key, value]) => [key, required?.includes(key) ? value : orNull(open(value))]);
  return {
    ...rest,
    ...(properties
      ? { properties: Object.fromEntries([...keys, ...(isEntry && required === null ? [['omit', { const: true }]] : [])]) as Json['properties'] }
      : {}),
    ...(required ? { required } : isEntry ? { required: ['id'] } : {}),
    ...(items ? { items: open(items) as Json } : {}),
    ...(additionalProperties === undefined ? {} : { additionalProperties: open(additionalProperties) as Json }),
    ...(anyOf ? { anyOf: anyOf.map(open) as Json[] } : {}),
    ...(oneOf ? { anyOf: oneOf.map(open) as Json[] } : {}),
  };
}

function orNull(schema: unknown): unknown {
  const { type, anyOf, enum: values, const: value } = schema as Json;
  if (anyOf) return { ...(schema as Json), anyOf: [...anyOf, { type: 'null' }] };
  return typeof type === 'string' && values === undefined && value === undefined ? { ...(schema as Json), type: [type, 'null'] } : schema;
}

/** JSON Schema of a line in force: quantities are numbers in the units in which they are kept. */
export const lineInForceSchema = (): Record<string, unknown> => outputSchema(LineInForce.extend({ definition: LineDefinition }));

export const cellInForceSchema = (): Record<string, unknown> => outputSchema(CellInForce.extend({ definition: CellDefinition }));

function outputSchema(schema: z.core.$ZodType): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', override: nameTransformed });
  return json;
}

/** zod does not know what a transform gives: a text with a unit gives a number, keys with values give keys with values. */
function nameTransformed({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  const { def } = zodSchema._zod;
  if (def.type !== 'pipe' || jsonSchema.type !== undefined) return;
  const from = def.in._zod.def.type;
  if (from === 'object') Object.assign(jsonSchema, { ...outputSchema(def.in), ...jsonSchema });
  else jsonSchema.type = from === 'string' ? 'number' : 'object';
}
