import { z } from 'zod';
import { WhenText } from './change-parts.js';
import { UnitId } from './equipment.js';
import { PositiveDuration } from './units.js';

/** An order whose place in the sequence is sought. */
export const PlannedOrder = z.strictObject({
  id: z
    .string()
    .regex(/^[^,]{1,60}$/, { error: () => 'expected a text without commas' })
    .describe('an order that comes beside those of the plant file'),
  product: UnitId,
  batches: z.int().positive().max(1000),
  due: WhenText.optional(),
});
export type PlannedOrder = z.infer<typeof PlannedOrder>;

/** What a schedule is made of, besides its goals. */
export const SCHEDULE = {
  orders: z.array(PlannedOrder).min(2).max(40).describe('as they are planned now: the baseline makes them in this order'),
  later: z
    .strictObject({ by: PositiveDuration, times: z.int().min(1).max(20) })
    .optional()
    .describe('each order may also be released later, by so much up to so many times; all at the start where not given'),
};
