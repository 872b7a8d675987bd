import { z } from 'zod';
import { MeasuredAccount } from './cell-view.js';
import { LineId } from './equipment.js';
import { Micros } from './units.js';

/** What the units of a cell were at, seen at instants of a window. Measured. */
export const UnitShares = z.strictObject({
  cell: LineId,
  fromUs: Micros,
  toUs: Micros,
  samples: z
    .array(z.partialRecord(MeasuredAccount, z.number().min(0).max(1)))
    .describe('share of the units in each account at the end of each of as many equal parts of the window, oldest first; of each they add up to 1'),
});
export type UnitShares = z.infer<typeof UnitShares>;
