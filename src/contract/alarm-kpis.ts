import { z } from 'zod';
import { AlarmId, AlarmPriority } from './alarm.js';
import { LineId } from './equipment.js';
import { Micros } from './units.js';

const Share = z.number().min(0).max(1).nullable().describe('null: of nothing');
const Count = z.int().min(0);

/**
 * How well the alarms of a line or cell serve a person, over a window. Advisories ask for nothing and are counted apart; all the rest is
 * of alarms alone, by when they were raised. Measured, from the history.
 */
export const AlarmKpis = z.strictObject({
  line: LineId.describe('line or process cell'),
  fromUs: Micros,
  toUs: Micros,
  alarms: Count.describe('raised'),
  advisories: Count.describe('raised'),
  perTenMin: z.strictObject({
    mean: z.number().min(0).nullable().describe('null: the window is empty'),
    max: Count.describe('most in any ten minutes'),
    load: z.enum(['acceptable', 'manageable', 'too-many']).nullable().describe('by the mean, for one person: up to 1, up to 2, more'),
  }),
  floods: z.strictObject({
    count: Count.describe('from more than 10 in ten minutes on, until it is fewer than 5'),
    alarms: Count.describe('raised in floods'),
    timeShare: Share.describe('of the window in floods'),
  }),
  priorities: z.record(AlarmPriority, z.strictObject({ alarms: Count, share: Share, target: z.number().describe('share that it should be about') })),
  chattering: z
    .array(z.strictObject({ alarm: AlarmId, alarms: Count.describe('most in any minute') }))
    .describe('raised three times or more within a minute, worst first'),
  stale: z.array(z.strictObject({ alarm: AlarmId, sinceUs: Micros })).describe('that stand at the end and have stood for more than a day, oldest first'),
  top: z.array(z.strictObject({ alarm: AlarmId, alarms: Count, share: Share })).describe('the ten that were raised most'),
  topShare: Share.describe('of these ten'),
  acknowledged: z.strictObject({
    count: Count.describe('of those raised in the window'),
    medianS: z.number().min(0).nullable().describe('from raising to acknowledging [s]'),
  }),
});
export type AlarmKpis = z.infer<typeof AlarmKpis>;
