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
  error?: string;
}

const WITHIN_MS = 30_000;
const MAX_ANSWER = 500; // characters of a fault

/**
 * The v1 API of InfluxDB. Every question ends: with its whole answer, or rejected where the connection breaks, also in the middle of an
 * answer, and after a time without one.
 */
export class InfluxHttp {
  private readonly base: string;
  private readonly headers: Record<string, string>;
  private readonly withinMs: number;

  constructor(private readonly server: InfluxServer) {
    const url = new URL(server.url);
    this.base = `${url.protocol}//${url.host}${url.pathname.replace(/\/$/, '')}`;
    const basic = Buffer.from(`${server.username ?? ''}:${server.password ?? ''}`).toString('base64');
    this.headers = server.username === undefined ? {} : { authorization: `Basic ${basic}` };
    this.withinMs = server.withinMs ?? WITHIN_MS;
  }

  /** Points in line protocol, times in microseconds. */
  async write(lines: string): Promise<void> {
    const { ok, status, statusText, text } = await this.ask('/write', { db: this.server.database, precision: 'u' }, lines);
    if (ok) return;
    const message = `InfluxDB answered ${status} ${statusText}: ${text.slice(0, MAX_ANSWER)}`;
    // The server keeps what its retention policy allows and drops the rest: repeating would not change that.
    if (!/partial write: points beyond retention policy dropped=\d+/.test(message)) throw new Error(message);
    this.server.warn?.(`InfluxDB dropped readings older than the retention policy of ${this.server.database} keeps: ${message}`);
  }

  /** Rows of each statement: time in microseconds, then the columns. No rows where nothing was found. `params` are those of the statements ($name). */
  async query(q: string, params: Record<string, string>): Promise<(Cell[][] | undefined)[]> {
    const { ok, status, statusText, text } = await this.ask('/query', { db: this.server.database, epoch: 'u', q, params: JSON.stringify(params) }, null);
    if (!ok) throw new Error(`InfluxDB answered ${status} ${statusText}: ${text.slice(0, MAX_ANSWER)}`);
    return ((JSON.parse(text) as Answer).results ?? []).map((result) => {
      if (result.error !== undefined) throw new Error(`InfluxDB: ${result.error}`);
      return result.series?.[0]?.values;
    });
  }

  /** Makes the database where it is not there. InfluxDB 2 and 3 make them by other means, and a user may lack the right: the first write will tell. */
  async createDatabase(): Promise<void> {
    const { database, warn } = this.server;
    const q = `CREATE DATABASE "${database.replace(/["\\]/g, '\\$&')}"`;
    const { ok, status, statusText, text } = await this.ask('/query', { q }, '');
    if (!ok && status >= 500) throw new Error(`InfluxDB answered ${status} ${statusText}: ${text.slice(0, MAX_ANSWER)}`);
    const refused = ok ? (JSON.parse(text) as Answer).results?.[0]?.error : `${status} ${statusText}: ${text.slice(0, MAX_ANSWER)}`;
    if (refused !== undefined) warn?.(`InfluxDB did not create the database ${database}: ${refused}`);
  }

  private async ask(
    path: string,
    parameters: Record<string, string>,
    body: string | null,
  ): Promise<{ ok: boolean; status: number; statusText: string; text: string }> {
    // prettier-ignore
    const method = body === null ? 'GET' : 'POST';
    const signal = AbortSignal.timeout(this.withinMs);
    const asked = async () => {
      const answer = await fetch(`${this.base}${path}?${new URLSearchParams(parameters).toString()}`, { method, body, headers: this.headers, signal });
      return { ok: answer.ok, status: answer.status, statusText: answer.statusText, text: await answer.text() };
    };
    return asked().catch((error: Error) => {
      throw (error.cause as Error | undefined) ?? error; // fetch says no more than that it failed
    });
  }
}
