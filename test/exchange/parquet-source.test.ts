import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { IngestMapping } from '../../src/contract/ingest-mapping.js';
import { RowMapper, type MappedReading } from '../../src/exchange/mapped-readings.js';
import { parquetSource } from '../../src/exchange/parquet-source.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parquet-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function made(name: string, select: string): Promise<string> {
  const file = path.join(folder, name);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (${select}) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`);
  connection.closeSync();
  instance.closeSync();
  return file;
}

async function readings(file: string, column: string): Promise<MappedReading[]> {
  const columns = [
    { column: 'n', unit: 'press', signal: 'speed' },
    { column: 'text', unit: 'press', signal: 'batch' },
    { column: 'flag', unit: 'press', signal: 'blocked' },
  ];
  const mapper = new RowMapper(IngestMapping.parse({ kind: 'IngestMapping', timestamp: { column, timezone: 'Europe/Paris' }, columns }));
  const found: MappedReading[] = [];
  for await (const block of parquetSource(file, mapper.wanted)) found.push(...block.flatMap((row) => mapper.readings(row)));
  return found;
}

describe('a Parquet file', () => {
  it('of another program is read with its types: times with and without zone in any resolution, decimals, large numbers', async () => {
    const local = "TIMESTAMP '2026-01-05 08:00:00.123456'";
    const file = await made(
      'types.parquet',
      `SELECT ${local} AS us, (${local})::TIMESTAMP_MS AS ms, (${local})::TIMESTAMP_NS AS ns, (${local})::DATE AS day, TIMESTAMPTZ '2026-01-05 07:00:00+00' AS zoned, 'soon' AS none,
       12.50::DECIMAL(9, 2) AS n, '0012' AS text, true AS flag`,
    );
    for (const [column, time] of [
      ['us', '2026-01-05T07:00:00.123Z'],
      ['ms', '2026-01-05T07:00:00.123Z'],
      ['ns', '2026-01-05T07:00:00.123Z'],
      ['day', '2026-01-04T23:00:00.000Z'],
      ['zoned', '2026-01-05T07:00:00.000Z'],
    ]) {
      const found = await readings(file, column!);
      expect([column, ...found.map((each) => each.ok && [new Date(each.reading.measuredAtUs / 1000).toISOString(), each.reading.value])]).toEqual([
        column,
        [time, 12.5],
        [time, '0012'],
        [time, true],
      ]);
    }
    expect(await readings(file, 'none')).toEqual([{ ok: false, line: 1, column: null, problem: 'expected a time (iso), found "soon"' }]);
  });

  it('without a column, or that is none, is refused as a whole', async () => {
    const file = await made('short.parquet', "SELECT TIMESTAMP '2026-01-05' AS us, 1 AS n");
    await expect(readings(file, 'us')).rejects.toThrow('expected a column "text", found us, n');
    const broken = path.join(folder, 'broken.parquet');
    writeFileSync(broken, 'PAR1 is not enough');
    await expect(readings(broken, 'us')).rejects.toThrow(/^cannot be read: /);
  });
});
