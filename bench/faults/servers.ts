import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findProgram, freePort } from '../ingest/servers.js';
import { Link } from './link.js';
import { Messenger } from './messenger.js';
import { valueOf } from './plant.js';
import { isOk, opens, Restartable } from './restartable.js';
import { brokerSettings, influxSettings } from './server-settings.js';
import { influxStore } from './store-influx.js';
import type { Store } from './stored.js';

/** A mosquitto and an InfluxDB, with a network between them and the service that we hold in our hands. */
export interface Servers {
  brokerPort: number;
  broker: Restartable;
  influx: Restartable;
  toBroker: Link;
  toInflux: Link;
  messenger: Messenger;
  store: Store;
  remove(): Promise<void>;
}

export const DATABASE = 'faults';

/** What is missing to run faults, in words; null where nothing is. */
export function missingServers(): string | null {
  const missing = ['mosquitto', 'influxd'].filter((program) => findProgram(program) === null);
  return missing.length === 0 ? null : `${missing.join(' and ')} not found: on Debian, apt-get install mosquitto influxdb`;
}

export async function startServers(folder: string): Promise<Servers> {
  const [brokerPort, influxPort, rpcPort] = [await freePort(), await freePort(), await freePort()];
  const [brokerFile, influxFile] = [path.join(folder, 'mosquitto.conf'), path.join(folder, 'influxdb.conf')];
  await writeFile(brokerFile, brokerSettings(folder, brokerPort));
  await writeFile(influxFile, influxSettings(folder, influxPort, rpcPort));
  const { PATH, HOME } = process.env;
  const influxUrl = `http://127.0.0.1:${influxPort}`;
  const broker = new Restartable('mosquitto', [findProgram('mosquitto')!, '-c', brokerFile], { PATH }, () => opens(brokerPort));
  const influx = new Restartable('influxd', [findProgram('influxd')!, 'run', '-config', influxFile], { PATH, HOME }, () => isOk(`${influxUrl}/ping`));
  await Promise.all([broker.start(), influx.start()]);
  const messenger = new Messenger(valueOf);
  const toBroker = await Link.to(brokerPort, messenger.inspect);
  const toInflux = await Link.to(influxPort);
  const remove = async () => void (await Promise.all([broker.kill(), influx.kill(), toBroker.close(), toInflux.close()]));
  return { brokerPort, broker, influx, toBroker, toInflux, messenger, store: influxStore(influxUrl, DATABASE), remove };
}
