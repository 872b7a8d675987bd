import { z } from 'zod';
import { CellAlarm, MachineAlarmText } from './cell-alarm.js';
import { CellMqtt } from './cell-mqtt.js';
import { EmissionFactor, Tariff } from './energy.js';
import { EquipmentPath, LineId, UnitId } from './equipment.js';
import { ABOUT, Moment, Outage, Shift, Station, StationPower, StandbyPolicy, StopLaw } from './line.js';
import { Proven } from './proven.js';
import { StopReason } from './reason.js';
import { Emissions, SupplyContract } from './supply.js';
import { TimeZone } from './time-zone.js';
import { AmountDistribution, Bilingual, Duration, DurationDistribution, PositiveDuration, Power } from './units.js';

const Id = UnitId;
const Probability = z.number().min(0).max(1);
const Count = z.int().positive();
/** Bounds beyond all measure: a run of more would not end in time, or not fit into memory. */
const BatchCount = Count.max(100_000).describe('at most 100,000');
const PartCount = Count.max(1000);

/** Persons by skill. Those of one skill come from one team. */
const Persons = z.record(Id, Count);
/** Draw of each utility, in its unit per hour. */
const Draws = z.record(Id, z.number().min(0));

/** Work of a known kind that needs time, and may need people and utilities: it begins when all of them are free at once. */
export const Activity = z.strictObject({
  lasts: DurationDistribution,
  per: z
    .enum(['batch', 'item', 'reject'])
    .default('batch')
    .describe('item: lasts that long for every item of the batch; reject: for every item that the step before rejected'),
  persons: Persons.default({}),
  utilities: Draws.optional().describe('draw of each utility while it lasts [its unit per hour]; what the unit draws in that state where not given'),
  power: Power.optional().describe('electrical draw while it lasts; that of the state of the unit where not given'),
});
export type Activity = z.infer<typeof Activity>;

/** A phase of ISA-88: the smallest part of a recipe that a unit carries out. */
export const Phase = Activity.extend({ id: Id, name: Bilingual.optional() });
export type Phase = z.infer<typeof Phase>;

/** What lies between two batches on a unit. The first rule that fits holds; a rule without conditions fits always. */
export const ChangeoverRule = z.strictObject({
  from: Id.optional().describe('product before'),
  to: Id.optional().describe('product after'),
  equal: z.array(z.string()).default([]).describe('attributes that must be equal; product is one'),
  differ: z.array(z.string()).default([]).describe('attributes that must differ'),
  up: z.string().optional().describe('attribute that must rise'),
  down: z.string().optional().describe('attribute that must fall'),
  clean: z.enum(['none', 'minor', 'major']).default('none').describe('the least cleaning that belongs to it'),
  change: Activity.optional().describe('work beside the cleaning; none where not given'),
});
export type ChangeoverRule = z.infer<typeof ChangeoverRule>;

export const Cleaning = z.strictObject({
  minor: Activity.optional().describe('between batches where nothing more is needed'),
  major: Activity,
  campaign: z
    .strictObject({ batches: Count.optional(), age: PositiveDuration.optional() })
    .optional()
    .describe('a major cleaning at the latest after so many batches, or so long after the last one'),
  dirtyHold: PositiveDuration.optional().describe('a soiled unit must be cleaned within this time'),
  cleanHold: PositiveDuration.optional().describe('a clean unit must be used within this time, else it is cleaned again'),
});
export type Cleaning = z.infer<typeof Cleaning>;

export const Maintenance = z.strictObject({
  id: Id,
  name: Bilingual.optional(),
  every: PositiveDuration.describe('a minute at least'),
  clock: z.enum(['operation', 'time']).default('operation').describe('what every counts: time in which the unit works on batches, or all time'),
  work: Activity,
});
export type Maintenance = z.infer<typeof Maintenance>;

/** Machines in a row or a network that a whole batch runs through at rates: a segment of a packaging line, a press. */
export const FlowSegment = z.strictObject({
  stations: z.array(Station).min(1),
  persons: Persons.default({}).describe('from the start of the batch to its end'),
  startUp: Activity.optional().describe('after set-up, before steady production'),
  startUpRejects: AmountDistribution.optional().describe('items of the batch that start-up costs'),
});
export type FlowSegment = z.infer<typeof FlowSegment>;

/** A time in which a unit is scheduled not to work. */
const UnitOutage = Outage.extend({
  slot: PartCount.optional().describe('only this slot of the unit, from 1'),
  halt: z.boolean().default(false).describe('what is under way rests, also where the unit finishes it outside its calendar'),
});

/** A unit of ISA-88: it holds one batch at a time, or as many as it has slots. */
export const CellUnit = z.strictObject({
  id: Id,
  type: z.string().min(1).describe('kind of unit: one that a file of machine types defines, or a label for people and pictures'),
  name: Bilingual,
  zone: Id.optional().describe('clean-room zone that it stands in'),
  slots: PartCount.default(1).describe('equal places that each hold a batch and work alone; at most 1,000'),
  capacity: z
    .strictObject({ min: z.number().min(0).default(0), max: z.number().positive() })
    .optional()
    .describe('least and most items of a batch'),
  calendar: Id.optional().describe('when it works; always where not given'),
  atShiftEnd: z.enum(['suspend', 'finish']).default('suspend').describe('what is under way rests, or is finished; nothing new begins'),
  outages: z.array(UnitOutage).default([]).describe('times in which it is scheduled not to work'),
  phases: z.array(Phase).default([]).describe('of a batch, where the recipe says nothing else'),
  flow: FlowSegment.optional().describe('instead of phases'),
  setUp: Activity.optional().describe('before each batch'),
  clearance: Activity.optional().describe('line clearance after a batch, before anything of the next'),
  changeover: z.array(ChangeoverRule).default([]),
  cleaning: Cleaning.optional(),
  blocking: z
    .enum(['after-service', 'before-service'])
    .default('after-service')
    .describe('before-service: it begins a batch only where there is a place for it behind; one with which it is loaded it takes at once'),
  stops: z
    .array(StopLaw)
    .default([])
    .describe('of the unit; machines of a flow segment have their own. Half at least of the times between stops must be a second or more'),
  repair: z
    .strictObject({ persons: Persons, response: DurationDistribution.optional().describe('from the call until the work begins, once somebody is free') })
    .optional()
    .describe('what a stop of class failure needs; nobody where not given'),
  maintenance: z.array(Maintenance).default([]),
  power: StationPower.extend({ cleaning: Power.optional().describe('as idle where not given') }),
  standby: StandbyPolicy.optional(),
  utilities: z
    .record(Id, z.strictObject({ idle: z.number().min(0).default(0), execute: z.number().min(0).default(0), cleaning: z.number().min(0).default(0) }))
    .default({})
    .describe('draw by state [unit of the utility per hour]'),
  machineAlarms: z.array(MachineAlarmText).optional().describe('alarms that it sends, and what they mean'),
});
export type CellUnit = z.infer<typeof CellUnit>;

/** Where batches wait between two steps. */
export const Store = z.strictObject({
  id: Id,
  name: Bilingual.optional(),
  capacity: Count.nullable().default(null).describe('batches; null: as many as come'),
  holdLimit: PositiveDuration.optional().describe('how long a batch may wait'),
  afterLimit: z.enum(['scrap', 'count']).default('count').describe('what becomes of a batch that waits longer: it is scrapped, or the breach is counted'),
});
export type Store = z.infer<typeof Store>;

/** What a batch needs before it may go on: results of the laboratory, its record, and no open deviation. */
export const ReleasePlan = z.strictObject({
  id: Id,
  name: Bilingual.optional().describe('what is released: bulk tablets, finished product'),
  tests: z
    .array(
      z.strictObject({
        id: Id,
        name: Bilingual.optional(),
        work: Activity.describe('by analysts; begins within the calendar'),
        incubation: DurationDistribution.optional().describe('after the work, with nobody'),
        calendar: Id.optional().describe('when such tests are begun; always where not given'),
      }),
    )
    .default([])
    .describe('one after the other'),
  record: DurationDistribution.optional().describe('until the batch record is reviewed, beside the tests'),
  deviation: z.strictObject({ probability: Probability, lasts: DurationDistribution }).optional().describe('after both'),
  reject: Probability.default(0).describe('share of batches that are not released'),
});
export type ReleasePlan = z.infer<typeof ReleasePlan>;

export const RecipeStep = z.strictObject({
  id: Id,
  name: Bilingual.optional(),
  units: z.array(Id).min(1).describe('any of them'),
  phases: z.array(Phase).optional().describe('instead of those of the unit'),
  yield: z.number().gt(0).max(1).default(1).describe('good share of the items; of a flow segment its machines tell'),
  makes: z.number().positive().default(1).describe('items after the step for one before it; of a flow segment its machines tell'),
  recovers: Probability.default(0).describe('share of what the step before rejected that becomes good again'),
  scrap: Probability.default(0).describe('chance that the whole batch is lost'),
  rework: z
    .strictObject({ probability: Probability, from: Id.describe('step to which the batch goes back') })
    .optional()
    .describe('with all rework and division of its route a batch leads to 10,000 steps on average at most'),
  merge: PartCount.default(1).describe(
    'batches that come together to one before the step, at most 1,000; the order of those that become part of it is done with them',
  ),
  split: PartCount.default(1).describe('batches into which the batch is divided after the step, at most 1,000'),
  loads: z.boolean().default(false).describe('the unit of the next step is loaded while this one runs; it must be ready before'),
  store: Id.optional().describe('where the batch waits after it; it stays on the unit where not given'),
  release: Id.optional().describe('what it needs before it goes on'),
});
export type RecipeStep = z.infer<typeof RecipeStep>;

export const Product = z.strictObject({
  id: Id,
  name: Bilingual,
  item: z.string().min(1).describe('what a batch is counted in when it begins'),
  batchSize: Count.describe('items of a batch when it begins'),
  attributes: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .default({})
    .describe('what changeover rules look at'),
  route: z.array(RecipeStep).min(1),
});
export type Product = z.infer<typeof Product>;

export const Order = z.strictObject({
  id: z.string().min(1),
  product: Id,
  batches: BatchCount,
  release: Moment.optional().describe('not begun before; from the beginning where not given'),
  due: Moment.optional(),
  priority: z.int().default(0).describe('a lower number goes first'),
});
export type Order = z.infer<typeof Order>;

/** Orders that come again and again. */
export const Demand = z.strictObject({
  id: Id,
  product: Id,
  batches: BatchCount,
  every: PositiveDuration.describe('a minute at least'),
  first: Moment.optional().describe('the beginning where not given'),
  skip: z.array(Moment).max(1000).optional().describe('moments at which no order comes though one would'),
  dueAfter: PositiveDuration.optional(),
  priority: z.int().default(0),
});
export type Demand = z.infer<typeof Demand>;

export const Team = z.strictObject({ id: Id, name: Bilingual.optional(), skills: z.array(Id).min(1), persons: Count, calendar: Id.optional() });
export type Team = z.infer<typeof Team>;

export const Utility = z.strictObject({
  id: Id,
  name: Bilingual.optional(),
  unit: z.string().min(1).describe('what an hour of draw counts: kg, m3, Nm3, kWh'),
  capacity: z.number().positive().nullable().default(null).describe('most that can be drawn at once [unit per hour]; null: no limit'),
  energy: z.record(Id, z.number().min(0)).default({}).describe('energy that one unit costs, by carrier [kWh]'),
  leak: z.number().min(0).optional().describe('lost at all times [unit per hour]; none where not given'),
});
export type Utility = z.infer<typeof Utility>;

/** An energy carrier that is bought. `electricity` is the one that power counts. */
export const Carrier = z.strictObject({
  id: Id,
  name: Bilingual.optional(),
  tariff: Tariff.optional().describe('prices by the hour of the day; or contract'),
  contract: SupplyContract.optional(),
  carbon: EmissionFactor.optional().describe('one factor; or emissions'),
  emissions: Emissions.optional(),
});
export type Carrier = z.infer<typeof Carrier>;

/** A clean-room zone with its air handling. Fan power follows the flow to a power (fan laws); heat and cold follow it in proportion. */
export const Zone = z.strictObject({
  id: Id,
  name: Bilingual.optional(),
  calendar: Id.optional().describe('when it is in production mode; always where not given'),
  fan: Power.describe('in production mode'),
  exponent: z.number().min(1).max(3).default(2.6).describe('of flow, 3 by the fan law, less with pressure kept in the duct'),
  cooling: Power.describe('electrical, in production mode, on average').default(0),
  heat: z.strictObject({ carrier: Id, power: Power }).optional(),
  setback: z.number().min(0).max(1).default(1).describe('share of the flow outside production mode; 1: never set back'),
  recovery: Duration.default(0).describe('in production mode so long before it is needed'),
  grade: z.enum(['A', 'B', 'C', 'D', 'CNC']).optional().describe('of EU GMP Annex 1; CNC: controlled, not classified. A and B are not set back'),
  setbackLeast: z.number().min(0).max(1).optional().describe('least share of the flow that a what-if may set it back to'),
  neverSetBack: z.boolean().optional().describe('no what-if may set it back'),
});
export type Zone = z.infer<typeof Zone>;

/** A process cell of ISA-88: units through which batches of products go by their recipes, with all that they share. */
export const CellDefinition = z.strictObject({
  apiVersion: z.literal('twin/v1'),
  kind: z.literal('Cell'),
  id: LineId,
  name: Bilingual,
  demo: z.boolean().default(false),
  equipment: EquipmentPath,
  timezone: TimeZone,
  calendars: z.array(z.strictObject({ id: Id, shifts: z.array(Shift).min(1) })).default([]),
  carriers: z.array(Carrier).default([]),
  utilities: z.array(Utility).default([]),
  teams: z.array(Team).default([]),
  zones: z.array(Zone).default([]),
  units: z.array(CellUnit).min(1),
  stores: z.array(Store).default([]),
  releases: z.array(ReleasePlan).default([]),
  products: z.array(Product).min(1),
  orders: z.array(Order).default([]),
  demand: z.array(Demand).default([]),
  inProcess: Count.optional().describe('most batches between their first unit and their end; no limit where not given'),
  dispatch: z
    .enum(['fifo', 'due', 'priority', 'campaign'])
    .default('fifo')
    .describe('which batch a free unit takes: the one that waits longest, is due first, goes first; campaign: first those of the product it is set up for'),
  microStop: PositiveDuration.default(300),
  mqtt: CellMqtt.optional().describe('how its machines speak; UNS JSON where not given'),
  reasons: z.array(StopReason).optional(),
  alarms: z.array(CellAlarm).optional().describe('judged by the twin'),
  machineAlarms: z
    .array(MachineAlarmText)
    .optional()
    .describe('alarms that the cell itself sends, and those of machines that have no words of their own for them'),
  proven: z.array(Proven).optional().describe('ranges in which numbers of the cell were proven; what-ifs beyond them say so'),
  ...ABOUT,
});
export type CellDefinition = z.infer<typeof CellDefinition>;
export type CellDocument = z.input<typeof CellDefinition>;

/** Answer of GET /api/v1/cells/:cell/definition. */
export const CellInForce = z.strictObject({
  cell: LineId,
  version: z.string().describe('SHA-256 of the definition'),
  file: z.string().describe('name of the plant file'),
  definition: z.custom<CellDefinition>().describe('durations in seconds, rates in items/min, powers in kW'),
});
export type CellInForce = z.infer<typeof CellInForce>;
