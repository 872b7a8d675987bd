import { CsvRows, type CsvRow } from '../csv-rows.js';
import { textAsNumber } from '../csv-number.js';

export type ReadRows = { ok: true; header: string[]; rows: CsvRow[] } | { ok: false; line: number; problem: string };

/** The rows of a CSV text below its header, which may stand below other lines. */
export function rowsOf(text: string, delimiter: string, linesAbove = 0): ReadRows {
  const cutter = new CsvRows(delimiter);
  const rows: CsvRow[] = [];
  for (const row of [...cutter.push(text.replace(/^\uFEFF/, '')), ...cutter.end()]) {
    if (!row.ok) return { ok: false, line: row.line, problem: row.problem };
    rows.push(row);
  }
  const header = rows[linesAbove]?.fields;
  return header === undefined ? { ok: false, line: 1, problem: 'there is no header' } : { ok: true, header, rows: rows.slice(linesAbove + 1) };
}

/** Places of columns by name, or the name that is not there. */
export function columnsOf(header: readonly string[], names: readonly string[]): { ok: true; at: number[] } | { ok: false; line: number; problem: string } {
  const missing = names.find((name) => !header.includes(name));
  if (missing === undefined) return { ok: true, at: names.map((name) => header.indexOf(name)) };
  return { ok: false, line: 1, problem: `there is no column "${missing}"; the file has ${header.join(', ')}` };
}

/** A number with a decimal point, whose thousands may be grouped by commas; null for an empty field or a dash. NaN where it is none. */
export function numberOrGap(field: string | undefined): number | null {
  const text = (field ?? '').trim();
  if (text === '' || text === '-') return null;
  return textAsNumber(/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text, '.') ?? NaN;
}
