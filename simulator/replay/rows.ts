import { createReadStream } from 'node:fs';
import { textAsNumber } from '../../src/exchange/csv-number.js';
import { csvSource } from '../../src/exchange/csv-source.js';
import { placed, SourceFault, type ReadRow as FileRow } from '../../src/exchange/source-row.js';
import type { Mapping } from './mapping.js';

/** A row of a file: when, and the value of each mapped column (null: an empty cell, nothing to say). */
export interface Row {
  timeMs: number;
  values: (number | string | null)[];
}
export type ReadRow = { ok: true; row: Row } | { ok: false; problem: string };

/** Reads a CSV file row by row. The first thing that is wrong ends it, as `file:line:column what was expected`. */
export async function* readRows(file: string, mapping: Mapping): AsyncGenerator<ReadRow, void> {
  const { delimiter, timestamp, columns } = mapping.definition;
  const source = createReadStream(file, { encoding: 'utf8' });
  const wanted = [timestamp.column, ...columns.map(({ column }) => column)];
  const read = rowReader(file, mapping);
  try {
    for await (const block of csvSource(source as AsyncIterable<string>, { delimiter, decimal: '.', exact: false, wanted })) {
      for (const row of block) {
        const result = read(row);
        yield result;
        if (!result.ok) return;
      }
    }
  } catch (error) {
    yield {
      ok: false,
      problem: error instanceof SourceFault ? placed(file, { ...error, problem: error.message }) : `${file}: cannot be read: ${(error as Error).message}`,
    };
  } finally {
    source.destroy();
  }
}

function rowReader(file: string, mapping: Mapping): (row: FileRow) => ReadRow {
  const { timestamp, columns } = mapping.definition;
  let lastMs = -Infinity;
  return (row) => {
    if (!row.ok) return { ok: false, problem: placed(file, row) };
    const wrong = (index: number, expected: string): ReadRow => ({
      ok: false,
      problem: placed(file, { ...row.placeOf(index), problem: `${expected}, found "${textOf(row.values[index])}"` }),
    });
    const localMs = mapping.readLocal(textOf(row.values[0]));
    if (localMs === null) return wrong(0, `expected a time such as ${timestamp.format}`);
    const timeMs = mapping.toUtc(localMs, lastMs);
    if (timeMs < lastMs) return wrong(0, 'expected a time not before that of the row above');
    const values: Row['values'] = [];
    for (const [at, { column, type }] of columns.entries()) {
      const text = textOf(row.values[at + 1]);
      const value = text === '' ? null : type === 'number' ? textAsNumber(text, '.') : text;
      if (value === null && text !== '') return wrong(at + 1, `expected a number in column "${column}"`);
      values.push(value);
    }
    lastMs = timeMs;
    return { ok: true, row: { timeMs, values } };
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
