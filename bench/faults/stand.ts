import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, findProgram } from '../ingest/servers.js';
import { Link } from './link.js';
import { Messenger } from './messenger.js';
import { valueOf, writePlant } from './plant.js';
import { isOk, opens, Restartable } from './restartable.js';

export const DATABASE = 'faults';

/** Real mosquitto, InfluxDB and service, with a network in between that we hold in our hands. */
export interface Stand {
  brokerPort: number;
  broker: Restartable;
  influx: Restartable;
  influxUrl: string;
  service: Restartable;
  serviceUrl: string;
  toBroker: Link;
  toInflux: Link;
  messenger: Messenger;
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

/** What is missing to run faults, in words; null where nothing is. */
export function missingServers(): string | null {
  const missing = ['mosquitto', 'influxd'].filter((program) => findProgram(program) === null);
  return missing.length === 0 ? null : `${missing.join(' and ')} not found: on Debian, apt-get install mosquitto influxdb`;
}

export interface StandOptions {
  /** Lets the clock of the service be moved. */
  clock?: boolean;
  /** Gives the service a small disk of its own. */
  disk?: boolean;
}

/** Why such a stand cannot be here; null where it can. */
export function missingFor({ clock, disk }: StandOptions): string | null {
  if (clock && !existsSync(FAKETIME)) return 'the clock cannot be moved without faketime: on Debian, apt-get install faketime';
  if (disk && process.getuid?.() !== 0) return 'only root can mount a small disk';
  return null;
}

/** Starts everything; `main` is the built service. */
export async function openStand({ clock = false, disk = false }: StandOptions, main = serviceMain): Promise<Stand> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'faults-'));
  const [brokerPort, influxPort, rpcPort, servicePort] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const data = path.join(folder, 'data');
  await mkdir(data);
  if (disk) await run('mount', ['-t', 'tmpfs', '-o', DISK, 'tmpfs', data]);
  await writePlant(path.join(folder, 'plants'));
  await writeFile(path.join(folder, 'mosquitto.conf'), brokerSettings(folder, brokerPort));
  await writeFile(path.join(folder, 'influxdb.conf'), influxSettings(folder, influxPort, rpcPort));
  const { PATH, HOME } = process.env;
  const broker = new Restartable('mosquitto', [findProgram('mosquitto')!, '-c', path.join(folder, 'mosquitto.conf')], { PATH }, () => opens(brokerPort));
  const influxUrl = `http://127.0.0.1:${influxPort}`;
  const influx = new Restartable('influxd', [findProgram('influxd')!, 'run', '-config', path.join(folder, 'influxdb.conf')], { PATH, HOME }, () => isOk(`${influxUrl}/ping`)); // prettier-ignore
  await Promise.all([broker.start(), influx.start()]);
  const messenger = new Messenger(valueOf);
  const toBroker = await Link.to(brokerPort, messenger.inspect);
  const toInflux = await Link.to(influxPort);
  const serviceUrl = `http://127.0.0.1:${servicePort}`;
  const clockFile = clock ? path.join(folder, 'clock') : null;
  if (clockFile !== null) await writeFile(clockFile, '+0');
  const env = {
    PATH, HOME,
    TWIN_LOG_LEVEL: 'warn',
    TWIN_PORT: String(servicePort),
    TWIN_DATA: data,
    TWIN_PLANTS: path.join(folder, 'plants'),
    TWIN_MQTT_URL: `mqtt://127.0.0.1:${toBroker.port}`,
    TWIN_INFLUX_URL: `http://127.0.0.1:${toInflux.port}`,
    TWIN_INFLUX_DATABASE: DATABASE,
    ...(clockFile !== null && { LD_PRELOAD: FAKETIME, FAKETIME_TIMESTAMP_FILE: clockFile, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' }),
  }; // prettier-ignore
  const service = new Restartable('the service', [process.execPath, '--enable-source-maps', main], env, () => isOk(`${serviceUrl}/readyz`));
  const remove = async () => {
    await service.kill('SIGTERM');
    await Promise.all([broker.kill(), influx.kill(), toBroker.close(), toInflux.close()]);
    if (disk) await run('umount', ['--lazy', data]);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await service.start();
  } catch (error) {
    await remove();
    throw error;
  }
  return { brokerPort, broker, influx, influxUrl, service, serviceUrl, toBroker, toInflux, messenger, data, clockFile, remove };
}

/** As deploy/mosquitto.conf, whose state is saved every 5 s. */
function brokerSettings(folder: string, port: number): string {
  return [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence true',
    `persistence_location ${folder}/`,
    'autosave_on_changes false',
    'autosave_interval 5',
    'max_queued_messages 0',
    'max_queued_bytes 0',
    'max_inflight_messages 2000',
    'user root',
    'log_type error',
    '',
  ].join('\n');
}

function influxSettings(folder: string, port: number, rpcPort: number): string {
  const of = (name: string) => JSON.stringify(path.join(folder, name));
  return [
    'reporting-disabled = true',
    `bind-address = "127.0.0.1:${rpcPort}"`,
    `[meta]\ndir = ${of('meta')}`,
    `[data]\ndir = ${of('history')}\nwal-dir = ${of('wal')}`,
    `[http]\nbind-address = "127.0.0.1:${port}"\nlog-enabled = false`,
    '[logging]\nlevel = "error"',
  ].join('\n');
}
