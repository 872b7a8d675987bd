import { z } from 'zod';
import { LineId } from './equipment.js';

/** A past start is at most so far from the instant that was asked for [s]. */
export const MOMENT_EVERY_S = 900;
export const MOMENTS_KEPT_D = 35;

/** Instants at which it is kept where a line or site stood: a question can begin there. */
export const Moments = z.strictObject({
  line: LineId.describe('id of the line or of the cell'),
  everyS: z.number().describe('one is kept as soon as the clock of its readings has passed a multiple of this [s]'),
  items: z.array(z.iso.datetime()).describe('oldest first'),
});
export type Moments = z.infer<typeof Moments>;
