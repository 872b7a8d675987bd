import { z } from 'zod';
import { UnitId } from './equipment.js';
import { TimeZone } from './time-zone.js';
import { Micros } from './units.js';

export const SERIES_UNITS = ['EUR/kWh', 'kgCO2e/kWh', 'W/m2', 'degC', 'kW'] as const;

const About = {
  id: UnitId,
  unit: z.enum(SERIES_UNITS),
  source: z.string().min(1).describe('where the values come from'),
  timezone: TimeZone.describe('of the place: by its clock hours and months are told apart'),
};

/** Means over equal steps of the UTC clock: hours, or halves and quarters of them as day-ahead prices have since 2025. A gap is null. */
export const HourlySeries = z.strictObject({
  kind: z.literal('hourly'),
  ...About,
  is: z.enum(['measured', 'sourced', 'estimated']),
  fromUs: Micros.refine((us) => us % 3_600_000_000 === 0, { error: () => 'expected a whole hour' }),
  stepS: z.literal([900, 1800, 3600]).default(3600),
  values: z.array(z.number().nullable()).min(1),
});
export type HourlySeries = z.infer<typeof HourlySeries>;

const YearOfHours = z.array(z.array(z.number().nullable()).length(24)).length(12);

/** Means by month, hour of the day on the local clock, and kind of day: it stands for any year. A gap is null. */
export const TypicalYear = z.strictObject({
  kind: z.literal('typical'),
  ...About,
  is: z.literal('estimated'),
  weekday: YearOfHours.describe('from January on, from 00:00 on'),
  weekend: YearOfHours,
});
export type TypicalYear = z.infer<typeof TypicalYear>;

export const EnergySeries = z.discriminatedUnion('kind', [HourlySeries, TypicalYear]);
export type EnergySeries = z.infer<typeof EnergySeries>;

/** A series by its id. */
export const SeriesUse = z.strictObject({
  series: UnitId,
  typical: z.boolean().default(false).describe('its means by month and hour instead of its own days; the answer is then an estimate'),
  factor: z.number().min(0).max(1000).default(1).describe('multiplies its values'),
});
export type SeriesUse = z.infer<typeof SeriesUse>;
