import { z } from 'zod';
import { SupplyNote } from './supply-note.js';
import { LOCATION_CO2E, MARGINAL_COST } from './energy-worth.js';
import { LineId, SourceId, UnitId } from './equipment.js';
import { Micros } from './units.js';

const Kw = z.array(z.number().nullable()).describe('mean over each ten minutes; null where it is not known in full [kW]');

/** What drew a part of the load. */
export const LoadConsumer = z.strictObject({
  source: SourceId.nullable().describe('unit, slot, utility or zone; the meter of a remainder; null of the rest'),
  kind: z
    .enum(['source', 'remainder', 'rest'])
    .describe('remainder: what a meter counted and nothing below it; rest: the sum of those that used less than all that are named'),
  of: z.array(SourceId).describe('what the rest is the sum of; empty else'),
  kwh: z.number(),
  kw: Kw,
});
export type LoadConsumer = z.infer<typeof LoadConsumer>;

/** An hour as the clock of the site shows it: on days on which clocks change one of them is not there, or lasts two hours. */
export const LoadHour = z.strictObject({
  day: z.iso.date(),
  hour: z.int().min(0).max(23),
  fromUs: Micros.describe('begin of what of it lies in the window'),
  hours: z.number().describe('of it in the window [h]'),
  kwh: z.number().nullable().describe('null where it is not known in full when energy was used [kWh]'),
  costEur: z.number().nullable().describe(`${MARGINAL_COST}, or the energy is not [EUR]`),
  co2eKg: z.number().nullable().describe(`${LOCATION_CO2E}, or the energy is not [kg]`),
});
export type LoadHour = z.infer<typeof LoadHour>;

/** How a load stood to the subscribed power of a period of the contract or tariff, by its means over ten minutes. */
export const LoadPeriodUse = z.strictObject({
  label: z.string().nullable(),
  subscribedKw: z.number().nullable(),
  knownHours: z.number().describe('of the window in the period in which the load is known [h]'),
  unknownHours: z.number().describe('in which it is not: these are in no other time [h]'),
  nearShare: z.number().describe('of the subscribed power, above which a load is near it or over it'),
  nearHours: z.number().nullable().describe('above that share, overruns too; null: no power is subscribed, or nothing was heard [h]'),
  overHours: z.number().nullable().describe('above the subscribed power; null likewise [h]'),
});
export type LoadPeriodUse = z.infer<typeof LoadPeriodUse>;

/** Answer of GET /api/v1/cells/:cell/energy/load: who drew the load of a carrier, and what each hour used. */
export const EnergyLoad = z.strictObject({
  cell: LineId,
  carrier: UnitId,
  fromUs: Micros,
  toUs: Micros,
  stepS: z.literal(600),
  stepUs: z.array(Micros).describe('begin of each ten minutes of the UTC clock; the window may cut the first and the last'),
  kw: Kw.describe('of all of the carrier, as the meters at the top tell it [kW]'),
  consumers: z.array(LoadConsumer).describe('the most energy first, then remainders, then the rest'),
  periods: z.array(LoadPeriodUse).describe('of the contract or tariff'),
  periodOfStep: z.array(z.int().min(0)).describe('place among the periods of each ten minutes'),
  hours: z.array(LoadHour),
  notes: z.array(SupplyNote),
});
export type EnergyLoad = z.infer<typeof EnergyLoad>;
