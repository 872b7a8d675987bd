import { z } from 'zod';
import { LineId } from './equipment.js';
import { ORIGINS } from './origin.js';

/** default: that of the product, where nobody says otherwise. */
export const PARAMETER_ORIGINS = [...ORIGINS, 'default'] as const;

/** A number that a plant file says, and where it comes from. */
export const Parameter = z.strictObject({
  pointer: z.string().describe('JSON pointer; entries of lists by their id'),
  value: z.union([z.number(), z.looseObject({ dist: z.string() })]).describe('a number, or a distribution with its parameters, durations in seconds'),
  unit: z.string().nullable().describe('in which it is kept; null: a count or a share, or in the unit of its context'),
  origin: z.enum(PARAMETER_ORIGINS).nullable().describe('null: nobody says'),
  source: z.string().nullable(),
  from: z.string().nullable().describe('first day of the data'),
  to: z.string().nullable().describe('last day of the data'),
  type: z.string().nullable().describe('machine type that gives it; null: the file of the line itself'),
});
export type Parameter = z.infer<typeof Parameter>;

/** Answer of GET /api/v1/lines/:line/parameters. */
export const LineParameters = z.strictObject({
  line: LineId,
  version: z.string().describe('SHA-256 of the definition'),
  items: z.array(Parameter),
});
export type LineParameters = z.infer<typeof LineParameters>;

/** Answer of GET /api/v1/cells/:cell/parameters. */
export const CellParameters = LineParameters.omit({ line: true }).extend({ cell: LineId });
export type CellParameters = z.infer<typeof CellParameters>;
