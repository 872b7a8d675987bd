import { z } from 'zod';
import { SERIES_UNITS } from '../../contract/series.js';
import { TimeZone } from '../../contract/time-zone.js';
import { isoSeries } from './iso-series.js';
import { readLoadW, readSteelLoad } from './load.js';
import { readCarbonIntensity, readSmardPrices } from './market.js';
import type { ReadSeries } from './steps.js';
import { readNsrdb } from './weather.js';

const Of = {
  file: z.string().min(1).describe('beside the file that names it'),
  source: z.string().min(1).describe('where the values come from'),
};
const timezone = TimeZone.default('Europe/Paris');
const Column = z.string().min(1);

/** A series that stands in a file of its own, as its publisher writes it. */
export const SeriesFile = z.discriminatedUnion('as', [
  z.strictObject({ ...Of, as: z.literal('smard-prices'), market: Column.describe('before the bracket of its column: France') }),
  z.strictObject({ ...Of, as: z.literal('carbon'), column: Column.describe('in g CO2e/kWh'), timezone }),
  z.strictObject({ ...Of, as: z.literal('nsrdb'), column: z.enum(['GHI', 'Temperature']), timezone }),
  z.strictObject({ ...Of, as: z.literal('load-w'), factor: z.number().positive().default(1), timezone }),
  z.strictObject({ ...Of, as: z.literal('steel-load') }),
  z.strictObject({
    ...Of,
    as: z.literal('table').describe('comma-separated, ISO 8601 times with their zone, rising'),
    time: Column,
    value: Column,
    unit: z.enum(SERIES_UNITS),
    factor: z.number().default(1).describe('from the unit of the column to that of the series: 0.001 for EUR/MWh'),
    stepS: z.literal([900, 1800, 3600]).default(3600),
    timezone,
  }),
]);
export type SeriesFile = z.infer<typeof SeriesFile>;

/** The series in the text of such a file, or the line where it is not right. */
export function readSeriesFile(id: string, file: SeriesFile, text: string): ReadSeries {
  const { source } = file;
  switch (file.as) {
    case 'smard-prices':
      return readSmardPrices(text, file.market, { id, source });
    case 'carbon':
      return readCarbonIntensity(text, file.column, { id, source, timezone: file.timezone });
    case 'nsrdb':
      return readNsrdb(text, file.column, { id, source, timezone: file.timezone });
    case 'load-w':
      return readLoadW(text, { id, source, timezone: file.timezone }, file.factor);
    case 'steel-load':
      return readSteelLoad(text, { id, source });
    case 'table': {
      const { time, value, unit, factor, stepS } = file;
      return isoSeries(text, { time, value, toKept: (given) => given * factor }, stepS, { id, unit, source, timezone: file.timezone });
    }
  }
}
