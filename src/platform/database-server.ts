import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { Config } from '../config.js';
import { PrivatePostgres } from './private-postgres.js';

const GIVE_UP_AFTER_MS = 60_000;
const RETRY_MS = 2_000;
/** Errors of PostgreSQL that waiting does not mend: wrong user, password, database, rights. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const HOPELESS = /^(28...|3D000|42501)$/;

/** Where the relational data lies: the user's PostgreSQL, or a private one in the data folder. */
export class DatabaseServer {
  private readonly logger = new Logger('database');
  private own: PrivatePostgres | null = null;

  /** Gives an address that answers. Errors are sentences without secrets. */
  async open(config: Pick<Config, 'databaseUrl' | 'dataDir'>, giveUpAfterMs = GIVE_UP_AFTER_MS): Promise<string> {
    if (config.databaseUrl !== null) {
      await this.waitFor(config.databaseUrl, giveUpAfterMs);
      return config.databaseUrl;
    }
    this.own ??= await PrivatePostgres.open(path.join(config.dataDir, 'postgres'));
    return this.own.url;
  }

  /** Stops the private server; one that was given is left alone. */
  async close(): Promise<void> {
    const own = this.own;
    this.own = null;
    await own?.stop();
  }

  private async waitFor(url: string, giveUpAfterMs: number): Promise<void> {
    const { host, pathname } = new URL(url);
    const name = `the database ${pathname.slice(1)} at ${host}`;
    const deadline = performance.now() + giveUpAfterMs;
    for (;;) {
      const fault = await tryToConnect(url);
      if (fault === null) return;
      if (HOPELESS.test(fault.code)) throw new Error(`${name} refuses us: ${fault.message} (TWIN_DATABASE_URL)`);
      if (performance.now() + RETRY_MS > deadline)
        throw new Error(`${name} cannot be reached for ${Math.round(giveUpAfterMs / 1000)} s: ${fault.message} (TWIN_DATABASE_URL)`);
      this.logger.warn(`${name} cannot be reached yet: ${fault.message}; trying again`);
      await delay(RETRY_MS);
    }
  }
}

async function tryToConnect(url: string): Promise<{ code: string; message: string } | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return { code, message: message || code || 'no answer' };
  }
}
