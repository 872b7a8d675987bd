import { z } from 'zod';
import { CellLookAhead, Finding, LotRecord, OrderRecord, SourceView } from './cell-view.js';
import { LineId, SourceId, UnitId } from './equipment.js';
import { Freshness } from './freshness.js';
import { StandingAlarm } from './machine-alarm.js';
import { Bilingual, Micros } from './units.js';

/** Where a lot under way is. */
export const LotNow = LotRecord.pick({ lot: true, product: true, order: true, items: true, begunUs: true }).extend({
  step: UnitId.nullable().describe('under way, or last done; null before the first'),
  where: z.enum(['unit', 'store', 'held', 'between']).describe('held: waits for its release'),
  at: z.string().nullable().describe('unit, store or release'),
  sinceUs: Micros.nullable(),
});
export type LotNow = z.infer<typeof LotNow>;

/** The state of a process cell's twin, as the stream sends it. What is simulated stands under `lookAheads`, `remainingS` and `electricity.expectedKw` alone. */
export const CellLive = z.strictObject({
  kind: z.literal('cell'),
  cell: LineId,
  name: Bilingual,
  demo: z.boolean().describe('true: the plant is simulated and invented'),
  site: z.string(),
  timezone: z.string(),
  modelVersion: z.string(),
  freshness: Freshness,
  catchingUp: z.boolean().describe('true while readings from the past are being taken in'),
  asOfUs: Micros.nullable().describe('newest reading that was taken in; null before the first'),
  heardAtUs: Micros.nullable().describe('time of the wall clock at which the last reading arrived'),
  powerKw: z.record(UnitId, z.number()).describe('measured draw of units and zones by carrier, of those that are heard [kW]; none where nothing tells it'),
  electricity: z.strictObject({
    expectedKw: z
      .number()
      .nullable()
      .describe('simulated: what the cell file says of the same units and zones in what they are at; null: not of each, or one is silent'),
    metered: z.int().describe('units and zones that tell their power'),
    heard: z.int().describe('of these, those that are heard now: the measured draw is theirs'),
  }),
  order: z.array(SourceId).describe('units in the order of the file'),
  units: z.record(SourceId, SourceView),
  machines: z.record(SourceId, SourceView),
  lots: z.record(z.string(), LotNow),
  orders: z.record(z.string(), OrderRecord).describe('open ones'),
  utilities: z.record(UnitId, z.strictObject({ flow: z.number().nullable(), unit: z.string(), capacity: z.number().nullable() })),
  zones: z.record(UnitId, z.strictObject({ setback: z.boolean().nullable(), powerKw: z.number().nullable(), roomDpPa: z.number().nullable() })),
  findings: z.record(z.string(), Finding),
  alarms: z.record(z.string(), StandingAlarm).describe('that machines have raised and not cleared'),
  lookAheads: z.strictObject({
    shift: CellLookAhead.nullable().describe('to the end of the present shift, or of the day'),
    week: CellLookAhead.nullable().describe('seven days: when lots and orders end'),
  }),
});
export type CellLive = z.infer<typeof CellLive>;

/** A line of the list of cells. */
export const CellSummary = CellLive.pick({
  cell: true,
  name: true,
  demo: true,
  site: true,
  timezone: true,
  freshness: true,
  catchingUp: true,
  asOfUs: true,
}).extend({
  units: z.strictObject({ producing: z.int(), down: z.int(), waiting: z.int(), unknown: z.int(), all: z.int() }),
  lots: z.int().describe('under way'),
  findings: z.int(),
  powerKw: z.number().nullable().describe('electricity of units and zones, measured [kW]; null: nothing tells it'),
  expectedPowerKw: z.number().nullable().describe('simulated: the same by the cell file; null: not known'),
});
export type CellSummary = z.infer<typeof CellSummary>;
