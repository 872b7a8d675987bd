import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import mqtt, { type MqttClient } from 'mqtt';
import sparkplug from 'sparkplug-client';
import { DuckDbHistory } from '../../src/telemetry/history-duckdb.js';
import { openTelemetry } from '../../src/telemetry/open-telemetry.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { testCell } from '../telemetry/cells.js';
import { station, testLine } from '../telemetry/lines.js';
import { findMosquitto, startMosquitto, type Mosquitto } from './mosquitto.js';

Logger.overrideLogger(false);

type Edge = ReturnType<typeof sparkplug.newClient>;
type UPayload = Parameters<Edge['publishNodeBirth']>[0];
type UMetric = NonNullable<UPayload['metrics']>[number];

const STATE = 'spBv1.0/STATE/pharmatwin';
const binary = findMosquitto();
const BROKERS = binary === null ? (['embedded'] as const) : (['embedded', 'mosquitto'] as const);

/** An edge node of Eclipse Tahu, which says its births whenever it is asked. */
class TestEdge {
  rebirths = 0;
  private timeMs = Date.now();

  private constructor(readonly client: Edge) {}

  static async connect(serverUrl: string): Promise<TestEdge> {
    const client = sparkplug.newClient({ serverUrl, username: '', password: '', groupId: 'e-s', edgeNode: 'node-1', clientId: 'edge', publishDeath: true });
    const edge = new TestEdge(client);
    client.on('ncmd', ({ metrics }) => {
      if (!metrics?.some(({ name, value }) => name === 'Node Control/Rebirth' && value === true)) return;
      edge.rebirths += 1;
      edge.births();
    });
    const ready = once(client, 'birth');
    client.on('birth', () => edge.births());
    await ready;
    return edge;
  }

  births(): void {
    this.client.publishNodeBirth({ timestamp: this.now(), metrics: [{ name: 'Node Control/Rebirth', type: 'Boolean', value: false }] });
    this.deviceBirth();
  }

  deviceBirth(): void {
    this.client.publishDeviceBirth('mixer', {
      timestamp: this.now(),
      metrics: [
        this.metric({ name: 'Status/StateCurrent', alias: 1, type: 'Int32', value: 6 }),
        this.metric({ name: 'Energy/AcActivePowerTotal', alias: 2, type: 'Float', value: 12.5 }),
        this.metric({ name: 'Process/Offset', alias: 3, type: 'Int16', value: -45 }),
        this.metric({ name: 'Process/Total', alias: 4, type: 'Int64', value: -9000000000 }),
        this.metric({ name: 'Process/Open', alias: 5, type: 'Boolean', value: true }),
        this.metric({ name: 'Batch/LotId', alias: 6, type: 'String', value: 'L-19' }),
        this.metric({
          name: 'Process/Recipe',
          alias: 7,
          type: 'DataSet',
          value: { numOfColumns: 2, columns: ['step', 'kg'], types: ['String', 'Double'], rows: [['mix', 1.5]] },
        }),
      ],
    });
  }

  /** Data by alias. */
  data(...metrics: Partial<UMetric>[]): void {
    this.client.publishDeviceData('mixer', { timestamp: this.now(), metrics: metrics.map((metric) => this.metric(metric)) });
  }

  private metric = (metric: Partial<UMetric>): UMetric => ({ timestamp: this.timeMs, ...metric }) as UMetric;
  private now = (): number => (this.timeMs = Math.max(this.timeMs + 1, Date.now()));
}

/** What the edge node is in a plant file. */
const mqttOfNode = { dialect: 'sparkplug-b', prefix: 'e-s/node-1' } as const;
const AS = {
  cell: { lines: [], cells: [testCell('node-1', { mqtt: mqttOfNode })] },
  line: { lines: [testLine('node-1', { mqtt: mqttOfNode, stations: [station('mixer')] })], cells: [] },
};
const PLACES = BROKERS.flatMap((broker) => (['cell', 'line'] as const).map((as) => [broker, as] as const));

describe.each(PLACES)('sparkplug-client of Eclipse Tahu, on %s, as a %s', (kind, as) => {
  let dataDir: string;
  let mosquitto: Mosquitto | null = null;
  let history: DuckDbHistory;
  let telemetry: Telemetry;
  let url: string;
  let watcher: MqttClient;
  let edge: TestEdge | null;
  const states: { online: boolean; timestamp: number }[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'tahu-'));
    if (kind === 'mosquitto') mosquitto = await startMosquitto(binary!);
    history = await DuckDbHistory.open(path.join(dataDir, 'history'));
    const secrets = { username: undefined, password: undefined, caFile: undefined, certFile: undefined, keyFile: undefined };
    telemetry = await openTelemetry({
      config: {
        dataDir,
        mqtt: { url: mosquitto?.url ?? null, ...secrets, clientId: 'twin', embeddedPort: 0 },
        sparkplug: { hostId: 'pharmatwin', reorderMs: 100 },
        journalLimitBytes: 64 * 1024 * 1024,
      },
      ...AS[as],
      history,
      clock: { nowUs: () => Date.now() * 1000 },
      onFate: () => undefined,
      onHistoryWrite: () => undefined,
    });
    await telemetry.onApplicationBootstrap();
    await until(() => telemetry.status().broker.ok);
    url = telemetry.status().broker.address;
    watcher = await mqtt.connectAsync(url, { clientId: 'watcher' });
    states.length = 0;
    watcher.on('message', (_, payload) => states.push(JSON.parse(payload.toString()) as (typeof states)[number]));
    await watcher.subscribeAsync(STATE, { qos: 1 });
    edge = null;
  });
  afterEach(async () => {
    edge?.client.stop();
    await watcher.endAsync(true);
    await telemetry.onModuleDestroy();
    await telemetry.beforeApplicationShutdown();
    await telemetry.onApplicationShutdown();
    await history.close();
    await mosquitto?.remove();
    mosquitto = null;
    await rm(dataDir, { recursive: true, force: true });
  });

  async function until(condition: () => boolean): Promise<void> {
    const end = Date.now() + 20_000;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`still not: ${condition.toString()} ${JSON.stringify(telemetry.status())}`);
      await sleep(5);
    }
  }
  const latest = (signal: string) => telemetry.latest('node-1').find((value) => value.signal === signal);
  const shown = (signal: string) => [latest(signal)?.value, latest(signal)?.quality];
  const series = async (signal: 'state' | 'power' | 'process.offset') => {
    await until(() => telemetry.status().history.lagS === 0);
    const answer = await history.series({ line: 'node-1', unit: 'mixer', signal, fromUs: 0, toUs: Number.MAX_SAFE_INTEGER, everyUs: null, limit: 1000 });
    return answer.value;
  };

  it('is understood from its births to its death, gives its births when asked, and hears that we are its primary host', async () => {
    await until(() => states.at(-1)?.online === true);
    edge = await TestEdge.connect(url);
    await until(() => shown('state')[0] === 'Execute' && telemetry.counters().inFlight === 0);
    expect(Object.fromEntries(telemetry.latest('node-1').map(({ signal, value }) => [signal, value]))).toEqual({
      state: 'Execute',
      power: 12.5,
      'process.offset': -45,
      'process.total': -9000000000,
      'process.open': true,
      batch: 'L-19',
      'process.recipe': '{"columns":["step","kg"],"types":["String","Double"],"rows":[["mix",1.5]]}',
    });
    edge.data({ alias: 1, type: 'Int32', value: 11 }, { alias: 2, type: 'Float', value: 0.25 });
    edge.data({ alias: 3, type: 'Int16', value: -46 });
    edge.data({ alias: 2, type: 'Float', value: null, isNull: true });
    await until(() => shown('power')[0] === null);
    expect([shown('state'), shown('process.offset')]).toEqual([['Held', 'good'], [-46, 'good']]); // prettier-ignore

    edge.client.publishDeviceDeath('mixer', { timestamp: Date.now(), metrics: [] });
    await until(() => shown('state')[1] === 'uncertain');
    expect([shown('state'), shown('process.offset'), shown('batch')]).toEqual([[null, 'uncertain'], [null, 'uncertain'], [as === 'cell' ? 'L-19' : null, 'uncertain']]); // prettier-ignore
    edge.deviceBirth();
    await until(() => shown('state')[1] === 'good');
    expect(telemetry.sparkplug()).toMatchObject({
      gaps: 0,
      lostMessages: 0,
      waiting: 0,
      nodes: [{ online: true, stale: false, devices: [{ device: 'mixer', online: true }] }],
    });

    edge.client['seq'] += 2; // as if two messages were lost
    edge.data({ alias: 1, type: 'Int32', value: 4 });
    await until(() => telemetry.sparkplug().waiting === 1);
    const before = edge.rebirths;
    await until(() => edge!.rebirths > before && telemetry.sparkplug().nodes[0]!.stale === false);
    await until(() => shown('state')[0] === 'Execute');
    expect(shown('state')).toEqual(['Execute', 'good']);
    expect(telemetry.sparkplug()).toMatchObject({ gaps: 1, lostMessages: 2 });

    edge.client.stop(); // publishes its death
    await until(() => shown('state')[1] === 'uncertain');
    edge = null;
    expect(telemetry.sparkplug()).toMatchObject({ nodes: [{ online: false, devices: [{ device: 'mixer', online: false }] }] });
    expect(await series('state')).toEqual(['Execute', 'Held', null, 'Execute', 'Execute', 'Idle', 'Execute', null]);
    expect(await series('process.offset')).toEqual([-45, -46, null, -45, -45, -45, null]);
    const { received, stored, duplicate, deadLettered, inFlight } = telemetry.counters();
    expect([received, duplicate, deadLettered, inFlight]).toEqual([stored, 0, 0, 0]);
  }, 60_000);

  it('may compress what it says', async () => {
    edge = await TestEdge.connect(url);
    await until(() => shown('state')[0] === 'Execute');
    for (const algorithm of ['DEFLATE', 'GZIP'] as const) {
      const value = algorithm === 'GZIP' ? 11 : 4;
      const metrics = [{ alias: 1, type: 'Int32', value, timestamp: Date.now() + value } as UMetric];
      edge.client.publishDeviceData('mixer', { timestamp: Date.now(), metrics }, { compress: true, algorithm });
    }
    await until(() => shown('state')[0] === 'Held');
    expect(telemetry.sparkplug().gaps).toBe(0);
  }, 60_000);

  it('is told that we are there and that we go, with one time stamp a connection, and again where something else says otherwise', async () => {
    await until(() => states.length === 1);
    await watcher.publishAsync(STATE, JSON.stringify({ online: false, timestamp: 0 }), { qos: 1, retain: true });
    await until(() => states.length === 3);
    expect(states.map(({ online }) => online)).toEqual([true, false, true]);
    expect(states[2]!.timestamp).toBe(states[0]!.timestamp);
    await telemetry.onModuleDestroy();
    await until(() => states.length === 4);
    expect(states[3]).toEqual({ online: false, timestamp: states[0]!.timestamp });
  }, 60_000);
});
