import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../ingest/servers.js';
import { Link } from './link.js';
import { writePlant } from './plant.js';
import { isOk, Restartable } from './restartable.js';
import { DATABASE, startServers, type Servers } from './servers.js';
import { duckDbStore } from './store-duckdb.js';
import type { Store } from './stored.js';

/** The service, with either servers of their own or its embedded broker and history. */
export interface Stand {
  /** Null where broker and history are embedded. */
  servers: Servers | null;
  /** Where machines publish. */
  machinePort: number;
  /** The network between the broker and the service, or between machines and the embedded broker. */
  toBroker: Link;
  service: Restartable;
  serviceUrl: string;
  store: Store;
  /** Data folder of the service. */
  data: string;
  /** Offset of the service's clock in seconds is read from here; null where it cannot be moved. */
  clockFile: string | null;
  remove(): Promise<void>;
}

const run = promisify(execFile);
const DISK = 'size=256m';
const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';
const serviceMain = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../src/main.js');

export interface StandOptions {
  /** Lets the clock of the service be moved. */
  clock?: boolean;
  /** Gives the service a small disk of its own. */
  disk?: boolean;
  /** Embedded broker and history instead of servers. */
  embedded?: boolean;
}

/** Why such a stand cannot be here; null where it can. */
export function missingFor({ clock, disk }: StandOptions): string | null {
  if (clock && !existsSync(FAKETIME)) return 'the clock cannot be moved without faketime: on Debian, apt-get install faketime';
  if (disk && process.getuid?.() !== 0) return 'only root can mount a small disk';
  return null;
}

/** How the service of a run is started. */
export interface ServiceOptions {
  /** The built service; that beside this program where not given. */
  main?: string | undefined;
  /** Its sessions with the broker. */
  sessions?: 'one' | 'line' | undefined;
}

/** Starts everything. */
export async function openStand(
  { clock = false, disk = false, embedded = false }: StandOptions,
  { main = serviceMain, sessions = 'one' }: ServiceOptions = {},
): Promise<Stand> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faults-'));
  const [embeddedPort, servicePort] = [await freePort(), await freePort()];
  const data = path.join(folder, 'data');
  await mkdir(data);
  if (disk) await run('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', data]);
  await writePlant(path.join(folder, 'plants'));
  const servers = embedded ? null : await startServers(folder);
  const toBroker = servers?.toBroker ?? (await Link.to(embeddedPort));
  const serviceUrl = `http://127.0.0.1:${servicePort}`;
  const clockFile = clock ? path.join(folder, 'clock') : null;
  if (clockFile !== null) await writeFile(clockFile, '+0');
  const { PATH, HOME } = process.env;
  const env = {
    PATH, HOME,
    TWIN_LOG_LEVEL: 'warn',
    TWIN_PORT: String(servicePort),
    TWIN_DATA: data,
    TWIN_PLANTS: path.join(folder, 'plants'),
    TWIN_MQTT_SESSIONS: sessions,
    ...(servers === null ? { TWIN_MQTT_EMBEDDED_PORT: String(embeddedPort) } : ofServers(servers)),
    ...(clockFile !== null && { LD_PRELOAD: FAKETIME, FAKETIME_TIMESTAMP_FILE: clockFile, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }),
  }; // prettier-ignore
  const service = new Restartable('the service', [process.execPath, '--enable-source-maps', main], env, () => isOk(`${serviceUrl}/readyz`));
  const remove = async () => {
    await service.kill('SIGTERM');
    await (servers ?? { remove: () => toBroker.close() }).remove();
    if (disk) await run('umount', ['--lazy', data]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await service.start();
  } catch (error) {
    await remove();
    throw error;
  }
  const machinePort = servers?.brokerPort ?? toBroker.port;
  const store = servers?.store ?? duckDbStore(data);
  return { servers, machinePort, toBroker, service, serviceUrl, store, data, clockFile, remove };
}

const ofServers = ({ toBroker, toInflux }: Servers) => ({
  TWIN_MQTT_URL: `mqtt://127.0.0.1:${toBroker.port}`,
  TWIN_INFLUX_URL: `http://127.0.0.1:${toInflux.port}`,
  TWIN_INFLUX_DATABASE: DATABASE,
});
