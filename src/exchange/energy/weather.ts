import { columnsOf, numberOrGap, rowsOf } from './rows.js';
import { seriesOf, type ReadSeries, type SeriesAbout, type TimedValue } from './steps.js';

/** Columns of an NSRDB file, and what they are in. */
const UNITS = { GHI: 'W/m2', Temperature: 'degC' } as const;
const ABOVE = 2; // lines about the place
const STEP_S = 900;

/**
 * Irradiance on level ground (GHI) or temperature from a file of the NSRDB as it comes: two lines about the place, then
 * `Year,Month,Day,Hour,Minute,…` every 15 minutes, in UTC (time zone 0).
 */
export function readNsrdb(text: string, column: keyof typeof UNITS, about: Omit<SeriesAbout, 'unit'>): ReadSeries {
  const read = rowsOf(text, ',', ABOVE);
  if (!read.ok) return read;
  const above = rowsOf(text, ',');
  const zone = above.ok ? above.rows[0]?.fields[above.header.indexOf('Time Zone')] : undefined;
  if (zone !== '0') return { ok: false, line: 2, problem: `expected times in UTC (Time Zone 0), found ${zone ?? 'none'}` };
  const columns = columnsOf(read.header, ['Year', 'Month', 'Day', 'Hour', 'Minute', column]);
  if (!columns.ok) return { ...columns, line: ABOVE + 1 };
  const values: TimedValue[] = [];
  for (const { line, fields } of read.rows) {
    const [year, month, day, hour, minute, value] = columns.at.map((at) => numberOrGap(fields[at])) as number[];
    const atMs = Date.UTC(year!, month! - 1, day, hour, minute);
    if (Number.isNaN(atMs) || Number.isNaN(value)) return { ok: false, line, problem: 'expected numbers for the time and the value' };
    values.push({ line, atMs, value: value ?? null });
  }
  return seriesOf(values, STEP_S, { ...about, unit: UNITS[column] });
}
