import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Child } from './child.js';
import type { InfluxClient } from './influx-client.js';
import { flow, type NodeRed } from './node-red.js';
import { writePlant } from './plant-signals.js';
import { freePort, type Server } from './servers.js';

export interface Surroundings {
  mqttPort: number;
  brokerPid: number;
  influxPort: number;
  database: string;
  influx: InfluxClient;
  signals: number;
}

/** The surroundings before there is a broker. */
export type Place = Omit<Surroundings, 'mqttPort' | 'brokerPid'>;

/** What takes messages from the broker, while it runs. */
export interface Running {
  pid: number;
  /** Messages that it has brought where it brings them. */
  done(): Promise<number>;
  /** Messages that it has made durable, where it has something durable before InfluxDB. */
  durable?: () => Promise<number>;
  /** Of its own web interface. */
  url?: string;
  stop(): Promise<void>;
}

/** A broker of a turn. */
export interface Broker extends Server {
  /** Messages that it has made durable, where it does. */
  durable?: () => Promise<number>;
}

export interface Subject {
  name: string;
  /** The broker that it is measured with; mosquitto where not given. */
  broker?: (around: Place) => Promise<Broker>;
  /** Messages of one round: about as many as it takes in some seconds. */
  messages: number;
  warmUp: number;
  start(around: Surroundings): Promise<Running>;
}

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.resolve(here, '../..');
const isReady = (message: { ready?: true }) => message.ready === true;

/** Of those that take some ten thousand a second: the translation of JavaScript is over before the clock starts. */
const STEADY = { messages: 240_000, warmUp: 60_000 };

/** The service as `npm start` runs it, once its way in is open. */
async function startService({ influxPort, database, signals }: Place, wayIn: Record<string, string>) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bench-twin-'));
  await writePlant(path.join(folder, 'plants'), signals);
  const env = {
    TWIN_PORT: '0',
    TWIN_LOG_LEVEL: 'warn',
    TWIN_DATA: path.join(folder, 'data'),
    TWIN_PLANTS: path.join(folder, 'plants'),
    ...wayIn,
    TWIN_INFLUX_URL: `http://127.0.0.1:${influxPort}`,
    TWIN_INFLUX_DATABASE: database,
  };
  const execArgv = ['--max-semi-space-size=64', '--enable-source-maps', ...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [])]; // as scripts/start.mjs
  const { child, ready } = await Child.start<{ type: string; url: string }>(path.join(dist, 'src/main.js'), [], ({ type }) => type === 'ready', { env, execArgv }); // prettier-ignore
  const status = async () => (await (await fetch(`${ready.url}/api/v1/telemetry`)).json()) as { counters: { stored: number }; broker: { ok: boolean } };
  while (!(await status()).broker.ok) await new Promise((resolve) => setTimeout(resolve, 20));
  const stop = async () => {
    await child.stop();
    if (child.lastWords().includes('"level":"error"')) process.stderr.write(child.lastWords());
    await rm(folder, { recursive: true, force: true });
  };
  return { pid: child.pid, url: ready.url, durable: async () => (await status()).counters.stored, stop };
}

export const OURS: Subject = {
  name: 'ours',
  ...STEADY,
  async start({ mqttPort, ...around }) {
    const service = await startService(around, { TWIN_MQTT_URL: `mqtt://127.0.0.1:${mqttPort}` });
    return { ...service, done: () => around.influx.written(around.database) };
  },
};

/** The service with its embedded broker: one client may be as fast as it can. */
async function embeddedBroker(around: Place): Promise<Broker> {
  const port = await freePort();
  const { pid, durable, stop } = await startService(around, { TWIN_MQTT_EMBEDDED_PORT: String(port), TWIN_MQTT_MAX_RATE: '1000000' });
  return { port, pid, durable, remove: stop };
}

/** aedes as it comes: it keeps nothing and refuses nobody. */
async function plainAedes(): Promise<Broker> {
  const port = await freePort();
  const { child } = await Child.start(path.join(here, 'subjects/aedes.js'), [String(port)], isReady);
  return { port, pid: child.pid, remove: () => child.stop() };
}

export const BARE: Subject = {
  name: 'bare mqtt.js subscriber that counts',
  ...STEADY,
  async start({ mqttPort }) {
    const { child } = await Child.start(path.join(here, 'subjects/bare.js'), [String(mqttPort)], isReady);
    return { pid: child.pid, done: async () => (await child.ask<{ count: number }>({})).count, stop: () => child.stop() };
  },
};

/** The embedded broker alone: machines publish, and nobody subscribes. */
export const EMBEDDED: Subject = {
  name: 'embedded broker',
  ...STEADY,
  broker: embeddedBroker,
  start: async ({ influx, database, brokerPid }) => ({ pid: brokerPid, done: () => influx.written(database), stop: async () => undefined }),
};
export const BARE_ON_EMBEDDED: Subject = { ...BARE, name: 'bare mqtt.js subscriber on the embedded broker', broker: embeddedBroker };
export const BARE_ON_AEDES: Subject = { ...BARE, name: 'bare mqtt.js subscriber on aedes as it comes', broker: plainAedes };

const naive = (mode: 'each' | 'second', name: string, messages: number): Subject => ({
  name,
  messages,
  warmUp: messages / 4,
  async start({ mqttPort, influxPort, database, influx }) {
    const { child } = await Child.start(path.join(here, 'subjects/naive.js'), [String(mqttPort), String(influxPort), database, mode], isReady);
    return { pid: child.pid, done: () => influx.written(database), stop: () => child.stop() };
  },
});
export const EACH = naive('each', 'script that writes each message', 6_000);
export const SECOND = naive('second', 'script that batches by the second', STEADY.messages);

export const nodeRed = ({ node, script, folder }: NodeRed): Subject => ({
  name: 'Node-RED 5 with its InfluxDB node',
  messages: 8_000,
  warmUp: 2_000,
  async start({ mqttPort, influxPort, database, influx }) {
    const user = await mkdtemp(path.join(os.tmpdir(), 'bench-node-red-'));
    await writeFile(path.join(user, 'flows.json'), JSON.stringify(flow(mqttPort, influxPort, database)));
    const settings = { nodesDir: [path.join(folder, 'node_modules/node-red-contrib-influxdb')], uiPort: await freePort(), uiHost: '127.0.0.1', flowFile: 'flows.json', logging: { console: { level: 'info' } } }; // prettier-ignore
    await writeFile(path.join(user, 'settings.js'), `module.exports = ${JSON.stringify(settings)};`);
    const child = spawn(node, [script, '--userDir', user], { stdio: ['ignore', 'pipe', 'pipe'] });
    await new Promise<void>((resolve, reject) => {
      const words: string[] = [];
      child.stdout.on('data', (chunk: Buffer) => {
        words.push(chunk.toString());
        if (words.join('').includes('Connected to broker')) resolve();
      });
      child.once('exit', () => reject(new Error(`Node-RED ended: ${words.join('').slice(-2000)}`)));
    });
    await new Promise((resolve) => setTimeout(resolve, 300)); // it subscribes after it has said that it is connected
    return {
      pid: child.pid!,
      done: () => influx.written(database),
      stop: async () => {
        child.kill('SIGKILL');
        await once(child, 'exit');
        await rm(user, { recursive: true, force: true });
      },
    };
  },
});
