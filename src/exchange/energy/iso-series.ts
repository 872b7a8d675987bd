import { columnsOf, numberOrGap, rowsOf } from './rows.js';
import { seriesOf, type ReadSeries, type SeriesAbout, type TimedValue } from './steps.js';

/** A series of a comma-separated file with ISO 8601 times and one number a row. `toKept`: into the unit that is kept. */
export function isoSeries(
  text: string,
  columns: { time: string; value: string; toKept: (value: number) => number },
  stepS: Parameters<typeof seriesOf>[1],
  about: SeriesAbout,
): ReadSeries {
  const read = rowsOf(text, ',');
  if (!read.ok) return read;
  const found = columnsOf(read.header, [columns.time, columns.value]);
  if (!found.ok) return found;
  const [time, number] = found.at as [number, number];
  const values: TimedValue[] = [];
  for (const { line, fields } of read.rows) {
    const atMs = Date.parse(fields[time] ?? '');
    const value = numberOrGap(fields[number]);
    if (Number.isNaN(atMs)) return { ok: false, line, problem: `"${fields[time]}" is no time` };
    if (Number.isNaN(value)) return { ok: false, line, problem: `"${fields[number]}" is no number` };
    values.push({ line, atMs, value: value === null ? null : columns.toKept(value) });
  }
  return seriesOf(values, stepS, about);
}
