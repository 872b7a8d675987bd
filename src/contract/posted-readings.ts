import { z } from 'zod';
import { LineId, SourceId } from './equipment.js';
import { Quality, SignalName, SignalValue } from './telemetry.js';
import { Micros } from './units.js';

export const MOST_POSTED = 5000;

/** A reading as it is posted. */
export const PostedReading = z.strictObject({
  unit: SourceId,
  signal: SignalName,
  value: SignalValue.describe('null where the source says that it has no value; a state or mode by its name or number'),
  measuredAtUs: Micros.describe('time of the source'),
  quality: Quality.default('good'),
});
export type PostedReading = z.input<typeof PostedReading>;

/** Body of POST /api/v1/telemetry. Each reading is judged for itself: one that is wrong does not hold up the others. */
export const PostedReadings = z.strictObject({
  line: LineId.describe('line or process cell'),
  readings: z.array(z.unknown().describe('unit, signal, value, measuredAtUs, quality')).min(1).max(MOST_POSTED),
  dryRun: z.boolean().default(false).describe('only judge them: nothing is stored, and stored is what would be, whether it had been posted before or not'),
});
export type PostedReadings = z.output<typeof PostedReadings>;

/** Answer: what was posted is durable. stored + duplicate + refused is what was posted. */
export const PostedAnswer = z.strictObject({
  stored: z.int(),
  duplicate: z.int().describe('the same readings had been posted before: they were not stored again'),
  refused: z.array(z.strictObject({ index: z.int().describe('place in readings, from 0'), detail: z.string() })).describe('not stored and not counted'),
});
export type PostedAnswer = z.infer<typeof PostedAnswer>;
