import { z } from 'zod';
import { quantity } from './units.js';

/** Electrical power by energy state [kW]. The states are PackML's grouped as in packml.json energy_level. */
export const ENERGY_STATES = ['off', 'standby', 'idle', 'starting', 'execute', 'held', 'cleaning'] as const;
export const EnergyState = z.enum(ENERGY_STATES);
export type EnergyState = z.infer<typeof EnergyState>;

const TimeOfDay = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, { error: () => 'expected a time of day such as "06:00"' });

/** An electricity tariff: prices by the hour of the day, in the line's time zone, from a date on. */
export const Tariff = z.strictObject({
  id: z.string().min(1),
  source: z.string().min(1).describe('where the prices come from'),
  validFrom: z.iso.date(),
  periods: z
    .array(z.strictObject({ id: z.string().min(1), from: TimeOfDay, to: TimeOfDay.describe('may be before from: across midnight'), price: quantity('price') }))
    .min(1)
    .describe('must cover the 24 hours without overlap'),
});
export type Tariff = z.infer<typeof Tariff>;

export const EmissionFactor = z.strictObject({
  source: z.string().min(1),
  validFrom: z.iso.date(),
  factor: quantity('carbon'),
});
export type EmissionFactor = z.infer<typeof EmissionFactor>;

export { TimeOfDay };
