import { InfluxDB } from 'influx';

export interface InfluxServer {
  url: string;
  database: string;
  username: string | undefined;
  password: string | undefined;
  /** In which an answer has to be there whole; 30 s where not given. */
  withinMs?: number;
  /** Hears what the server refuses for good by its own settings. */
  warn?: ((message: string) => void) | undefined;
}

export type Cell = string | number | boolean | null;

interface Answer {
  results?: { error?: string; series?: { values: Cell[][] }[] }[];
}

const WITHIN_MS = 30_000;
const MAX_ANSWER = 500; // characters of a fault

/** The v1 API of InfluxDB. Every question ends: with its whole answer, or rejected, also where the connection breaks in the middle of an answer. */
export class InfluxHttp {
  private readonly client: InfluxDB;
  private readonly writeUrl: string;
  private readonly headers: Record<string, string>;
  private readonly withinMs: number;

  constructor(private readonly server: InfluxServer) {
    const { protocol, host, hostname, port, pathname } = new URL(server.url);
    const folder = pathname.replace(/\/$/, '');
    this.writeUrl = `${protocol}//${host}${folder}/write?${new URLSearchParams({ db: server.database, precision: 'u' }).toString()}`;
    const basic = Buffer.from(`${server.username ?? ''}:${server.password ?? ''}`).toString('base64');
    this.headers = server.username === undefined ? {} : { authorization: `Basic ${basic}` };
    this.withinMs = server.withinMs ?? WITHIN_MS;
    const scheme = protocol === 'https:' ? 'https' : 'http';
    this.client = new InfluxDB({
      hosts: [{ host: hostname, port: Number(port) || (scheme === 'https' ? 443 : 8086), protocol: scheme, path: folder }],
      database: server.database,
      ...(server.username === undefined ? {} : { username: server.username, password: server.password ?? '' }),
      // Who asks repeats. A pool that shuts its only host out for a while after a fault would fail those repeats unasked.
      pool: { maxRetries: 0, requestTimeout: this.withinMs, backoff: NO_BACKOFF },
    });
  }

  /** Points in line protocol, times in microseconds. Written past the client: its points cost six times what these lines do, at every reading. */
  async write(lines: string): Promise<void> {
    const signal = AbortSignal.timeout(this.withinMs);
    const answer = await fetch(this.writeUrl, { method: 'POST', body: lines, headers: this.headers, signal }).catch((error: Error) => {
      throw (error.cause as Error | undefined) ?? error; // fetch says no more than that it failed
    });
    const text = await answer.text();
    if (answer.ok) return;
    const message = `InfluxDB answered ${answer.status} ${answer.statusText}: ${text.slice(0, MAX_ANSWER)}`;
    // The server keeps what its retention policy allows and drops the rest: repeating would not change that.
    if (!/partial write: points beyond retention policy dropped=\d+/.test(message)) throw new Error(message);
    this.server.warn?.(`InfluxDB dropped readings older than the retention policy of ${this.server.database} keeps: ${message}`);
  }

  /** Rows of each statement: time in microseconds, then the columns. No rows where nothing was found. `params` are those of the statements ($name). */
  async query(q: string, params: Record<string, string>): Promise<(Cell[][] | undefined)[]> {
    const answer = (await this.whole(this.client.queryRaw(q, { precision: 'u', placeholders: params }))) as Answer;
    return (answer.results ?? []).map((result) => {
      if (result.error !== undefined) throw new Error(`InfluxDB: ${result.error}`);
      return result.series?.[0]?.values;
    });
  }

  /** Makes the database where it is not there. InfluxDB 2 and 3 make them by other means, and a user may lack the right: the first write will tell. */
  async createDatabase(): Promise<void> {
    const { database, warn } = this.server;
    try {
      await this.whole(this.client.createDatabase(database));
    } catch (error) {
      if (!/^A 4\d\d |^Error from InfluxDB/.test((error as Error).message)) throw error;
      warn?.(`InfluxDB did not create the database ${database}: ${(error as Error).message}`);
    }
  }

  /** The client hears of no connection that breaks after the head of an answer, and would wait for ever. */
  private async whole<T>(asked: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`InfluxDB gave no whole answer within ${this.withinMs} ms`)), this.withinMs);
    });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  }
}

const NO_BACKOFF = {
  getDelay: () => 0,
  next: () => NO_BACKOFF,
  reset: () => NO_BACKOFF,
};
