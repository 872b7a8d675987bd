import { z } from 'zod';
import { LineId } from './equipment.js';
import { StateFamily } from './packml.js';
import { Micros } from './units.js';

/** What the machines of a line were in, over equal bins of a window. Measured. */
export const StateShares = z.strictObject({
  line: LineId,
  fromUs: Micros,
  toUs: Micros,
  bins: z
    .array(z.partialRecord(StateFamily, z.number().min(0).max(1)))
    .describe('share of the time of all machines in each family, oldest bin first; of each bin they add up to 1'),
});
export type StateShares = z.infer<typeof StateShares>;
