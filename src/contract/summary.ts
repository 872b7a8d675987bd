import { z } from 'zod';
import { LineId, UnitId } from './equipment.js';
import { StateFamily } from './packml.js';
import { Freshness } from './freshness.js';
import { Bilingual, Micros } from './units.js';

/** A line in a list of lines. */
export const LineSummary = z.strictObject({
  id: LineId,
  name: Bilingual,
  demo: z.boolean(),
  clock: z.enum(['wall', 'source']),
  timezone: z.string(),
  freshness: Freshness,
  catchingUp: z.boolean(),
  lineTimeUs: Micros.nullable(),
  productItem: z.string(),
  shift: z.strictObject({ id: UnitId, name: Bilingual, fromUs: Micros, toUs: Micros }).nullable(),
  good: z.number().describe('good units of the line in the shift, measured'),
  expectedGood: z.number().nullable().describe('simulated: what was expected by now when the shift began'),
  planUnits: z.number().nullable(),
  chanceOfPlan: z.number().nullable().describe('simulated'),
  oee: z.number().nullable(),
  powerKw: z.number().nullable(),
  units: z.array(z.strictObject({ id: UnitId, name: Bilingual, family: StateFamily })).describe('in the order of the flow'),
  deviations: z.int(),
});
export type LineSummary = z.infer<typeof LineSummary>;
