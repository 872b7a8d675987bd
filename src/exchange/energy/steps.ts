import { HourlySeries } from '../../contract/series.js';

/** A value from an instant on [ms since 1970 UTC], and its line in the file. */
export interface TimedValue {
  line: number;
  atMs: number;
  value: number | null;
}

export type ReadSeries = { ok: true; series: HourlySeries } | { ok: false; line: number; problem: string };

/** What a series says of itself beside its values. */
export type SeriesAbout = Pick<HourlySeries, 'id' | 'unit' | 'source' | 'timezone'>;

const HOUR_MS = 3_600_000;
/** Beyond all measure: thirty years of quarter hours. */
const MOST_STEPS = 1_100_000;

/** Rising values in equal steps. What is not there is a gap; a time that comes again, or lies between steps, is an error. */
export function seriesOf(rows: readonly TimedValue[], stepS: HourlySeries['stepS'], about: SeriesAbout): ReadSeries {
  const first = rows[0];
  if (first === undefined) return { ok: false, line: 1, problem: 'there are no values' };
  const startMs = Math.floor(first.atMs / HOUR_MS) * HOUR_MS;
  const values: (number | null)[] = [];
  for (const { line, atMs, value } of rows) {
    const at = (atMs - startMs) / (stepS * 1000);
    if (!Number.isInteger(at)) return { ok: false, line, problem: `this time is not at a step of ${stepS / 60} min` };
    if (at < values.length) return { ok: false, line, problem: 'this time is not after the one before' };
    if (at >= MOST_STEPS) return { ok: false, line, problem: 'this time is more than thirty years after the first' };
    while (values.length < at) values.push(null);
    values.push(value);
  }
  return { ok: true, series: HourlySeries.parse({ kind: 'hourly', ...about, is: 'measured', fromUs: startMs * 1000, stepS, values }) };
}
