import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { TopicFilter } from './contract/dead-letter-replay.js';
import { sentence } from './contract/explain.js';

const text = z
  .string()
  .trim()
  .min(1, { error: () => 'must not be empty', abort: true });
const whole = (min: number, max = Infinity, what = 'a whole number') =>
  text
    .refine((digits) => /^\d{1,15}$/.test(digits) && Number(digits) >= min && Number(digits) <= max, {
      error: ({ input }) => `expected ${what} ${max === Infinity ? `of at least ${min}` : `from ${min} to ${max}`}, not ${String(input)}`,
    })
    .transform(Number);
const Port = whole(0, 65535, 'a port, a whole number');
const Flag = z.enum(['true', 'false', '1', '0']).transform((flag) => flag === 'true' || flag === '1');
const url = (protocols: string[]) =>
  text.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)), {
    error: () => `expected an address that begins with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  });

const PLANT_FILE = /\.(ya?ml|json)$/;

/** Every setting, as environment variables. A name with _FILE added reads the value from a file. */
export const Environment = z.object({
  TWIN_HOST: text.default('127.0.0.1').describe('address to listen on; tokens are required on any but loopback'),
  TWIN_PORT: Port.default(3000).describe('port of HTTP and WebSocket; 0 takes a free one'),
  TWIN_DATA: text.default('data').describe('folder of the journal, snapshots and embedded stores'),
  TWIN_PLANTS: text.optional().describe('plant files, or folders of them, separated by commas; plants and, where it holds any, plants/sites where not given'),
  TWIN_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('least grave lines that are written: fatal, error, warn, info, debug, trace or silent'),
  TWIN_LOG_PRETTY: Flag.default(false).describe('logs for people instead of JSON lines'),
  TWIN_MQTT_URL: url(['mqtt', 'mqtts']).optional().describe('the broker; an embedded one runs where none is given'),
  TWIN_MQTT_USERNAME: text.optional().describe('name that the broker knows us by'),
  TWIN_MQTT_PASSWORD: text.optional().describe('password at the broker'),
  TWIN_MQTT_CA_FILE: text.optional().describe('PEM of the authority that signed the certificate of the broker'),
  TWIN_MQTT_CERT_FILE: text.optional().describe('PEM of our client certificate'),
  TWIN_MQTT_KEY_FILE: text.optional().describe('PEM of the key of our client certificate'),
  TWIN_MQTT_CLIENT_ID: text.default('pharmatwin').describe('stable: the session of the broker is bound to it'),
  TWIN_MQTT_SESSIONS: z
    .enum(['one', 'line'])
    .default('one')
    .describe('sessions with the broker: one for all lines and cells, or one for each line and cell, under TWIN_MQTT_CLIENT_ID, a dot and its id'),
  TWIN_SPARKPLUG_HOST_ID: text
    .refine((id) => !/[+/#]/.test(id), { error: () => 'must be without +, / and #' })
    .optional()
    .describe('id under which Sparkplug B nodes know us as their primary host; we tell them nothing of us where none is given'),
  TWIN_SPARKPLUG_REORDER_MS: whole(0, 60_000)
    .default(2_000)
    .describe('a Sparkplug B message out of its order waits so long for those before it, then they are lost and births are asked for; 0 does not wait'),
  TWIN_MQTT_EMBEDDED_PORT: Port.default(1883).describe('port of the embedded broker; 0 takes a free one'),
  TWIN_MQTT_EMBEDDED_HOST: text
    .default('127.0.0.1')
    .describe('address that the embedded broker listens on; on any but loopback it needs a certificate and users'),
  TWIN_MQTT_EMBEDDED_CERT_FILE: text.optional().describe('PEM of the certificate of the embedded broker; it is encrypted then'),
  TWIN_MQTT_EMBEDDED_KEY_FILE: text.optional().describe('PEM of the key of that certificate'),
  TWIN_MQTT_EMBEDDED_CA_FILE: text.optional().describe('PEM of the authority that signs client certificates, by which the embedded broker knows users too'),
  TWIN_MQTT_USERS_FILE: text
    .optional()
    .describe('users of the embedded broker, as twin broker user writes them; mqtt-users.json in the data folder where not given'),
  TWIN_MQTT_MAX_CONNECTIONS: whole(1, 20_000).default(1000).describe('connections of the embedded broker'),
  TWIN_MQTT_MAX_RATE: whole(1, 1_000_000)
    .default(10_000)
    .describe('messages of one client of the embedded broker in a second, after twice as many at once; it waits with what is more'),
  TWIN_MQTT_MAX_PAYLOAD_KB: whole(1, 16_384).default(1024).describe('a longer message becomes a dead letter with its begin; of either broker'),
  TWIN_MAX_SERIES: whole(1000, 10_000_000)
    .default(100_000)
    .describe('values that are taken up by a rule and stand in no plant file, over all sources; one source has 1,000 at most'),
  TWIN_MQTT_DISCOVER: text
    .transform((filters) => filters.split(',').map((filter) => filter.trim()))
    .pipe(z.array(TopicFilter))
    .optional()
    .describe('topic filters, separated by commas, in which to look for what no plant file maps; of an external broker, off where not given'),
  TWIN_INFLUX_URL: url(['http', 'https']).optional().describe('InfluxDB with the v1 API; an embedded DuckDB holds the history where none is given'),
  TWIN_INFLUX_DATABASE: text.default('pharmatwin').describe('database in InfluxDB, made where it is missing'),
  TWIN_INFLUX_USERNAME: text.optional().describe('name that InfluxDB knows us by'),
  TWIN_INFLUX_PASSWORD: text.optional().describe('password at InfluxDB'),
  TWIN_DATABASE_URL: url(['postgres', 'postgresql']).optional().describe('PostgreSQL; a private one is started where none is given'),
  TWIN_TOKENS: text.optional().describe('bearer tokens, one a line: name token scope[:line] …, scopes read, run, edit'),
  TWIN_WORKERS: whole(1, 64).optional().describe('threads for simulations; one less than the cores where not given, at least one'),
  TWIN_REDIS_URL: url(['redis', 'rediss'])
    .optional()
    .describe('Redis, by which worker processes (twin worker) simulate for this service; threads of its own do so where none is given'),
  TWIN_JOURNAL_LIMIT_MB: whole(16).default(4096).describe('the journal stops acknowledging beyond this'),
});

export interface Config {
  host: string;
  port: number;
  dataDir: string;
  plants: string[];
  log: { level: string; pretty: boolean };
  mqtt: {
    url: string | null;
    username: string | undefined;
    password: string | undefined;
    caFile: string | undefined;
    certFile: string | undefined;
    keyFile: string | undefined;
    clientId: string;
    embeddedPort: number;
  };
  /** One session with the broker for all lines and cells, or one for each. */
  mqttSessions: 'one' | 'line';
  sparkplug: { hostId: string | null; reorderMs: number };
  embeddedBroker: {
    host: string;
    certFile: string | undefined;
    keyFile: string | undefined;
    caFile: string | undefined;
    usersFile: string;
    maxConnections: number;
    /** Messages of one client in a second. */
    maxRatePerS: number;
  };
  /** Of what comes in, by either broker. */
  limits: { payloadBytes: number; series: number };
  /** Topic filters in which to look for what is not mapped. */
  discover: string[];
  influx: { url: string; database: string; username: string | undefined; password: string | undefined } | null;
  databaseUrl: string | null;
  tokens: string | undefined;
  workers: number | undefined;
  redisUrl: string | null;
  journalLimitBytes: number;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; errors: string[] };

/** Parses the environment once. Errors are sentences that name the variable. */
export function readConfig(environment: Record<string, string | undefined>, cwd: string): ConfigResult {
  const errors: string[] = [];
  const values: Record<string, string> = {};
  for (const key of Object.keys(Environment.shape)) {
    const file = environment[`${key}_FILE`];
    if (file !== undefined && !(`${key}_FILE` in Environment.shape)) {
      try {
        values[key] = readFileSync(path.resolve(cwd, file), 'utf8').trim();
      } catch (error) {
        errors.push(`${key}_FILE: cannot read ${file}: ${(error as Error).message}`);
      }
    } else if (environment[key] !== undefined && environment[key] !== '') values[key] = environment[key];
  }
  for (const key of Object.keys(environment)) {
    if (key.startsWith('TWIN_') && !(key in Environment.shape) && !(key.replace(/_FILE$/, '') in Environment.shape))
      errors.push(`${key}: there is no such setting`);
  }
  const parsed = Environment.safeParse(values, { error: sentence });
  if (!parsed.success) errors.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  else errors.push(...sharedPort(parsed.data), ...unencrypted(parsed.data));
  if (errors.length > 0 || !parsed.success) return { ok: false, errors };
  const e = parsed.data;
  return {
    ok: true,
    config: {
      host: e.TWIN_HOST,
      port: e.TWIN_PORT,
      dataDir: path.resolve(cwd, e.TWIN_DATA),
      plants: e.TWIN_PLANTS === undefined ? usualPlants(cwd) : e.TWIN_PLANTS.split(',').map((entry) => path.resolve(cwd, entry.trim())),
      log: { level: e.TWIN_LOG_LEVEL, pretty: e.TWIN_LOG_PRETTY },
      mqtt: {
        url: e.TWIN_MQTT_URL ?? null,
        username: e.TWIN_MQTT_USERNAME,
        password: e.TWIN_MQTT_PASSWORD,
        caFile: e.TWIN_MQTT_CA_FILE,
        certFile: e.TWIN_MQTT_CERT_FILE,
        keyFile: e.TWIN_MQTT_KEY_FILE,
        clientId: e.TWIN_MQTT_CLIENT_ID,
        embeddedPort: e.TWIN_MQTT_EMBEDDED_PORT,
      },
      mqttSessions: e.TWIN_MQTT_SESSIONS,
      sparkplug: { hostId: e.TWIN_SPARKPLUG_HOST_ID ?? null, reorderMs: e.TWIN_SPARKPLUG_REORDER_MS },
      embeddedBroker: {
        host: e.TWIN_MQTT_EMBEDDED_HOST,
        certFile: e.TWIN_MQTT_EMBEDDED_CERT_FILE,
        keyFile: e.TWIN_MQTT_EMBEDDED_KEY_FILE,
        caFile: e.TWIN_MQTT_EMBEDDED_CA_FILE,
        usersFile: e.TWIN_MQTT_USERS_FILE ? path.resolve(cwd, e.TWIN_MQTT_USERS_FILE) : path.resolve(cwd, e.TWIN_DATA, 'mqtt-users.json'),
        maxConnections: e.TWIN_MQTT_MAX_CONNECTIONS,
        maxRatePerS: e.TWIN_MQTT_MAX_RATE,
      },
      limits: { payloadBytes: e.TWIN_MQTT_MAX_PAYLOAD_KB * 1024, series: e.TWIN_MAX_SERIES },
      discover: e.TWIN_MQTT_DISCOVER ?? [],
      influx: e.TWIN_INFLUX_URL
        ? { url: e.TWIN_INFLUX_URL, database: e.TWIN_INFLUX_DATABASE, username: e.TWIN_INFLUX_USERNAME, password: e.TWIN_INFLUX_PASSWORD }
        : null,
      databaseUrl: e.TWIN_DATABASE_URL ?? null,
      tokens: e.TWIN_TOKENS,
      workers: e.TWIN_WORKERS,
      redisUrl: e.TWIN_REDIS_URL ?? null,
      journalLimitBytes: e.TWIN_JOURNAL_LIMIT_MB * 1024 * 1024,
    },
  };
}

/** Two servers of ours cannot listen on one port of loopback. */
function sharedPort({ TWIN_PORT: port, TWIN_MQTT_EMBEDDED_PORT: broker, TWIN_MQTT_URL }: z.infer<typeof Environment>): string[] {
  if (TWIN_MQTT_URL !== undefined || port === 0 || port !== broker) return [];
  return [`TWIN_MQTT_EMBEDDED_PORT: expected a port other than TWIN_PORT, which is ${port} too`];
}

/** Who gives a certificate means to encrypt. */
function unencrypted({ TWIN_MQTT_URL: url, ...given }: z.infer<typeof Environment>): string[] {
  if (url === undefined || url.startsWith('mqtts:')) return [];
  return (['TWIN_MQTT_CA_FILE', 'TWIN_MQTT_CERT_FILE', 'TWIN_MQTT_KEY_FILE'] as const)
    .filter((setting) => given[setting] !== undefined)
    .map((setting) => `${setting} is set, but TWIN_MQTT_URL begins with mqtt://, which is not encrypted: write mqtts://`);
}

function usualPlants(cwd: string): string[] {
  const plants = path.resolve(cwd, 'plants');
  const sites = path.join(plants, 'sites');
  return existsSync(sites) && readdirSync(sites).some((name) => PLANT_FILE.test(name)) ? [plants, sites] : [plants];
}

/** Injection token of the configuration. */
export const CONFIG = Symbol('config');
