import { z } from 'zod';
import { CellDefinition, CellInForce } from '../contract/cell.js';
import { LineDefinition, LineInForce } from '../contract/line.js';

/** JSON Schema (draft 7, which editors understand) of a plant file as people write it. */
export function lineSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(LineDefinition, { io: 'input', target: 'draft-7' });
  return { ...schema, title: 'Pharmatwin line', description: 'A production line: its stations in the order of the flow, shifts, energy and MQTT mapping.' };
}

/** The same of a process cell. */
export function cellSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(CellDefinition, { io: 'input', target: 'draft-7' });
  return { ...schema, title: 'Pharmatwin process cell', description: 'A process cell: its units, products with their recipes, and all that they share.' };
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
