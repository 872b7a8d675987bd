import { z } from 'zod';
import { BaselineRequest, DriverId, PeriodLength, Ranged } from './enpi.js';
import { Share } from './share.js';
import { TimeZone } from './time-zone.js';

const Column = z.string().min(1).describe('name of a column');

/** First and last day, both within. */
export const DaySpan = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: () => 'the last day is before the first' });
export type DaySpan = z.infer<typeof DaySpan>;

/** A file of outdoor temperatures [degC] in equal steps. */
export const WeatherFile = z.strictObject({
  file: z.string().min(1).describe('beside this file, or with its path'),
  format: z.enum(['iso', 'nsrdb']).default('iso').describe('iso: ISO 8601 times in a column, values in another; nsrdb: as the NSRDB gives it'),
  time: Column.default('time'),
  value: Column.default('temperatureC'),
  stepMin: z.literal([15, 30, 60]).default(60),
});
export type WeatherFile = z.infer<typeof WeatherFile>;

/** A saving that was predicted, per day, or the answer of a what-if that predicted it. */
export const PredictedSaving = z
  .strictObject({
    savedKwhPerDay: Ranged.optional(),
    answer: z.string().min(1).optional().describe('result.json of twin run'),
    variant: z.string().min(1).optional(),
    withinKwhPerDay: z.number().positive().optional().describe('the most that both may differ by and agree; half of what was predicted where not given'),
  })
  .refine(({ savedKwhPerDay, answer }) => (savedKwhPerDay === undefined) !== (answer === undefined), {
    error: () => 'expected either savedKwhPerDay, or answer with variant',
  })
  .refine(({ answer, variant }) => (answer === undefined) === (variant === undefined), { error: () => 'answer and variant go together' });
export type PredictedSaving = z.infer<typeof PredictedSaving>;

const { heating, cooling, calendar, limits } = BaselineRequest.shape;

/** What `twin energy` asks of a file of periods: which column is what, the baseline, and the time that is held against it. */
export const EnergyFile = z
  .strictObject({
    timezone: TimeZone,
    each: PeriodLength,
    periods: z.strictObject({
      file: z.string().min(1).describe('CSV with a row for each period, beside this file, or with its path'),
      begin: Column.describe('its begin: a date, or a date and time; without an offset by the clock of the site'),
      energy: Column.describe('[kWh]; empty: not known'),
      unknown: Column.optional().describe('share of the time that is not known, 0 to 1'),
      outdoor: Column.optional().describe('mean outdoor temperature of an hour or day [degC]'),
    }),
    outdoor: WeatherFile.optional().describe('instead of a column'),
    drivers: z.array(DriverId).max(20).default([]).describe('columns whose sums over a period drive its energy'),
    heating,
    cooling,
    calendar,
    mostUnknown: Share.default(0.05),
    limits,
    baseline: DaySpan,
    reporting: DaySpan.optional(),
    predicted: PredictedSaving.optional(),
  })
  .refine(({ periods, outdoor }) => periods.outdoor === undefined || outdoor === undefined, {
    path: ['outdoor'],
    error: () => 'expected either this or periods.outdoor, not both',
  })
  .refine(({ heating: low, cooling: high, periods, outdoor }) => (low === null && high === null) || periods.outdoor !== undefined || outdoor !== undefined, {
    path: ['outdoor'],
    error: () => 'degree-days need outdoor temperatures: give periods.outdoor, or outdoor.file',
  })
  .refine(({ each, periods }) => periods.outdoor === undefined || each === 'hour' || each === 'day', {
    path: ['periods', 'outdoor'],
    error: () => 'the mean of a week or month hides its cold days: give outdoor.file, or degree-days as a driver',
  });
export type EnergyFile = z.infer<typeof EnergyFile>;
