import { isoSeries } from './iso-series.js';
import { columnsOf, numberOrGap, rowsOf } from './rows.js';
import { seriesOf, type ReadSeries, type SeriesAbout, type TimedValue } from './steps.js';

const STEP_S = 900;
const STEP_MS = STEP_S * 1000;

/**
 * A measured load `datetime,electrical load [W]` every 15 minutes, ISO 8601 times with their offset, as of the VDI 4657 tool. `factor`
 * brings a load that was scaled to its site. Kept in kW.
 */
export function readLoadW(text: string, about: Omit<SeriesAbout, 'unit'>, factor = 1): ReadSeries {
  const columns = { time: 'datetime', value: 'electrical load [W]', toKept: (watts: number) => (watts * factor) / 1000 };
  return isoSeries(text, columns, STEP_S, { ...about, unit: 'kW' });
}

/**
 * The load of UCI data set 851 (steel industry): `date,Usage_kWh,…,NSM,…` every 15 minutes on the clock of Korea, which has no summer
 * time. A time is the end of its quarter hour, so that of midnight (NSM 0) closes its day. Kept in kW.
 */
export function readSteelLoad(text: string, about: Omit<SeriesAbout, 'unit' | 'timezone'>): ReadSeries {
  const read = rowsOf(text, ',');
  if (!read.ok) return read;
  const columns = columnsOf(read.header, ['date', 'Usage_kWh', 'NSM']);
  if (!columns.ok) return columns;
  const [date, usage, nsm] = columns.at as [number, number, number];
  const values: TimedValue[] = [];
  for (const { line, fields } of read.rows) {
    const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4}) /.exec(fields[date] ?? '') ?? [];
    const seconds = numberOrGap(fields[nsm]);
    const kwh = numberOrGap(fields[usage]);
    if (year === undefined || seconds === null || Number.isNaN(seconds))
      return { ok: false, line, problem: 'expected a date such as 31/12/2018 00:15 and its NSM' };
    if (Number.isNaN(kwh)) return { ok: false, line, problem: `"${fields[usage]}" is no number` };
    const endMs = Date.UTC(Number(year), Number(month) - 1, Number(day)) + (seconds === 0 ? 86_400_000 : seconds * 1000);
    values.push({ line, atMs: endMs - KOREA_MS - STEP_MS, value: kwh === null ? null : (kwh * 3600) / STEP_S });
  }
  return seriesOf(values, STEP_S, { ...about, unit: 'kW', timezone: 'Asia/Seoul' });
}

const KOREA_MS = 9 * 3_600_000;
