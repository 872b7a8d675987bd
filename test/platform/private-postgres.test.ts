import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { DatabaseServer } from '../../src/platform/database-server.js';
import { packageRoot } from '../../src/platform/package.js';
import { findPostmaster } from '../../src/platform/postmaster.js';

jest.setTimeout(30_000);
Logger.overrideLogger(false);

const config = (dataDir: string, databaseUrl: string | null = null) => ({ dataDir, databaseUrl });

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('the private PostgreSQL', () => {
  let dataDir: string;
  let cluster: string;
  const servers: DatabaseServer[] = [];
  const open = async () => {
    const server = new DatabaseServer();
    servers.push(server);
    return { server, url: await server.open(config(dataDir)) };
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'twin-pg-'));
    cluster = path.join(dataDir, 'postgres', 'cluster');
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is made in the data folder, asks for a password that only its owner may read, and is gone after the stop', async () => {
    const { server, url } = await open();
    expect(await query(url, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
    expect((await stat(path.join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);
    const withWrong = new URL(url);
    withWrong.password = 'wrong';
    await expect(query(withWrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    await server.close();
    expect(await findPostmaster(cluster)).toBeNull();
    await expect(query(url, 'SELECT 1')).rejects.toThrow();
  });

  it('keeps what was stored when it is stopped and started', async () => {
    const first = await open();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.server.close();
    const second = await open();
    expect(await query(second.url, 'SELECT answer FROM kept')).toStrictEqual([{ answer: 42 }]);
  });

  it('is taken over, running and with its data, when its owner was killed', async () => {
    const owner = await startOwner(dataDir);
    await query(owner.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const before = await findPostmaster(cluster);
    owner.kill();
    await owner.gone;
    const { server, url } = await open();
    expect(await findPostmaster(cluster)).toStrictEqual(before);
    expect(url).toBe(owner.url);
    expect(await query(url, 'SELECT answer FROM kept')).toStrictEqual([{ answer: 42 }]);
    await server.close();
    expect(await findPostmaster(cluster)).toBeNull();
  });

  it('is started anew where postmaster.pid names a process that has died, or by now is another program', async () => {
    const first = await open();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.server.close();
    for (const pid of [2 ** 22 + 1, process.pid]) {
      await writeFile(path.join(cluster, 'postmaster.pid'), `${pid}\n${cluster}\n1767600000\n5999\n\n127.0.0.1\n`);
      const { server, url } = await open();
      expect(await query(url, 'SELECT answer FROM kept')).toStrictEqual([{ answer: 42 }]);
      await server.close();
    }
  });

  it('is made again where the making was cut off', async () => {
    await mkdir(`${cluster}.new`, { recursive: true });
    await writeFile(path.join(`${cluster}.new`, 'PG_VERSION'), '18\n');
    await writeFile(path.join(dataDir, 'postgres', 'password'), 'of the first attempt\n');
    const { url } = await open();
    expect(await query(url, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
  });

  it('is started again at the same address when it dies', async () => {
    const { url } = await open();
    const before = (await findPostmaster(cluster))!;
    process.kill(before.pid, 'SIGKILL');
    const deadline = Date.now() + 20_000;
    let answer: unknown[] = [];
    while (answer.length === 0 && Date.now() < deadline) answer = await query(url, 'SELECT 1 AS one').catch(() => []);
    expect(answer).toStrictEqual([{ one: 1 }]);
    expect((await findPostmaster(cluster))?.port).toBe(before.port);
  });

  it('cannot be opened without its password, and says so', async () => {
    const { server } = await open();
    await server.close();
    await rm(path.join(dataDir, 'postgres', 'password'));
    await expect(open()).rejects.toThrow(`${path.join(dataDir, 'postgres', 'password')} is missing: without it the database in ${cluster} cannot be opened`);
    expect(await readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).toBe('18\n');
  });
});

describe('a database of the user', () => {
  it('that cannot be reached is tried again, then given up in one sentence without the password', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    const url = `postgres://twin:secret@127.0.0.1:${port}/pharma`;
    await expect(new DatabaseServer().open(config('/nowhere', url), 0)).rejects.toThrow(
      `the database pharma at 127.0.0.1:${port} cannot be reached for 0 s: connect ECONNREFUSED 127.0.0.1:${port} (TWIN_DATABASE_URL)`,
    );
  });

  it('is used as it is, and a wrong password is not tried twice', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'twin-pg-'));
    const given = new DatabaseServer();
    try {
      const url = await given.open(config(dataDir));
      const user = new DatabaseServer();
      expect(await user.open(config('/nowhere', url))).toBe(url);
      await user.close();
      expect(await query(url, 'SELECT 1 AS one')).toStrictEqual([{ one: 1 }]);
      const wrong = new URL(url);
      wrong.password = 'wrong';
      await expect(user.open(config('/nowhere', wrong.href))).rejects.toThrow(
        /^the database postgres at 127\.0\.0\.1:\d+ refuses us: password authentication failed for user "pharmatwin" \(TWIN_DATABASE_URL\)$/,
      );
    } finally {
      await given.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

/** Another process that owns the server of the folder, to be killed. */
async function startOwner(dataDir: string) {
  const program = path.join(packageRoot, 'test/platform/programs/database-owner.ts');
  const child = fork(program, [dataDir], {
    execArgv: ['--import', pathToFileURL(path.join(packageRoot, 'test/run-ts.mjs')).href],
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: 'ignore',
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(message as string));
    child.once('exit', () => reject(new Error('the owner ended')));
  });
  return { url, gone, kill: () => child.kill('SIGKILL') };
}
