import { Client } from 'pg';
import type { Config } from '../../config.js';
import { EXIT } from '../io.js';
import { causeOf, fail, ok, TIMEOUT_MS, warn, type Finding } from './finding.js';

const CLOCK_WARN_S = 2;
const CLOCK_FAIL_S = 60;

type Influx = NonNullable<Config['influx']>;

/** InfluxDB by its v1 API: version, database, right to write, retention, clock. Nothing is written. */
export async function influx(settings: Influx): Promise<Finding[]> {
  const check = 'history';
  let pinged: Response;
  try {
    pinged = await ask(settings, '/ping');
  } catch (error) {
    return [fail(check, `${settings.url} (TWIN_INFLUX_URL) cannot be reached: ${causeOf(error)}`, 'start InfluxDB, or mend the address', EXIT.unreachable)];
  }
  const asked = Date.now();
  if (!pinged.ok) return [fail(check, `${settings.url} answers ${pinged.status}`, 'is it the address of InfluxDB?', EXIT.unreachable)];
  const clock = clockOf('InfluxDB', pinged.headers.get('date'), asked);
  return [ok(check, `InfluxDB ${pinged.headers.get('x-influxdb-version') ?? 'of no known version'} answers`), ...(await database(settings)), ...clock];
}

async function database(settings: Influx): Promise<Finding[]> {
  const check = 'history database';
  const name = settings.database;
  try {
    const named = await query(settings, 'SHOW DATABASES');
    if (typeof named === 'string') return [fail(check, named, 'mend TWIN_INFLUX_USERNAME and TWIN_INFLUX_PASSWORD', EXIT.failure)];
    if (!named.some(([found]) => found === name)) return [ok(check, `${name} is not there yet: the service makes it`)];
    const written = await ask(settings, `/write?${new URLSearchParams({ db: name }).toString()}`, { method: 'POST', body: '' });
    if (written.status === 401 || written.status === 403)
      return [fail(check, `we may not write into ${name}`, `GRANT ALL ON "${name}" to our user`, EXIT.failure)];
    return [ok(check, `${name} is there`), await retention(settings)];
  } catch (error) {
    return [fail(check, `InfluxDB does not answer: ${causeOf(error)}`, 'look at its log', EXIT.unreachable)];
  }
}

async function retention(settings: Influx): Promise<Finding> {
  const check = 'history retention';
  const policies = await query(settings, `SHOW RETENTION POLICIES ON "${settings.database.replaceAll('"', '\\"')}"`);
  if (typeof policies === 'string') return warn(check, policies, 'give our user the right to ask');
  const [name, duration] = policies.find((row) => row.at(-1) === true) ?? [];
  if (typeof duration !== 'string' || /^0s?$/.test(duration)) return ok(check, 'nothing is deleted');
  return warn(check, `${String(name)} deletes what is older than ${duration}`, 'is that meant? Else: ALTER RETENTION POLICY … DURATION INF');
}

/** Rows of the first series, or why there are none. */
async function query(settings: Influx, q: string): Promise<unknown[][] | string> {
  const answer = await ask(settings, `/query?${new URLSearchParams({ q }).toString()}`);
  const body = (await answer.json().catch(() => ({}))) as { error?: string; results?: { error?: string; series?: { values?: unknown[][] }[] }[] };
  const error = body.error ?? body.results?.[0]?.error ?? (answer.ok ? undefined : `InfluxDB answers ${answer.status}`);
  return error ?? body.results?.[0]?.series?.[0]?.values ?? [];
}

function ask({ url, username, password }: Influx, path: string, init: RequestInit = {}): Promise<Response> {
  const basic: Record<string, string> =
    username === undefined ? {} : { authorization: `Basic ${Buffer.from(`${username}:${password ?? ''}`).toString('base64')}` };
  return fetch(`${url.replace(/\/+$/, '')}${path}`, { ...init, headers: basic, signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** PostgreSQL: whether it lets us in, its version, whether we may make tables, its clock. */
export async function postgres(url: string): Promise<Finding[]> {
  const check = 'database';
  const client = new Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: string; makes: boolean; now: Date }>(
      `select current_setting('server_version') as version, current_setting('server_version_num') as number, has_schema_privilege(current_schema(), 'create') as makes, clock_timestamp() as now`,
    );
    const { version, number, makes, now } = rows[0]!;
    const clock = clockFinding('PostgreSQL', (now.getTime() - Date.now()) / 1000);
    if (Number(number) < 130_000) return [fail(check, `PostgreSQL ${version}`, 'install 13 or newer', EXIT.failure), clock];
    if (!makes) return [fail(check, `PostgreSQL ${version}: we may not make tables`, 'GRANT CREATE ON SCHEMA public to our user', EXIT.failure), clock];
    return [ok(check, `PostgreSQL ${version}`), clock];
  } catch (error) {
    const { host } = new URL(url);
    return [fail(check, `${host} (TWIN_DATABASE_URL): ${causeOf(error)}`, 'start it, or mend the address, name or password', EXIT.unreachable)];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A Date header has whole seconds: half of one is added. */
export const clockOf = (of: string, date: string | null, askedMs: number): Finding[] =>
  date === null || Number.isNaN(Date.parse(date)) ? [] : [clockFinding(of, (Date.parse(date) + 500 - askedMs) / 1000)];

export function clockFinding(of: string, aheadS: number): Finding {
  const check = `clock of ${of}`;
  const off = Math.abs(aheadS);
  if (off <= CLOCK_WARN_S) return ok(check, 'as ours');
  const detail = `${off.toFixed(0)} s ${aheadS > 0 ? 'ahead of' : 'behind'} ours`;
  const todo = 'let both machines take their time from the same NTP server';
  return off > CLOCK_FAIL_S ? fail(check, detail, todo, EXIT.failure) : warn(check, detail, todo);
}
