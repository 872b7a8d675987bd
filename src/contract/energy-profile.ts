import { z } from 'zod';
import { Bill } from './bill.js';
import { SupplyNote } from './supply-note.js';
import { LineId, SourceId, UnitId } from './equipment.js';
import { Micros } from './units.js';

/** What drew how much in the ten minutes of a peak. */
export const PeakMaker = z.strictObject({
  source: SourceId.describe('unit, slot, utility or zone; a meter: what it counted and nothing below it'),
  kind: z.enum(['source', 'remainder']),
  kw: z.number(),
  share: z.number().describe('of the peak'),
});
export type PeakMaker = z.infer<typeof PeakMaker>;

/** A mean over ten minutes, known in full. */
export const LoadPeak = z.strictObject({
  atUs: Micros.describe('begin of the ten minutes'),
  kw: z.number(),
  overKw: z.number().min(0).nullable().describe('above the subscribed power; null where none is known [kW]'),
  makers: z.array(PeakMaker).describe('the greatest first; what is left to the peak is too small to name'),
});
export type LoadPeak = z.infer<typeof LoadPeak>;

export const LoadPeriod = z.strictObject({
  label: z.string().nullable().describe('of the contract or tariff; null without one'),
  kwh: z.number(),
  hours: z.number().describe('of the window in the period [h]'),
  subscribedKw: z.number().nullable(),
  stepsOver: z.int().min(0).describe('means over ten minutes above the subscribed power'),
  peaks: z.array(LoadPeak).describe('the highest, an hour apart at least'),
});
export type LoadPeriod = z.infer<typeof LoadPeriod>;

/** What a measured load emits; null where it is not known, and a note says why [kg CO2e]. */
export const LoadCarbon = z.strictObject({
  scope: z.literal([1, 2]).nullable(),
  locationKg: z.number().nullable().describe('average of the network, by the hour'),
  marketKg: z.number().nullable(),
  marginalKg: z.number().nullable(),
  hourUs: z.array(Micros).describe('begin of each hour of the window'),
  hourLocationKg: z.array(z.number()).describe('of each hour; empty where the factor is not known'),
});
export type LoadCarbon = z.infer<typeof LoadCarbon>;

/** Answer of GET /api/v1/cells/:cell/energy/profile: the load of a carrier as it was measured, and what it costs and emits. */
export const EnergyProfile = z.strictObject({
  cell: LineId,
  carrier: UnitId,
  fromUs: Micros,
  toUs: Micros,
  kwh: z.number().nullable().describe('null: nothing was heard [kWh]'),
  pausedKwh: z.number().describe('of it what counters rose by over pauses: in the sum, and in no mean [kWh]'),
  unknownShare: z.number().min(0).max(1).describe('of the window, in which it is not known when energy was used'),
  stepS: z.literal(600),
  stepUs: z.array(Micros).describe('begin of each ten minutes of the UTC clock; the window may cut the first and the last'),
  kw: z.array(z.number().nullable()).describe('mean over what lies in the window; null where it is not known in full'),
  meanKw: z.number().nullable().describe('of the whole window; null where a time is not known'),
  loadFactor: z.number().nullable().describe('meanKw by the highest peak'),
  periods: z.array(LoadPeriod),
  bill: Bill.nullable().describe('null without a contract, or where something is missing for it; notes say what'),
  carbon: LoadCarbon.nullable().describe('null without emissions in the plant file'),
  notes: z.array(SupplyNote),
});
export type EnergyProfile = z.infer<typeof EnergyProfile>;
