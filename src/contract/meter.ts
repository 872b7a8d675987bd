import { z } from 'zod';
import { SourceId, UnitId } from './equipment.js';
import { Bilingual } from './units.js';

/** A meter of an energy carrier and what hangs on it. The meters of a carrier are trees. */
export const Meter = z.strictObject({
  id: UnitId,
  name: Bilingual,
  carrier: UnitId.describe('electricity, or another carrier'),
  measures: z.array(SourceId).min(1).describe('machines, utilities, zones, or meters below it'),
  physical: z.boolean().optional().describe('a device with readings of its own, from meters.<id>; the sum of what it measures where not given'),
  parent: UnitId.optional().describe('meter above it; not needed where that one measures it'),
});
export type Meter = z.infer<typeof Meter>;
