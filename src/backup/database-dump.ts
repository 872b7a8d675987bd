import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { BackupFile, DatabaseDump } from '../contract/backup.js';
import { MIGRATIONS_TABLE } from '../platform/database-options.js';
import { writeDurably } from './files.js';

const ROWS_PER_FETCH = 20; // a row may hold the answer of a what-if, some megabytes
const INSERT_BYTES = 4 * 1024 * 1024;

const fileOf = (table: string) => `database/${table}.jsonl`;
const quoted = (name: string) => `"${name}"`;

/** Writes every table of the schema public as lines of JSON below `folder`, all of one instant. */
export async function dumpDatabase(url: string, folder: string): Promise<{ dump: DatabaseDump; files: BackupFile[] }> {
  return connected(url, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const dump: DatabaseDump = {
      migrations: await column<string>(client, `SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`),
      tables: [],
      sequences: await sequencesOf(client),
    };
    const files: BackupFile[] = [];
    for (const name of await tablesOf(client)) {
      const count = { rows: 0 };
      files.push({ path: fileOf(name), ...(await writeDurably(path.join(folder, fileOf(name)), linesOf(client, name, count))) });
      dump.tables.push({ name, ...count });
    }
    await client.query('COMMIT');
    return { dump, files };
  });
}

/** Puts the rows of a dump in the place of all that the tables hold; they have been made by the same migrations. All of it or nothing. */
export async function loadDatabase(url: string, folder: string, dump: DatabaseDump): Promise<void> {
  await connected(url, async (client) => {
    await client.query('BEGIN');
    // The rows are of one instant and their files verified: neither keys nor the triggers that keep rows as they are need to look.
    await client.query('SET LOCAL session_replication_role = replica');
    if (dump.tables.length > 0) await client.query(`TRUNCATE ${dump.tables.map(({ name }) => quoted(name)).join(', ')}`);
    for (const { name, rows } of dump.tables) {
      const loaded = await load(client, name, path.join(folder, fileOf(name)));
      if (loaded !== rows) throw new Error(`table ${name} has ${loaded} rows in the backup, ${rows} were written`);
    }
    for (const { name, last } of dump.sequences) await client.query('SELECT setval($1::regclass, $2)', [quoted(name), last]);
    await client.query('COMMIT');
  });
}

async function* linesOf(client: pg.Client, table: string, count: { rows: number }): AsyncGenerator<Buffer> {
  // A line break inside JSON stands only between its tokens: a space says the same.
  await client.query(`DECLARE kept NO SCROLL CURSOR FOR SELECT translate(row_to_json(t)::text, E'\\n\\r', '  ') FROM ${quoted(table)} t`);
  for (;;) {
    const lines = await column<string>(client, `FETCH ${ROWS_PER_FETCH} FROM kept`);
    if (lines.length === 0) break;
    count.rows += lines.length;
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
  await client.query('CLOSE kept');
}

async function load(client: pg.Client, table: string, file: string): Promise<number> {
  let rows = 0;
  let lines: string[] = [];
  let bytes = 0;
  const insert = async () => {
    if (lines.length === 0) return;
    await client.query(`INSERT INTO ${quoted(table)} OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_recordset(NULL::${quoted(table)}, $1::json)`, [
      `[${lines.join(',')}]`,
    ]);
    rows += lines.length;
    lines = [];
    bytes = 0;
  };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    lines.push(line);
    bytes += line.length;
    if (bytes >= INSERT_BYTES) await insert();
  }
  await insert();
  return rows;
}

const tablesOf = (client: pg.Client) =>
  column<string>(
    client,
    `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '${MIGRATIONS_TABLE}' ORDER BY relname`,
  );

/** Where each sequence stands, but that of the migrations. */
async function sequencesOf(client: pg.Client): Promise<DatabaseDump['sequences']> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename AS name, last_value AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL AND sequencename <> '${MIGRATIONS_TABLE}_id_seq' ORDER BY sequencename`,
  );
  return rows.map(({ name, last }) => ({ name, last: Number(last) }));
}

async function column<T>(client: pg.Client, sql: string): Promise<T[]> {
  const { rows } = await client.query<[T]>({ text: sql, rowMode: 'array' });
  return rows.map(([value]) => value);
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'pharmatwin backup' });
  client.on('error', () => undefined); // the query under way rejects
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
