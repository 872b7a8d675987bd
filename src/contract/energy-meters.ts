import { z } from 'zod';
import { LOCATION_CO2E, MARGINAL_COST } from './energy-worth.js';
import { LineId, SourceId, UnitId } from './equipment.js';
import { Bilingual, Micros } from './units.js';

const Kwh = z.number().describe('[kWh]');
const Known = z.number().nullable().describe('null: nothing was heard [kWh]');
const Cost = z.number().nullable().describe(`${MARGINAL_COST} [EUR]`);
const Co2e = z.number().nullable().describe(`${LOCATION_CO2E} [kg]`);

/**
 * What a meter of the plant file has of its own reading and of what hangs on it. balanced: they agree; unmetered: it counts more, which
 * nothing below it counts; negative: it counts less, so a meter, its wiring or the file is wrong; unknown: a part was not heard.
 */
export const METER_BALANCES = ['balanced', 'unmetered', 'negative', 'unknown'] as const;
export const MeterBalance = z.enum(METER_BALANCES);
export type MeterBalance = z.infer<typeof MeterBalance>;

/** A meter, or what a meter measures, over a window. The energy of a meter and its remainder: kwh = partsKwh + remainderKwh. */
export const MeterRow = z.strictObject({
  id: SourceId.describe('meter of the plant file, unit, slot, machine, utility or zone'),
  kind: z.enum(['meter', 'source']),
  name: Bilingual.nullable().describe('of a meter; null of a source, whose name the plant file has'),
  parent: SourceId.nullable().describe('row that it hangs on; null at the top'),
  depth: z.int().min(0),
  by: z
    .enum(['counter', 'power', 'parts'])
    .nullable()
    .describe('counter: rises of its own counter; power: its power over time; parts: sum of what hangs on it; null: nothing was heard of it'),
  kwh: Known,
  costEur: Cost,
  co2eKg: Co2e,
  pausedKwh: Kwh.describe('of it what a counter rose by over a pause: the sum is measured, when within the pause is not known [kWh]'),
  unknownS: z.number().min(0).describe('time of the window in which it is not known what was used, of any part of a sum [s]'),
  unknownShare: z.number().min(0).max(1).describe('unknownS by the window'),
  resets: z.int().min(0).describe('falls of counters: what was used between the last reading before and the first after is not known'),
  partsKwh: Known.describe('sum of what hangs on it; null where nothing does, or nothing of it was heard [kWh]'),
  remainderKwh: z.number().nullable().describe('own reading less partsKwh; null without either [kWh]'),
  remainderCostEur: Cost,
  remainderCo2eKg: Co2e,
  balance: MeterBalance.nullable().describe('null without a remainder'),
  missing: z.array(SourceId).describe('parts of which nothing was heard: they are in no sum'),
});
export type MeterRow = z.infer<typeof MeterRow>;

/** The meters of a carrier: trees, each row after the one it hangs on. */
export const CarrierMeters = z.strictObject({
  carrier: UnitId,
  kwh: Known.describe('sum of the rows at the top [kWh]'),
  costEur: Cost,
  co2eKg: Co2e,
  meteredShare: z.number().nullable().describe('of kwh, what sources counted: all but the remainders of meters; null for 0/0, and where nothing was heard'),
  pausedKwh: Kwh,
  unknownShare: z.number().min(0).max(1).describe('of the window, of any row at the top'),
  outsideKwh: Kwh.describe('of it what hangs on no meter of the plant file [kWh]'),
  rows: z.array(MeterRow),
});
export type CarrierMeters = z.infer<typeof CarrierMeters>;

/** Answer of GET /api/v1/cells/:cell/energy/meters. */
export const EnergyMeters = z.strictObject({ cell: LineId, fromUs: Micros, toUs: Micros, carriers: z.array(CarrierMeters) });
export type EnergyMeters = z.infer<typeof EnergyMeters>;
