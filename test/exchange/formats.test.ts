import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { EXPORTED_SERIES, type IngestMapping } from '../../src/contract/ingest-mapping.js';
import type { ExportFormat } from '../../src/contract/export.js';
import { RowMapper } from '../../src/exchange/mapped-readings.js';
import { openSource } from '../../src/exchange/open-source.js';
import { TooManyRows, type Table, type TableRow } from '../../src/exchange/table.js';
import { WRITERS } from '../../src/exchange/writers.js';
import fc from '../property.js';

const T0 = Date.UTC(2026, 0, 5, 7) * 1000;
const COLUMNS = [
  { name: 'time', type: 'time' },
  { name: 'line', type: 'text' },
  { name: 'unit', type: 'text' },
  { name: 'signal', type: 'text' },
  { name: 'value', type: 'value' },
  { name: 'quality', type: 'text' },
] as const;

async function* blocks(rows: readonly TableRow[], size = 7): AsyncGenerator<TableRow[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
const table = (rows: readonly TableRow[], over: Partial<Table> = {}): Table => ({
  columns: COLUMNS,
  timezone: 'Europe/Paris',
  rows: blocks(rows),
  about: {
    lang: 'fr',
    name: 'series',
    title: 'Mesures',
    of: 'osd-1',
    period: { fromUs: T0, toUs: T0 + 3600e6 },
    modelVersion: 'abc123',
    generatedAtUs: T0 + 7200e6,
    origin: 'mesuré',
  },
  ...over,
});
async function bytesOf(format: ExportFormat, of: Table): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of WRITERS[format](of)) pieces.push(piece);
  return Buffer.concat(pieces);
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'formats-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ROWS: TableRow[] = [
  [T0 + 123456, 'osd-1', 'press', 'speed', 119.5, 'good'],
  [T0 + 3600e6, 'osd-1', 'press', 'batch', '0012', 'good'],
  [null, 'osd-1', 'press', 'process.note', '=HYPERLINK("x")', null],
  [T0, 'osd-1', 'press', 'blocked', true, 'bad'],
  [T0, 'osd-1', 'press', 'process.note', 'a;b,"c"\nd', 'good'],
  [T0, 'osd-1', 'press', 'speed', null, 'good'],
  [T0, 'osd-1', 'press', 'process.note', '', 'good'],
];

describe('CSV', () => {
  it('for English spreadsheets has commas and decimal points, times in UTC and of the site', async () => {
    expect((await bytesOf('csv-en', table(ROWS))).toString()).toBe(
      'time,time_local,line,unit,signal,value,quality\r\n' +
        '2026-01-05T07:00:00.123456Z,2026-01-05 08:00:00.123,"osd-1",press,speed,119.5,good\r\n'.replace('"osd-1"', 'osd-1') +
        '2026-01-05T08:00:00.000000Z,2026-01-05 09:00:00.000,osd-1,press,batch,"0012",good\r\n' +
        ',,osd-1,press,process.note,"\'=HYPERLINK(""x"")",\r\n' +
        '2026-01-05T07:00:00.000000Z,2026-01-05 08:00:00.000,osd-1,press,blocked,true,bad\r\n' +
        '2026-01-05T07:00:00.000000Z,2026-01-05 08:00:00.000,osd-1,press,process.note,"a;b,""c""\nd",good\r\n' +
        '2026-01-05T07:00:00.000000Z,2026-01-05 08:00:00.000,osd-1,press,speed,,good\r\n' +
        '2026-01-05T07:00:00.000000Z,2026-01-05 08:00:00.000,osd-1,press,process.note,"",good\r\n',
    );
  });

  it('for French ones has semicolons, decimal commas and a byte order mark', async () => {
    const text = (await bytesOf('csv-fr', table(ROWS.slice(0, 1)))).toString();
    expect(text).toBe(
      '\uFEFFtime;time_local;line;unit;signal;value;quality\r\n2026-01-05T07:00:00.123456Z;2026-01-05 08:00:00.123;osd-1;press;speed;119,5;good\r\n',
    );
  });

  it('has its row of names where there is nothing else', async () => {
    expect((await bytesOf('csv-en', table([]))).toString()).toBe('time,time_local,line,unit,signal,value,quality\r\n');
  });

  it('holds no text that a spreadsheet takes for a formula', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', "'", '"', 'a', ' ') }), async (text) => {
        const csv = (await bytesOf('csv-en', table([[text]], { columns: [{ name: 'x', type: 'text' }] }))).toString();
        expect(csv.slice(3)).not.toMatch(/^"?[=+\-@\t\r]/);
      }),
    );
  });
});

describe('JSON lines', () => {
  it('are objects with times in RFC 3339', async () => {
    const lines = (await bytesOf('jsonl', table(ROWS))).toString().trimEnd().split('\n').map((line) => JSON.parse(line) as unknown); // prettier-ignore
    expect(lines).toHaveLength(7);
    expect(lines[0]).toEqual({ time: '2026-01-05T07:00:00.123456Z', line: 'osd-1', unit: 'press', signal: 'speed', value: 119.5, quality: 'good' });
    expect(lines[2]).toEqual({ time: null, line: 'osd-1', unit: 'press', signal: 'process.note', value: '=HYPERLINK("x")', quality: null });
  });
});

describe('Parquet', () => {
  it('reads back in DuckDB with its types, over several row groups', async () => {
    const rows = Array.from({ length: 45_000 }, (_, i): TableRow => [
      T0 + i,
      'osd-1',
      'press',
      'speed',
      i % 3 === 0 ? 'text' : i % 3 === 1 ? true : i / 8,
      'good',
    ]);
    const file = path.join(folder, 'types.parquet');
    writeFileSync(file, await bytesOf('parquet', table(rows)));
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
    expect(await read(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '${file}')`)).toEqual([
      ['time', 'TIMESTAMP WITH TIME ZONE'],
      ['line', 'VARCHAR'],
      ['unit', 'VARCHAR'],
      ['signal', 'VARCHAR'],
      ['value', 'DOUBLE'],
      ['value_text', 'VARCHAR'],
      ['value_flag', 'BOOLEAN'],
      ['quality', 'VARCHAR'],
    ]);
    const counted = `SELECT count(*), count(value), count(value_text), count(value_flag), epoch_us(min(time)), epoch_us(max(time)), max(value) FROM '${file}'`;
    expect(await read(counted)).toEqual([['45000', '15000', '15000', '15000', String(T0), String(T0 + 44_999), 44_999 / 8]]);
    expect(await read(`SELECT value FROM (SELECT DISTINCT row_group_id AS value FROM parquet_metadata('${file}')) ORDER BY value`)).toEqual([
      ['0'],
      ['1'],
      ['2'],
    ]);
    connection.closeSync();
    instance.closeSync();
  });

  it('without rows is a file with columns', async () => {
    const file = path.join(folder, 'empty.parquet');
    writeFileSync(file, await bytesOf('parquet', table([])));
    expect(await readBack(file, 'parquet')).toEqual([]);
  });
});

/** The files of a ZIP archive (local headers with sizes). */
function unzipped(archive: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, name, extra, comment] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), ...[28, 30, 32].map((field) => archive.readUInt16LE(at + field))] as [number, number, number, number, number]; // prettier-ignore
    const local = archive.readUInt32LE(at + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(begin, begin + size);
    files[archive.toString('utf8', at + 46, at + 46 + name)] = (method === 0 ? bytes : inflateRawSync(bytes)).toString();
    at += 46 + name + extra + comment;
  }
  return files;
}

describe('XLSX', () => {
  it('has a sheet about it, dates of the site, numbers as numbers, and texts that are no formulas', async () => {
    const files = unzipped(await bytesOf('xlsx', table(ROWS)));
    expect(files['xl/workbook.xml']).toMatch(/name="À propos".*name="series"/);
    const texts = files['xl/sharedStrings.xml']!;
    for (const text of ['osd-1', 'Europe/Paris', 'abc123', 'mesuré', '2026-01-05 08:00:00.000 (2026-01-05T07:00:00.000000Z)', '=HYPERLINK(&quot;x&quot;)'])
      expect(texts.replaceAll('"', '&quot;')).toContain(text);
    const sheet = files['xl/worksheets/sheet2.xml']!;
    expect(sheet).not.toContain('<f>');
    expect(sheet.match(/<row /g)).toHaveLength(8);
    const local = (Date.UTC(2026, 0, 5, 8) - Date.UTC(1899, 11, 30)) / 86_400_000;
    expect(sheet).toMatch(new RegExp(`<c r="B5" s="\\d+"[^>]*><v>${String(local).replace('.', '\\.').slice(0, 12)}`));
    expect(sheet).toMatch(/<c r="F2"[^>]*><v>119\.5<\/v>/);
  });

  it('of too many rows is refused', async () => {
    const rows = Array.from({ length: 150_000 }, (): TableRow => [T0, 'a', 'b', 'c', 1, 'good']);
    await expect(bytesOf('xlsx', table(rows, { rows: blocks(rows, 10_000) }))).rejects.toThrow(TooManyRows);
  });
});

async function readBack(file: string, format: 'csv' | 'jsonl' | 'parquet') {
  const mapping: IngestMapping =
    format === 'parquet' ? { ...EXPORTED_SERIES, long: { ...EXPORTED_SERIES.long!, text: 'value_text', flag: 'value_flag' } } : EXPORTED_SERIES;
  const mapper = new RowMapper(mapping);
  const found: unknown[] = [];
  for await (const block of openSource({ path: file }, format, mapper.wanted, mapping)) {
    for (const read of block.flatMap((row) => mapper.readings(row))) {
      if (!read.ok) throw new Error(read.problem);
      const { line, unit, signal, value, measuredAtUs, quality } = read.reading;
      found.push([measuredAtUs, line, unit, signal, value, quality]);
    }
  }
  return found;
}

describe('what is exported', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('=', "'", '-', '1', '0', '.', ',', ';', '"', '\n', '\r', ' ', 'e', 't') }),
    fc.constantFrom('true', 'false', 'null', '1', '007', '1,5', '1.5', '2026-01-05', 'NaN', ''),
  );
  const row = fc.tuple(
    fc.integer({ min: Date.UTC(2001, 0) * 1000, max: Date.UTC(2199, 0) * 1000 }),
    fc.constantFrom('osd-1', '12', 'true', '1e5'),
    fc.constantFrom('press', 'dryer.1', '007', 'cell'),
    fc.constantFrom('speed', 'batch', 'process.x', 'energy.heat', 'blocked'),
    value,
    fc.constantFrom('good', 'uncertain', 'bad'),
  );

  it.each([
    ['csv-en', 'csv'],
    ['csv-fr', 'csv'],
    ['jsonl', 'jsonl'],
    ['parquet', 'parquet'],
  ] as const)('is ingested as the same readings: %s', async (format, kind) => {
    const file = path.join(folder, `round.${kind}`);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
        const texts = (of: TableRow) => (of[3] === 'batch' && of[4] !== null ? of.with(4, String(of[4])) : of); // a batch is a text
        writeFileSync(file, await bytesOf(format, table(rows)));
        expect(await readBack(file, kind)).toEqual(rows.map(texts));
      }),
      { numRuns: kind === 'parquet' ? 20 : 100 },
    );
  });
});
