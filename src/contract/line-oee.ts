import { z } from 'zod';
import { CellKpi, KpiAccount } from './cell-kpi.js';
import { CycleTimes } from './cycle-times.js';
import { LineId, UnitId } from './equipment.js';
import { HeldSpread } from './held-spread.js';
import { Micros } from './units.js';

const Window = {
  line: LineId,
  fromUs: Micros,
  toUs: Micros.describe('at most now of the line'),
};
const Seconds = z.number().describe('[s]');

/** Times of NF E60-182, each the one before less the losses between them: total, opening, required, operating, net and useful time. */
export const OEE_LEVELS = ['tT', 'tO', 'tR', 'tF', 'tN', 'tU'] as const;
/** What is lost between two levels beside the accounts of time: speed (negative: faster than planned), what lies in the buffers, rejects. */
export const OEE_LOSSES = ['speed', 'buffer', 'rejects'] as const;

/** A step of the time bridge. */
export const OeeStep = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('level'), level: z.enum(OEE_LEVELS), s: Seconds }),
  z.strictObject({ kind: z.literal('account'), account: KpiAccount, s: Seconds }),
  z.strictObject({ kind: z.literal('loss'), loss: z.enum(OEE_LOSSES), s: Seconds }),
]);
export type OeeStep = z.infer<typeof OeeStep>;

const Share = z.number().nullable().describe('null: 0/0, or no counts are known');

/** An hour as the clock of the line shows it: on days on which clocks change one of them is not there, or lasts two hours. */
export const OeeHour = z.strictObject({
  day: z.iso.date(),
  hour: z.int().min(0).max(23),
  fromUs: Micros.describe('begin of what of it lies in the window'),
  toUs: Micros,
  usefulS: z.number().nullable().describe('planned run time of the good units that left the line in it, buffers or not; null: no counts are known [s]'),
  requiredS: Seconds,
  openingS: Seconds,
  totalS: Seconds.describe('of which something was heard [s]'),
  busyS: Seconds.describe('planned busy time of ISO 22400-2 [s]'),
  trs: Share,
  trg: Share,
  tre: Share,
  oee: Share,
});
export type OeeHour = z.infer<typeof OeeHour>;

/** Answer of GET /api/v1/lines/:line/oee: indicators of a measured line with what they are made of, and where its time went. */
export const LineOee = z.strictObject({
  ...Window,
  measuredAt: z.array(UnitId).describe('where time is measured: the slowest station, or where items can pass it by those at the ends of the line'),
  unknownShare: z.number().nullable().describe('share of the window about which nothing was heard there; in no other time'),
  bridge: z
    .array(OeeStep)
    .describe(
      'from total to useful time, in order: each level is the one before less the losses between; it ends with operating time where no counts are known',
    ),
  kpis: z.array(CellKpi),
  hours: z.array(OeeHour).describe('by the hour of the clock; useful, required, opening and total time add up to those of the window'),
});
export type LineOee = z.infer<typeof LineOee>;

/** A stop of a machine by itself, held or down, as people left it. It goes on over a planned rest. Waiting for others is none. */
export const LineStop = z.strictObject({
  unit: UnitId,
  fromUs: Micros.describe('its begin; that of the window where it began before'),
  began: z.boolean().describe('it began in the window'),
  toUs: Micros.nullable().describe('null: it goes on at the end of the window'),
  whole: z.boolean().describe('it began and ended in the window'),
  downS: z.number().describe('in the window, without planned rest [s]'),
  kind: z.enum(['breakdown', 'micro-stop']).describe('by its length in the window and the limit of the line; of a part that of the whole stop'),
  reason: z.int().nullable().describe('code that a person gave it, else that it was last told with; null: unassigned'),
  machineReason: z.int().nullable().describe('code that it was last told with; null: none'),
  said: z
    .strictObject({ seq: z.int(), who: z.string(), recordedAtUs: Micros, comment: z.string().nullable() })
    .nullable()
    .describe('statement of a person that gave it its reason'),
  part: z.boolean().describe('of a stop that people split'),
  merged: z
    .strictObject({ stops: z.int().min(2).describe('measured stops in it'), by: z.array(z.int()).describe('numbers of the statements that merged them') })
    .nullable()
    .describe('people told several stops as one'),
});
export type LineStop = z.infer<typeof LineStop>;

/** Stops of one reason. */
export const StopCause = z.strictObject({
  reason: z.int().nullable().describe('null: unassigned'),
  breakdowns: z.int(),
  microStops: z.int(),
  downS: z.number().describe('[s]'),
  share: z.number().describe('of the time of all stops'),
  cumulativeShare: z.number().describe('with those before it'),
});
export type StopCause = z.infer<typeof StopCause>;

/** Answer of GET /api/v1/lines/:line/stops. */
export const LineStops = z.strictObject({
  ...Window,
  causes: z.array(StopCause).describe('of all stops in the window: unassigned first, then the longest first'),
  total: z.int().describe('stops in the window'),
  items: z.array(LineStop).describe('newest first, at most as many as were asked for'),
});
export type LineStops = z.infer<typeof LineStops>;

/** A mean with its 95 % interval and how many values it is from; the interval is null where they are too few. */
export const MeanOf = z.strictObject({
  n: z.int().min(0),
  mean: z.number().nullable().describe('null: of no values'),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type MeanOf = z.infer<typeof MeanOf>;

/** Answer of GET /api/v1/lines/:line/machines/:unit: how reliable a machine was, what it drew, and how fast it ran, as measured. */
export const MachineReport = z.strictObject({
  ...Window,
  unit: UnitId,
  accounts: z.array(z.strictObject({ account: KpiAccount, s: Seconds })).describe('what its time went to; adds up to the window'),
  unknownShare: z.number().nullable(),
  mtbf: MeanOf.describe('operating time between failures [s]: production time by breakdowns that began; interval for a constant rate of failures'),
  mttr: MeanOf.describe('time to restoration [s]: mean length of breakdowns that began and ended in the window; interval from 5 on'),
  expected: z
    .strictObject({ mtbfS: z.number(), mttrS: z.number() })
    .nullable()
    .describe(
      'MTBF and MTTR by the stop laws of the plant file, at the ideal rate and by the same limit [s]; null: no law has so long a stop, or one has it by the clock',
    ),
  power: z
    .array(
      z.strictObject({ account: KpiAccount, kw: HeldSpread, expectedKw: z.number().nullable().describe('of the plant file; null: it does not tell [kW]') }),
    )
    .nullable()
    .describe('power by what the machine did [kW]; null: not measured'),
  rate: z
    .strictObject({
      perMin: HeldSpread.describe('speed while producing [items/min]'),
      idealPerMin: z.number().describe('of the plant file [items/min]'),
      bins: z.array(z.strictObject({ fromPerMin: z.number(), toPerMin: z.number(), s: Seconds })).describe('time at each speed'),
    })
    .nullable()
    .describe('null: speed is not measured, or it did not produce'),
  cycle: CycleTimes.nullable().describe('null: as the rate'),
});
export type MachineReport = z.infer<typeof MachineReport>;
