import { z } from 'zod';
import { LineAlarm, StationAlarm } from './alarm-rule.js';
import { MachineAlarmText } from './cell-alarm.js';
import { Dialect } from './dialect.js';
import { EmissionFactor, Tariff, TimeOfDay } from './energy.js';
import { EquipmentPath, LineId, UnitId } from './equipment.js';
import { Meter } from './meter.js';
import { Levels, SignalMapping, UNDERSTOOD } from './mapping.js';
import { Inherited, Origin } from './origin.js';
import { StopReason } from './reason.js';
import { TimeZone } from './time-zone.js';
import { Bilingual, Duration, DurationDistribution, Energy, PositiveDuration, Power, Rate } from './units.js';

const Fraction = z.number().min(0).max(1);
const PositiveInt = z.int().positive();

/** A kind of stop of a station, with its own clock. */
export const StopLaw = z.strictObject({
  id: UnitId,
  name: Bilingual,
  class: z.enum(['micro-stop', 'failure', 'material']),
  clock: z.enum(['operation', 'time']).default('operation').describe('operation: runs only while the station produces, in proportion to its speed'),
  every: DurationDistribution.describe('time on that clock from the end of one stop to the start of the next'),
  lasts: DurationDistribution,
});
export type StopLaw = z.infer<typeof StopLaw>;

/** Power by state, and the energy of each item on top of that of producing. */
export const StationPower = z.strictObject({
  off: Power.default(0),
  standby: Power,
  idle: Power.describe('ready, starved or blocked'),
  starting: Power.optional().describe('while waking up; as execute where not given'),
  execute: Power,
  held: Power.optional().describe('stopped by itself; as idle where not given'),
  perItem: Energy.optional().describe('energy of a processed item, beside execute; 0 where not given'),
});
export type StationPower = z.infer<typeof StationPower>;

export const StandbyPolicy = z.strictObject({
  after: PositiveDuration.describe('idle time (starved or blocked) after which the station goes to standby'),
  wakeUp: Duration.describe('time from the call to produce until it produces, at starting power'),
});
export type StandbyPolicy = z.infer<typeof StandbyPolicy>;

const Transit = PositiveDuration.optional().describe('a conveyor: travel time to the next station; what travels counts in the capacity');
const BufferAfter = z.strictObject({
  capacity: z.number().positive().describe('items of this station that fit before the next one'),
  transit: Transit,
});

/** One of several ways on from a station. */
export const Way = z.strictObject({
  to: UnitId,
  buffer: BufferAfter.optional().describe('on this way; without one it hands over directly'),
  share: z.number().positive().optional().describe('weight of this way where the flow is split in proportion; of all ways or of none'),
});
export type Way = z.infer<typeof Way>;

const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/;
export const Moment = z
  .string()
  .regex(MOMENT, { error: () => 'expected a date and time such as 2026-03-14T06:00, in the time zone of the line, or with its own: 2026-03-14T05:00Z' });

/** A time in which a station is scheduled not to produce. */
export const Outage = z.strictObject({ from: Moment, to: Moment });
export type Outage = z.infer<typeof Outage>;

const FlowRule = z.enum(['proportion', 'priority']);

export const Station = z.strictObject({
  id: UnitId,
  type: z.string().min(1).describe('kind of machine: one that a file of machine types defines, or a label for people and pictures'),
  name: Bilingual,
  item: z.string().min(1).describe('what the station makes and counts'),
  takes: z.number().positive().default(1).describe('items of the station before that go into one of its own'),
  rate: Rate.describe('ideal rate [items/min]'),
  rejects: Fraction.default(0).describe('share of processed items that is rejected'),
  buffer: BufferAfter.optional().describe('after this station; not where its items leave the line'),
  next: z
    .union([UnitId, z.array(Way).refine((ways) => ways.length !== 1, { error: () => 'expected several ways, none ([]), or the id of the one station' })])
    .optional()
    .describe('the station after it; several ways; []: its items leave the line. The station that stands next in the file where not given'),
  split: FlowRule.optional().describe(
    'of several ways: in proportion (the default) to the shares, or to what each can take at its ideal rate; or by priority, in the order of next',
  ),
  merge: FlowRule.optional().describe(
    'of several stations before it: in proportion (the default) to their ideal rates; or by priority, in the order of the file',
  ),
  outages: z.array(Outage).optional().describe('times in which it is scheduled not to produce; for forecasts'),
  stops: z.array(StopLaw).default([]),
  power: StationPower,
  carriers: z.record(UnitId, StationPower).optional().describe('carriers other than electricity (heat, steam, compressed-air), by the same states'),
  standby: StandbyPolicy.optional(),
  ramp: PositiveDuration.optional().describe('time to come up to speed after a stop, a wake-up or a start; modelled as half its speed for so long'),
  state: z.enum(['reported', 'from-speed']).default('reported').describe('from-speed: the source reports no state; producing where its speed is above zero'),
  alarms: z.array(StationAlarm).optional(),
  machineAlarms: z.array(MachineAlarmText).optional().describe('alarms that the machine sends, as a part of a process cell'),
  mqtt: z
    .strictObject({
      dialect: Dialect.optional().describe('that of the line where not given'),
      prefix: Levels.min(1).optional().describe('that of the line where not given'),
      topic: Levels.optional().describe(
        'below the prefix; the id of the station where not given. Of opcua-json the name of its DataSetWriter; of sparkplug-b its device, "" where it is the node itself',
      ),
      ...UNDERSTOOD,
      signals: z.record(z.string(), SignalMapping).optional().describe('tag or field to signal, beside those of the dialect and of the line'),
    })
    .optional(),
});
export type Station = z.infer<typeof Station>;

const Weekday = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

export const Shift = z.strictObject({
  id: UnitId,
  name: Bilingual,
  days: z.array(Weekday).min(1),
  from: TimeOfDay,
  to: TimeOfDay.describe('may be before from: across midnight'),
});
export type Shift = z.infer<typeof Shift>;

/** What files of lines and of process cells may say beside: who measures what, where numbers come from. */
export const ABOUT = {
  meters: z.array(Meter).optional().describe('energy meters and what they measure'),
  origins: z.array(Origin).optional().describe('where the numbers come from; of several that hold the most specific, of equals the last'),
  inherited: z.array(Inherited).optional().describe('what machines have from their types; written when the file is read'),
};

/** A production line as a plant engineer describes it. Stations stand in the order of the flow; where it branches, `next` says how. */
export const LineDefinition = z.strictObject({
  apiVersion: z.literal('twin/v1'),
  kind: z.literal('Line'),
  id: LineId,
  name: Bilingual,
  demo: z.boolean().default(false).describe('true: an invented line whose machines are simulated'),
  equipment: EquipmentPath,
  timezone: TimeZone,
  clock: z.enum(['wall', 'source']).default('wall'),
  product: z.strictObject({ name: Bilingual, item: z.string().min(1).describe('the item that counts as one good unit of the line') }),
  batch: z.strictObject({ size: PositiveInt.describe('good units of the line in a batch') }).optional(),
  plan: z.strictObject({ unitsPerShift: PositiveInt.describe('good units of the line that a shift should make') }).optional(),
  stations: z.array(Station).min(1),
  shifts: z.array(Shift).min(1),
  microStop: PositiveDuration.default(300).describe('a stop not longer than this is a micro-stop'),
  reasons: z.array(StopReason).default([]),
  alarms: z.array(LineAlarm).optional().describe('of the line as a whole; those of a machine stand with its station'),
  tariff: Tariff.optional(),
  carbon: EmissionFactor.optional(),
  mqtt: z.strictObject({
    dialect: Dialect,
    prefix: Levels.min(1).describe(
      'topic levels before the topic of the station; of opcua-json all before the group or DataSetWriter, of sparkplug-b group/node',
    ),
    ...UNDERSTOOD,
    signals: z.record(z.string(), SignalMapping).default({}).describe('tag (topic below the station) or field to signal, beside those of the dialect'),
  }),
  ...ABOUT,
});
export type LineDefinition = z.infer<typeof LineDefinition>;
/** The same before defaults and units: what stands in the file. */
export type LineDocument = z.input<typeof LineDefinition>;

/** Answer of GET /api/v1/lines/:line/definition. */
export const LineInForce = z.strictObject({
  line: LineId,
  version: z.string().describe('SHA-256 of the definition'),
  file: z.string().describe('name of the plant file'),
  definition: z.custom<LineDefinition>().describe('durations in seconds, rates in items/min, powers in kW'),
});
export type LineInForce = z.infer<typeof LineInForce>;

/** Answer of GET /api/v1/lines/:line/versions. */
export const LineVersions = z.strictObject({
  items: z
    .array(
      z.strictObject({
        version: z.string().describe('SHA-256 of the definition'),
        file: z.string(),
        loadedAt: z.iso.datetime().describe('when it was first in force'),
        inForce: z.boolean(),
      }),
    )
    .describe('newest first'),
  next: z.null(),
});
export type LineVersions = z.infer<typeof LineVersions>;
