import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jest } from '@jest/globals';
import pg from 'pg';
import { dumpDatabase, loadDatabase } from '../../src/backup/database-dump.js';
import { PrivatePostgres } from '../../src/platform/private-postgres.js';

jest.setTimeout(60_000);

const TABLES = `
  CREATE TABLE migration (id serial PRIMARY KEY, name text);
  INSERT INTO migration (name) VALUES ('First1'), ('Second2');
  CREATE TABLE parent (id bigserial PRIMARY KEY, what text NOT NULL);
  CREATE TABLE child (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent bigint REFERENCES parent,
    at timestamptz, plain json, doc jsonb, ratio double precision, raw bytea, flag boolean, big numeric
  );
  CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'never'; END $$;
  CREATE TRIGGER stays BEFORE TRUNCATE ON child FOR EACH STATEMENT EXECUTE FUNCTION no();
  INSERT INTO parent (what) VALUES (E'two\\nlines, "quotes" \\\\ and é'), ('');
  INSERT INTO child (parent, at, plain, doc, ratio, raw, flag, big) VALUES
    (1, '2026-03-29 01:59:59.123456+01', E'{ "b" : 1,\\n "a": [1.10] }', '{"n": 12345678901234567890.5, "u": null}', 0.1, '\\x00ff10', true, 1e40),
    (2, NULL, NULL, '"text\\nwith a line"', 'NaN', NULL, NULL, NULL),
    (NULL, 'infinity', '[]', NULL, '-Infinity', '', false, 0.10)`;
const ALL = `SELECT parent.*, child.id, child.at::text, child.plain::text, child.doc::text, ratio, raw, flag, big::text FROM child FULL JOIN parent ON parent = parent.id ORDER BY child.id`;

let folder: string;
let server: PrivatePostgres;
let client: pg.Client;
const rows = async () => (await client.query(ALL)).rows as { plain: string | null }[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'twin-dump-'));
  server = await PrivatePostgres.open(path.join(folder, 'postgres'));
  client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(TABLES);
});
afterAll(async () => {
  await client?.end();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

it('brings every row back as it was, of any type, with keys, triggers and sequences', async () => {
  const before = await rows();
  const { dump, files } = await dumpDatabase(server.url, path.join(folder, 'dump'));
  expect(dump).toEqual({
    migrations: ['First1', 'Second2'],
    tables: [
      { name: 'child', rows: 3 },
      { name: 'parent', rows: 2 },
    ],
    sequences: [
      { name: 'child_id_seq', last: 3 },
      { name: 'parent_id_seq', last: 2 },
    ],
  });
  expect(files.map((file) => file.path)).toEqual(['database/child.jsonl', 'database/parent.jsonl']);
  await client.query(`UPDATE child SET ratio = 7; DELETE FROM child WHERE id = 2; INSERT INTO parent (what) VALUES ('later'), ('later')`);
  await loadDatabase(server.url, path.join(folder, 'dump'), dump);
  const spaced = before.map((row) => ({ ...row, plain: row.plain?.replace('\n', ' ') ?? null })); // between tokens, a space says the same
  expect(await rows()).toEqual(spaced);
  await client.query(`INSERT INTO parent (what) VALUES ('next')`);
  expect((await client.query(`SELECT id FROM parent WHERE what = 'next'`)).rows).toEqual([{ id: '3' }]);
});

it('loads all of a dump or nothing', async () => {
  const { dump } = await dumpDatabase(server.url, path.join(folder, 'second'));
  const before = await rows();
  const file = path.join(folder, 'second/database/parent.jsonl');
  writeFileSync(file, readFileSync(file, 'utf8').split('\n').slice(1).join('\n'));
  await client.query('UPDATE child SET ratio = 8');
  const changed = await rows();
  await expect(loadDatabase(server.url, path.join(folder, 'second'), dump)).rejects.toThrow(/table parent has \d rows in the backup, \d were written/);
  expect(await rows()).toEqual(changed);
  expect(changed).not.toEqual(before);
});
