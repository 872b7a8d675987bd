import { z } from 'zod';
import { AlarmPriority } from './alarm.js';
import { SourceId, UnitId } from './equipment.js';
import { Micros } from './units.js';

/** An alarm that a machine, or the cell itself, has raised and not cleared. Machines tell these; no rule of the twin judged them. */
export const StandingAlarm = z.strictObject({
  alarm: UnitId.describe('as the machine names it'),
  source: SourceId.describe('that told it: a unit or slot; cell for the cell itself'),
  machine: UnitId.nullable().describe('of a flow segment'),
  severity: AlarmPriority,
  sinceUs: Micros,
  lot: z.string().nullable(),
  zone: UnitId.nullable(),
  store: UnitId.nullable(),
});
export type StandingAlarm = z.infer<typeof StandingAlarm>;

/** From the raising of an alarm to its end. */
export const AlarmRecord = StandingAlarm.extend({
  sinceUs: Micros.nullable().describe('null: its raising was not heard'),
  clearedUs: Micros.nullable().describe('null: it stands'),
  clearedBy: z.enum(['source', 'lot']).nullable().describe('source: as told; lot: inferred, its lot left the store or came to its end; null: it stands'),
});
export type AlarmRecord = z.infer<typeof AlarmRecord>;
