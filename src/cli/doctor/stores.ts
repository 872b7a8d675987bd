import { Client } from 'pg';
import type { Config } from '../../config.js';
import { EXIT } from '../io.js';
import { causeOf, fail, ok, TIMEOUT_MS, warn, type Finding } from './finding.js';
import type { DoctorWords } from './words.js';

const CLOCK_WARN_S = 2;
const CLOCK_FAIL_S = 60;

type Influx = NonNullable<Config['influx']>;

/** InfluxDB by its v1 API: version, database, right to write, retention, clock. Nothing is written. */
export async function influx(settings: Influx, words: DoctorWords): Promise<Finding[]> {
  const { history } = words;
  let pinged: Response;
  try {
    pinged = await ask(settings, '/ping');
  } catch (error) {
    return [fail(history.check, words.unreachable(`${settings.url} (TWIN_INFLUX_URL)`, causeOf(error)), history.startTodo, EXIT.unreachable)];
  }
  const asked = Date.now();
  if (!pinged.ok) return [fail(history.check, history.answers(settings.url, pinged.status), history.addressTodo, EXIT.unreachable)];
  const clock = clockOf('InfluxDB', pinged.headers.get('date'), asked, words);
  return [ok(history.check, history.version(pinged.headers.get('x-influxdb-version'))), ...(await database(settings, words)), ...clock];
}

async function database(settings: Influx, words: DoctorWords): Promise<Finding[]> {
  const { check, ...say } = words.historyDatabase;
  const name = settings.database;
  try {
    const named = await query(settings, 'SHOW DATABASES');
    if (typeof named === 'string') return [fail(check, named, say.namesTodo, EXIT.failure)];
    if (!named.some(([found]) => found === name)) return [ok(check, say.notYet(name))];
    const written = await ask(settings, `/write?${new URLSearchParams({ db: name }).toString()}`, { method: 'POST', body: '' });
    if (written.status === 401 || written.status === 403) return [fail(check, say.mayNot(name), say.grant(name), EXIT.failure)];
    return [ok(check, say.there(name)), await retention(settings, words)];
  } catch (error) {
    return [fail(check, say.silent(causeOf(error)), say.logTodo, EXIT.unreachable)];
  }
}

async function retention(settings: Influx, { retention: words }: DoctorWords): Promise<Finding> {
  const policies = await query(settings, `SHOW RETENTION POLICIES ON "${settings.database.replaceAll('"', '\\"')}"`);
  if (typeof policies === 'string') return warn(words.check, policies, words.askTodo);
  const [name, duration] = policies.find((row) => row.at(-1) === true) ?? [];
  if (typeof duration !== 'string' || /^0s?$/.test(duration)) return ok(words.check, words.endless);
  return warn(words.check, words.deletes(String(name), duration), words.todo);
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
export async function postgres(url: string, words: DoctorWords): Promise<Finding[]> {
  const { check, ...say } = words.database;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: string; makes: boolean; now: Date }>(
      `select current_setting('server_version') as version, current_setting('server_version_num') as number, has_schema_privilege(current_schema(), 'create') as makes, clock_timestamp() as now`,
    );
    const { version, number, makes, now } = rows[0]!;
    const clock = clockFinding('PostgreSQL', (now.getTime() - Date.now()) / 1000, words);
    if (Number(number) < 130_000) return [fail(check, `PostgreSQL ${version}`, say.old, EXIT.failure), clock];
    if (!makes) return [fail(check, say.mayNot(version), say.grant, EXIT.failure), clock];
    return [ok(check, `PostgreSQL ${version}`), clock];
  } catch (error) {
    const { host } = new URL(url);
    return [fail(check, `${host} (TWIN_DATABASE_URL): ${causeOf(error)}`, say.todo, EXIT.unreachable)];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A Date header has whole seconds: half of one is added. */
export const clockOf = (of: string, date: string | null, askedMs: number, words: DoctorWords): Finding[] =>
  date === null || Number.isNaN(Date.parse(date)) ? [] : [clockFinding(of, (Date.parse(date) + 500 - askedMs) / 1000, words)];

export function clockFinding(of: string, aheadS: number, { clock }: DoctorWords): Finding {
  const check = clock.check(of);
  const off = Math.abs(aheadS);
  if (off <= CLOCK_WARN_S) return ok(check, clock.right);
  const detail = (aheadS > 0 ? clock.ahead : clock.behind)(off.toFixed(0));
  return off > CLOCK_FAIL_S ? fail(check, detail, clock.todo, EXIT.failure) : warn(check, detail, clock.todo);
}
