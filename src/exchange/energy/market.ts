import { zoneToUtc } from '../local-time.js';
import { isoSeries } from './iso-series.js';
import { columnsOf, numberOrGap, rowsOf } from './rows.js';
import { seriesOf, type ReadSeries, type SeriesAbout, type TimedValue } from './steps.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Day-ahead prices as SMARD exports them in English: `Date;Time of day;France[€/MWh];…` with `Jan 1, 2018;1:00 AM`, on the clock of
 * Central Europe, a dash for a gap. `market`: the name in front of the bracket. Kept in EUR/kWh.
 */
export function readSmardPrices(text: string, market: string, about: Omit<SeriesAbout, 'unit' | 'timezone'>): ReadSeries {
  const timezone = 'Europe/Paris'; // the clock of all of Central Europe
  const read = rowsOf(text, ';');
  if (!read.ok) return read;
  const columns = columnsOf(read.header, ['Date', 'Time of day', `${market}[€/MWh]`]);
  if (!columns.ok) return columns;
  const [date, time, price] = columns.at as [number, number, number];
  const toUtc = zoneToUtc(timezone);
  const values: TimedValue[] = [];
  for (const { line, fields } of read.rows) {
    const localMs = smardTime(fields[date] ?? '', fields[time] ?? '');
    const value = numberOrGap(fields[price]);
    if (localMs === null) return { ok: false, line, problem: 'expected a date such as "Jan 1, 2018" and a time such as "1:00 AM"' };
    if (Number.isNaN(value)) return { ok: false, line, problem: `"${fields[price]}" is no price` };
    const atMs = toUtc(localMs, (values.at(-1)?.atMs ?? -Infinity) + 1);
    values.push({ line, atMs, value: value === null ? null : value / 1000 });
  }
  return seriesOf(values, stepOf(values), { ...about, unit: 'EUR/kWh', timezone });
}

/** Quarter hours since October 2025, hours before. */
function stepOf(values: readonly TimedValue[]): 900 | 3600 {
  const [first, second] = values;
  return first !== undefined && second !== undefined && second.atMs - first.atMs === 900_000 ? 900 : 3600;
}

function smardTime(date: string, time: string): number | null {
  const [, name = '', day, year] = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4})$/.exec(date) ?? [];
  const [, hour, minute, half] = /^(\d{1,2}):(\d{2}) (AM|PM)$/.exec(time) ?? [];
  const month = MONTHS.indexOf(name);
  if (month < 0 || half === undefined) return null;
  return Date.UTC(Number(year), month, Number(day), (Number(hour) % 12) + (half === 'PM' ? 12 : 0), Number(minute));
}

/**
 * Emissions of generation by the hour: a column `time_utc` with ISO 8601 times, and a column in g CO2e/kWh. Kept in kg CO2e/kWh.
 */
export function readCarbonIntensity(text: string, column: string, about: Omit<SeriesAbout, 'unit'>): ReadSeries {
  const columns = { time: 'time_utc', value: column, toKept: (grams: number) => grams / 1000 };
  return isoSeries(text, columns, 3600, { ...about, unit: 'kgCO2e/kWh' });
}
