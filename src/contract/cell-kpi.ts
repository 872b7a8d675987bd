import { z } from 'zod';
import { MEASURED_ACCOUNTS, MeasuredAccount } from './cell-view.js';
import { SourceId, UnitId } from './equipment.js';
import { KpiElements } from './kpi.js';
import { Bilingual, Micros } from './units.js';

/** What KPIs of a cell are told by. A unit adds its slots up; a segment is a unit with machines, measured as a line. */
export const CELL_KPI_GROUPINGS = ['shift', 'lot', 'product', 'source', 'unit', 'segment', 'cell'] as const;
export const CellKpiGrouping = z.enum(CELL_KPI_GROUPINGS);
export type CellKpiGrouping = z.infer<typeof CellKpiGrouping>;

export const KpiUnit = z.enum(['fraction', 's', 'h', 'items', 'items/h', 'stops', 'batches', 'kWh', 'kWh/batch', 'kWh/1000 items']);
export type KpiUnit = z.infer<typeof KpiUnit>;

/** What time counts as: the accounts of cells, and of a line besides waiting: ready with an order, and nobody knows what for it waits. */
export const KPI_ACCOUNTS = [...MEASURED_ACCOUNTS, 'waiting'] as const;
export const KpiAccount = z.enum(KPI_ACCOUNTS);
export type KpiAccount = z.infer<typeof KpiAccount>;

const Source = SourceId.nullable();
const Value = z.number().describe('in the unit of its term; may be negative where it is taken off');

/** What a term was summed from. Times, counters, meters and records are measured; a planned time is a measured count times a typed run time. */
export const KpiPart = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), account: KpiAccount, value: Value }),
  z.strictObject({ kind: z.literal('counter'), counter: z.enum(['good', 'rejected', 'stops', 'minor-stops']), source: Source, value: Value }),
  z.strictObject({
    kind: z.literal('planned'),
    source: SourceId,
    product: UnitId.nullable(),
    step: UnitId.nullable(),
    items: z.number(),
    PRI: z.number().describe('planned run time per item, from the plant file [s]'),
    value: Value,
  }),
  z.strictObject({
    kind: z.literal('energy'),
    source: SourceId,
    carrier: UnitId,
    allotted: z.boolean().describe('true: the share that was allotted to lots, of a utility by draw, of a zone by time'),
    value: Value,
  }),
  z.strictObject({ kind: z.literal('lot'), lot: z.string(), value: Value }),
]);
export type KpiPart = z.infer<typeof KpiPart>;

export const KpiTerm = z.strictObject({
  symbol: z.string().describe('as it stands in the formula'),
  name: Bilingual,
  value: z.number().nullable().describe('null: not known'),
  unit: KpiUnit,
  parts: z.array(KpiPart).describe('add up to the value'),
});
export type KpiTerm = z.infer<typeof KpiTerm>;

/**
 * What to think of a value. faster-than-planned: of a part of planned time above one, as it is written with one decimal of a percent:
 * the run time of the cell file is longer than the one that was kept (its ideal rate is too low), or counts came later than their time.
 */
export const KpiRemark = z.enum(['faster-than-planned']);
export type KpiRemark = z.infer<typeof KpiRemark>;

/** An indicator that can be taken apart: its formula over its terms gives its value, and the parts of each term add up to it. */
export const CellKpi = z.strictObject({
  id: z.string(),
  name: Bilingual,
  source: z.enum(['ISO 22400-2', 'NF E60-182', 'ours']).describe('where the formula comes from'),
  value: z.number().nullable().describe('null where the denominator is zero or a term is not known; not clipped above one'),
  unit: KpiUnit,
  remark: KpiRemark.nullable(),
  formula: z.string().describe('sums, products and one quotient of symbols and numbers, for example AUPT * tU / (PBT * APT)'),
  terms: z.array(KpiTerm),
});
export type CellKpi = z.infer<typeof CellKpi>;

/** ISO 22400-2 elements as measured. Counts are not cut at zero: a counter of rejects may be heard before that of items. */
export const CellElements = KpiElements.omit({ PRI: true, PQ: true, GQ: true }).extend({
  PQ: z.number(),
  GQ: z.number(),
  PRI: z.number().positive().nullable().describe('mean planned run time per item that was made [s]; null where none was, or where the file does not tell'),
  waiting: z.number().min(0).describe('part of ADET: starved, blocked, waits for persons, utilities or the zone [s]'),
});
export type CellElements = z.infer<typeof CellElements>;

const Kwh = z.number().describe('[kWh]');
const Share = z.number().nullable().describe('share of totalKwh; null where that is zero');

/** Energy of units, utilities and zones; machines are parts of their unit, and counted for themselves only where they are asked for. */
export const CellEnergy = z.strictObject({
  byCarrierKwh: z.record(UnitId, Kwh),
  byAccountKwh: z.partialRecord(MeasuredAccount, Kwh).describe('of units, by what they spent their time on'),
  totalKwh: Kwh.describe('units, utilities and zones [kWh]'),
  unitsKwh: Kwh,
  utilitiesKwh: Kwh,
  zonesKwh: Kwh,
  unitsShare: Share,
  utilitiesShare: Share,
  zonesShare: Share,
  perThousandGoodKwh: z
    .number()
    .nullable()
    .describe(
      'totalKwh by 1,000 good units: of a source, unit or segment its own, else of the last step of the route; null without any, and of a shift of the whole cell',
    ),
});
export type CellEnergy = z.infer<typeof CellEnergy>;

/** What a group is of: the fields that its grouping names. Null: time and energy without a shift, lot or product. */
export const CellKpiKey = z.strictObject({
  shiftFromUs: Micros.optional().describe('of a shift; not of the time outside of all shifts'),
  shift: z.string().nullable().optional(),
  lot: z.string().nullable().optional(),
  product: UnitId.nullable().optional(),
  source: SourceId.optional(),
  unit: UnitId.optional(),
});
export type CellKpiKey = z.infer<typeof CellKpiKey>;

export const CellKpiGroup = z.strictObject({
  by: CellKpiGrouping,
  key: CellKpiKey,
  name: Bilingual.nullable().describe('from the cell file'),
  fromUs: Micros.describe('beginning of its first shift'),
  toUs: Micros.describe('end of its last shift by the calendar; of one under way it lies ahead'),
  whole: z.boolean().nullable().describe('of a lot: it began and ended within the rows; null of other groups'),
  unit: UnitId.nullable().describe('that times and counts are of: the one asked for, else the bottleneck of the cell; null of utilities and zones'),
  bottleneck: z
    .strictObject({ unit: UnitId, busyShare: z.number() })
    .nullable()
    .describe('unit with the greatest share of PBT in production, set-up and own stops; null where a unit or source was asked for'),
  measuredAt: z.array(SourceId).describe('sources whose times these are: slots of the unit; of a segment its slowest machine'),
  elements: CellElements.nullable(),
  accountsS: z.partialRecord(KpiAccount, z.number()).describe('adds up to windowS [s]'),
  windowS: z.number().describe('measured time; of slots that of all together [s]'),
  unknownShare: z.number().nullable(),
  counts: z.strictObject({ processed: z.number(), good: z.number(), rejected: z.number(), stops: z.number(), minorStops: z.number(), batches: z.number() }),
  energy: CellEnergy,
  kpis: z.array(CellKpi),
});
export type CellKpiGroup = z.infer<typeof CellKpiGroup>;

/** Leaves out all that is of another. `unit` takes its slots and machines with it. */
export const CellKpiFilter = z.strictObject({
  source: SourceId.optional(),
  unit: UnitId.optional(),
  shift: z.string().nullable().optional(),
  lot: z.string().nullable().optional(),
  product: UnitId.nullable().optional(),
});
export type CellKpiFilter = z.infer<typeof CellKpiFilter>;

/** Which KPIs are asked for. A shift belongs to the window in which it begins, whole: windows that touch add up. */
export const CellKpiQuery = z.strictObject({ by: CellKpiGrouping, fromUs: Micros, toUs: Micros, filter: CellKpiFilter.optional() });
export type CellKpiQuery = z.infer<typeof CellKpiQuery>;
