import { z } from 'zod';

/** What limits figures of costs, emissions and measured energy. */
export const SUPPLY_NOTE_CODES = [
  'no-contract',
  'no-prices',
  'no-subscribed-power',
  'contract-not-valid',
  'estimated-prices',
  'pro-rata',
  'part-of-a-month',
  'coarse-profile',
  'interpolated-demand',
  'no-dates',
  'factor-not-valid',
  'estimated-factor',
  'period-not-seen',
  'estimated-sun',
  'no-sun',
  'clear-sky',
  'no-year',
  'no-irradiance',
  'unknown-series',
  'wrong-unit',
  'no-factor',
  'nothing-heard',
  'paused',
  'unknown-time',
  'meter-silent',
  'record-begins-later',
  'no-outdoor-temperature',
  'production-not-counted',
] as const;
export type SupplyNoteCode = (typeof SUPPLY_NOTE_CODES)[number];

/** For programs by its code, for people by its detail, which is an English sentence with its values. */
export const SupplyNote = z.strictObject({ code: z.enum(SUPPLY_NOTE_CODES), detail: z.string() });
export type SupplyNote = z.infer<typeof SupplyNote>;
