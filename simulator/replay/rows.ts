import { createReadStream } from 'node:fs';
import { CsvError, parse, type Info } from 'csv-parse';
import type { Mapping } from './mapping.js';

/** A row of a file: when, and the value of each mapped column (null: an empty cell, nothing to say). */
export interface Row {
  timeMs: number;
  values: (number | string | null)[];
}
export type ReadRow = { ok: true; row: Row } | { ok: false; problem: string };

interface Raw {
  info: Info;
  raw: string;
  record: string[];
}

/** Reads a CSV file row by row. The first thing that is wrong ends it, as `file:line:column what was expected`. */
export async function* readRows(file: string, mapping: Mapping): AsyncGenerator<ReadRow, void> {
  const { delimiter, timestamp, columns } = mapping.definition;
  const source = createReadStream(file);
  const parser = parse({ delimiter, info: true, raw: true, bom: true, skip_empty_lines: true, relax_column_count: false });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let reader: ((raw: Raw) => ReadRow) | null = null;
  try {
    for await (const raw of parser as AsyncIterable<Raw>) {
      if (reader) {
        const read: ReadRow = reader(raw);
        yield read;
        if (!read.ok) return;
        continue;
      }
      const wanted = [timestamp.column, ...columns.map((column) => column.column)];
      const missing = wanted.find((name) => !raw.record.includes(name));
      if (missing !== undefined) {
        yield { ok: false, problem: `${file}:1:1 expected a column "${missing}", found ${raw.record.join(', ')}` };
        return;
      }
      reader = rowReader(file, mapping, raw.record);
    }
    if (!reader) yield { ok: false, problem: `${file}:1:1 expected a row of column names` };
  } catch (error) {
    yield { ok: false, problem: sentence(file, error as Error) };
  } finally {
    source.destroy();
  }
}

function rowReader(file: string, mapping: Mapping, header: string[]): (raw: Raw) => ReadRow {
  const { delimiter, timestamp, columns } = mapping.definition;
  const timeIndex = header.indexOf(timestamp.column);
  const cells = columns.map((column) => ({ index: header.indexOf(column.column), number: column.type === 'number', name: column.column }));
  let lastMs = -Infinity;
  return ({ info, raw, record }) => {
    const wrong = (index: number, expected: string): ReadRow => ({
      ok: false,
      problem: `${file}:${lineOf(info, raw)}:${columnOf(raw, delimiter, index)} ${expected}, found "${record[index]}"`,
    });
    const localMs = mapping.readLocal(record[timeIndex]!.trim());
    if (localMs === null) return wrong(timeIndex, `expected a time such as ${timestamp.format}`);
    const timeMs = mapping.toUtc(localMs, lastMs);
    if (timeMs < lastMs) return wrong(timeIndex, 'expected a time not before that of the row above');
    const values: Row['values'] = [];
    for (const { index, number, name } of cells) {
      const text = record[index]!.trim();
      if (text === '') values.push(null);
      else if (!number) values.push(text);
      else if (Number.isFinite(Number(text))) values.push(Number(text));
      else return wrong(index, `expected a number in column "${name}"`);
    }
    lastMs = timeMs;
    return { ok: true, row: { timeMs, values } };
  };
}

/** csv-parse counts the lines read so far: the first line of a row that spans several is further up. */
const lineOf = (info: Info, raw: string) => info.lines - (raw.trim().match(/\n/g)?.length ?? 0);

/** Column (from 1) at which the field begins in its row. */
function columnOf(raw: string, delimiter: string, field: number): number {
  const text = raw.replace(/^[\r\n]+/, ''); // empty lines above that were skipped
  let quoted = false;
  for (let i = 0, left = field; i < text.length; i++) {
    if (left === 0) return i + 1;
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === delimiter && !quoted) left--;
  }
  return text.trimEnd().length + 1;
}

function sentence(file: string, error: Error): string {
  if (!(error instanceof CsvError)) return `${file}: cannot be read: ${error.message}`;
  return `${file}:${error['lines'] as number}:1 expected as many fields as columns: ${error.message}`;
}
