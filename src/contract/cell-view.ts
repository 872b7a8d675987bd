import { z } from 'zod';
import { NOTE_SENTENCES, type LookAheadNote as Note, type NoteCode } from './look-ahead-note.js';
import { LineId, SourceId, UnitId } from './equipment.js';
import { PackmlState, UnitMode } from './packml.js';
import { Micros } from './units.js';

/** What a unit spends its time on, simulated or measured. The PackML state and ISO 22400 element of each: src/model/cell/packml.ts. */
export const ACCOUNTS = [
  'execute',
  'start-up',
  'set-up',
  'changeover',
  'cleaning',
  'clearance',
  'maintenance',
  'starved',
  'blocked',
  'persons',
  'utility',
  'down',
  'minor-stop',
  'standby',
  'waking',
  'idle',
  'off',
] as const;

/** The same as measured, so that measured and simulated time compare, and two that no model knows. */
export const MEASURED_ACCOUNTS = [
  ...ACCOUNTS,
  'excursion', // rests since the pressure of its zone fell
  'unknown', // nothing was heard, or nothing that tells
] as const;
export const MeasuredAccount = z.enum(MEASURED_ACCOUNTS);
export type MeasuredAccount = z.infer<typeof MeasuredAccount>;

const Lot = z.string().nullable().describe('lot on the unit; null without one');
const OfPlant = z.string().nullable().describe('as the plant names it, by its id where the cell file has it');
const Kwh = z.record(UnitId, z.number()).describe('by carrier [kWh]');

/**
 * The books of a cell: sums that add up. One row for each source, shift and lot; times, counts and energy of a window, a shift, a
 * batch, a product, a machine or a site are sums over rows. A unit with machines has rows of its own, and its machines have theirs:
 * energy is summed over units, utilities and zones, never over machines besides.
 */
export const LedgerRow = z.strictObject({
  source: SourceId,
  shiftFromUs: Micros.describe('beginning of the shift by the calendar of the unit, or of the day (UTC offset of the site) where it has none'),
  shift: z.string().nullable().describe('id of the shift; null outside every shift'),
  lot: Lot,
  product: OfPlant,
  step: OfPlant,
  timeS: z.partialRecord(MeasuredAccount, z.number().min(0)).describe('time by account [s]'),
  kwh: z.partialRecord(MeasuredAccount, Kwh).describe('energy by account and carrier [kWh]'),
  processed: z.number().min(0).describe('items, good and rejected'),
  rejected: z.number().min(0),
  stops: z.int().min(0).describe('longer than the limit of micro-stops of the cell'),
  minorStops: z.int().min(0),
  causedS: z.record(SourceId, z.number()).describe('time of starved and blocked by the source that caused it [s]; own id: nobody was found'),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

const Stay = z.strictObject({
  what: z.enum(['stored', 'held', 'deviation', 'released', 'rejected', 'rework', 'exposed']),
  where: z.string().describe('store, release, step or zone'),
  fromUs: Micros,
  toUs: Micros.nullable(),
});

/** A step of a lot as measured. */
export const LotStep = z.strictObject({
  step: UnitId,
  source: SourceId,
  fromUs: Micros.nullable().describe('null: its beginning was not heard'),
  toUs: Micros.nullable().describe('null: under way'),
  itemsIn: z.number().nullable(),
  good: z.number().nullable(),
  rejected: z.number().nullable(),
  phases: z.array(z.strictObject({ phase: z.string(), fromUs: Micros, toUs: Micros.nullable() })),
  kwh: Kwh.describe('meters of the unit from the beginning to the end of the step, by carrier, without utilities [kWh]'),
  utilities: z.record(UnitId, z.number()).describe('drawn during the step [unit of the utility]'),
});
export type LotStep = z.infer<typeof LotStep>;

/** The record of a lot: where it came from, what was done to it, what became of it. */
export const LotRecord = z.strictObject({
  lot: z.string(),
  product: OfPlant.describe('null where its beginning was not heard'),
  order: z.string().nullable(),
  items: z.number().nullable(),
  begunUs: Micros.nullable(),
  endedUs: Micros.nullable(),
  outcome: z.enum(['done', 'lost', 'merged', 'divided']).nullable().describe('null: under way'),
  why: z.string().nullable(),
  good: z.number().nullable(),
  parents: z.array(z.string()),
  children: z.array(z.string()),
  steps: z.array(LotStep),
  stays: z.array(Stay),
  tests: z.array(z.strictObject({ release: UnitId, test: UnitId, result: z.enum(['pass', 'fail']), atUs: Micros })),
});
export type LotRecord = z.infer<typeof LotRecord>;

export const OrderRecord = z.strictObject({
  order: z.string(),
  product: z.string(),
  batches: z.int().nullable(),
  releasedUs: Micros.nullable(),
  dueUs: Micros.nullable(),
  doneUs: Micros.nullable(),
  begun: z.int().describe('batches that have begun'),
  ended: z.int().describe('batches that have ended, with all lots that they were divided into'),
  lost: z.int().describe('lots that were lost'),
});
export type OrderRecord = z.infer<typeof OrderRecord>;

/** A machine of a unit that stands by itself while its unit says that it works. */
export const StandingMachine = z.strictObject({
  machine: SourceId,
  account: MeasuredAccount,
  sinceUs: Micros.nullable(),
  holds: z.boolean().describe('it is the only machine of the unit, or the one that sets its pace: while it stands the unit makes nothing'),
});
export type StandingMachine = z.infer<typeof StandingMachine>;

/** A unit, slot or machine as it is now. */
export const SourceView = z.strictObject({
  source: SourceId,
  state: PackmlState,
  mode: UnitMode,
  account: MeasuredAccount,
  sinceUs: Micros.nullable().describe('of the account; null where nothing is known'),
  heardUs: Micros.nullable(),
  lot: Lot,
  product: OfPlant,
  step: OfPlant,
  phase: z.string().nullable(),
  phaseSinceUs: Micros.nullable(),
  remainingS: z
    .strictObject({ mean: z.number(), low: z.number(), high: z.number() })
    .nullable()
    .describe('of the step under way, simulated: mean and the range of 80 % [s]'),
  causedBy: SourceId.nullable().describe('of starved or blocked: the source that causes it'),
  stands: StandingMachine.nullable().describe('of a unit that says it works: its machine that stands, the worst of them; null: none does, or it has none'),
  powerKw: z.number().nullable(),
  speedPerMin: z.number().nullable(),
});
export type SourceView = z.infer<typeof SourceView>;

/** A sentence about what is not as the model expects. */
export const Finding = z.strictObject({
  id: z.string().describe('the same as long as it goes on'),
  source: z.string().describe('source, utility, zone or laboratory'),
  kind: z.enum(['phase', 'activity', 'speed', 'stops', 'repairs', 'rejects', 'power', 'standby', 'utility', 'setback', 'zone', 'laboratory', 'yield']),
  of: z.string().describe('phase, activity, stop law, carrier, state … that it is about'),
  sinceUs: Micros.describe('estimate of when it began'),
  foundUs: Micros,
  measured: z.number(),
  expected: z.number(),
  unit: z.string(),
  samples: z.int(),
  ratio: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).describe('measured over expected, with its interval of 95 %'),
  effect: z.strictObject({ units: z.number().nullable().describe('good items lost since then, estimated'), kwh: z.number().nullable() }),
  sentence: z.strictObject({ en: z.string(), fr: z.string() }),
});
export type Finding = z.infer<typeof Finding>;

const Amounts = z.strictObject({ p10: z.number(), p50: z.number(), p90: z.number() });

const NOTE_CODES = Object.keys(NOTE_SENTENCES) as [NoteCode, ...NoteCode[]];
/** Apart from look-ahead-note.ts, which screens use without its schema. */
export const LookAheadNote: z.ZodType<Note> = z.strictObject({
  code: z.enum(NOTE_CODES),
  values: z.record(z.string(), z.union([z.string(), z.number()])).describe('what stands in the sentence'),
});

/** What lies ahead, simulated from the measured situation: of so many replications the values that 10, 50 and 90 % do not exceed. */
export const CellLookAhead = z.strictObject({
  madeUs: Micros,
  untilUs: Micros,
  replications: z.int(),
  products: z.array(
    z.strictObject({
      product: UnitId,
      doneSoFar: z.number().describe('good items before, as who asked counted them; 0 where not'),
      items: Amounts.describe('good items of the lots that come to their end from now until then'),
      made: Amounts.describe('good items that leave the last step from now until then, those of a lot under way in its flow segment too'),
    }),
  ),
  lots: z.array(
    z.strictObject({
      lot: z.string(),
      endUs: z.strictObject({ p10: Micros.nullable(), p50: Micros.nullable(), p90: Micros.nullable() }).describe('null: not within the look-ahead'),
    }),
  ),
  orders: z.array(
    z.strictObject({
      order: z.string(),
      dueUs: Micros.nullable(),
      onTime: z.number().min(0).max(1).nullable().describe('chance; null without a date, or where that lies beyond and not every replication tells'),
    }),
  ),
  steps: z
    .array(
      z.strictObject({ source: SourceId, lot: z.string(), remainingS: z.strictObject({ mean: z.number(), low: z.number(), high: z.number() }).nullable() }),
    )
    .describe('of each lot on a unit until its step ends: mean and the range of 80 % [s]; null where fewer than 90 % end within the look-ahead'),
  kwh: Amounts.describe('of all carriers, from now until then'),
  notes: z.array(LookAheadNote).describe('what was not known, and what it was taken to be'),
});
export type CellLookAhead = z.infer<typeof CellLookAhead>;

/** A process cell as it is now. */
export const CellView = z.strictObject({
  cell: LineId,
  asOfUs: Micros.nullable().describe('newest reading that was taken in'),
  units: z.array(SourceView),
  machines: z.array(SourceView),
  lots: z.array(LotRecord).describe('under way'),
  stores: z.record(UnitId, z.array(z.string())).describe('lots in each store'),
  orders: z.array(OrderRecord).describe('open'),
  utilities: z.array(z.strictObject({ utility: UnitId, flow: z.number().nullable(), unit: z.string(), capacity: z.number().nullable() })),
  zones: z.array(z.strictObject({ zone: UnitId, setback: z.boolean().nullable(), powerKw: z.number().nullable(), roomDpPa: z.number().nullable() })),
  findings: z.array(Finding),
  lookAhead: CellLookAhead.nullable(),
});
export type CellView = z.infer<typeof CellView>;
