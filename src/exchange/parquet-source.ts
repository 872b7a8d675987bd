import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import { SourceFault, type ReadRow, type SourceValue } from './source-row.js';
import { FileTime } from './time-stamp.js';

const DAY_US = 86_400e6;

/** Rows of a Parquet file, read by DuckDB: any compression and encoding, a chunk at a time. Throws SourceFault. */
export async function* parquetSource(file: string, wanted: readonly string[]): AsyncGenerator<ReadRow[], void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '512MB', threads: '2' });
  const connection = await instance.connect();
  try {
    const names = await columnsOf(connection, file);
    const missing = wanted.find((name) => !names.includes(name));
    if (missing !== undefined) throw new SourceFault(`expected a column "${missing}", found ${names.join(', ')}`);
    const select = `SELECT ${wanted.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')} FROM read_parquet($1)`;
    const result = await connection.stream(select, [file]);
    let line = 0;
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      yield chunk.getRows().map((row): ReadRow => rowOf(row, ++line));
    }
  } catch (error) {
    throw error instanceof SourceFault ? error : new SourceFault(`cannot be read: ${(error as Error).message.split('\n')[0]}`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function columnsOf(connection: DuckDBConnection, file: string): Promise<string[]> {
  const described = await connection.runAndReadAll('SELECT column_name FROM (DESCRIBE SELECT * FROM read_parquet($1))', [file]);
  return described.getColumns()[0]!.map(String);
}

const rowOf = (row: readonly DuckDBValue[], line: number): ReadRow => ({
  ok: true,
  line,
  values: row.map(plain),
  decimal: null,
  placeOf: () => ({ line, column: null }),
});

/** A value of DuckDB as one of ours. Whole numbers too large for a number are texts, and so is what has no type here. */
function plain(value: DuckDBValue): SourceValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return timeOf(value) ?? (value instanceof DuckDBDecimalValue ? value.toDouble() : String(value));
}

/** TIMESTAMP in any resolution, with zone or without, and DATE. */
function timeOf(value: object): FileTime | null {
  if (value instanceof DuckDBTimestampTZValue) return new FileTime(Number(value.micros), false);
  if (value instanceof DuckDBTimestampValue) return new FileTime(Number(value.micros), true);
  if (value instanceof DuckDBTimestampNanosecondsValue) return new FileTime(Number(value.nanos / 1000n), true);
  if (value instanceof DuckDBTimestampMillisecondsValue) return new FileTime(Number(value.millis) * 1000, true);
  if (value instanceof DuckDBTimestampSecondsValue) return new FileTime(Number(value.seconds) * 1e6, true);
  return value instanceof DuckDBDateValue ? new FileTime(value.days * DAY_US, true) : null;
}
