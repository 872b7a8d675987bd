import { z } from 'zod';
import { LineId } from './equipment.js';
import { Leaves, LineView } from './stream.js';
import { Micros } from './units.js';

/** At most so many views are told at once. */
export const MOST_REPLAYED = 240;
/** So far back a line can be seen again [h]. */
export const REPLAYED_H = 24;

/**
 * A line as it was: its twin once more over the readings of the history. Forecasts were made of those days and are not kept: there is
 * none in these views. `expectedPower` and `rateTrend` are told in the first alone.
 */
export const LineReplay = z.strictObject({
  line: LineId,
  everyUs: Micros,
  first: z.strictObject({ atUs: Micros, view: LineView }),
  then: z.array(z.strictObject({ atUs: Micros, set: Leaves, gone: z.array(z.string()) })).describe('what leads from each view to the next, as on the stream'),
});
export type LineReplay = z.infer<typeof LineReplay>;
