import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { IConnectPacket, IPublishPacket } from 'mqtt-packet';
import { asksForRebirth } from '../../simulator/mqtt/sparkplug-payload.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { Metrics } from '../../src/platform/metrics.js';
import { openTelemetry } from '../../src/telemetry/open-telemetry.js';
import { TelemetryMetrics } from '../../src/telemetry/telemetry-metrics.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { testCell } from './cells.js';
import { MemoryHistory } from './memory-history.js';
import { RawBroker, type RawSession } from './raw-broker.js';
import { RawClient } from './raw-publisher.js';
import { encodeSparkplug, type Metric } from './sparkplug-encode.js';

Logger.overrideLogger(false);

const T_MS = Date.UTC(2026, 0, 5, 8);
const STATE_TOPIC = 'spBv1.0/STATE/twin-1';
const metric = (more: Partial<Metric>): Metric => ({ timeMs: T_MS, datatype: 'Int32', value: 6, ...more });
const say = (below: string, seq: number | undefined, metrics: Metric[], timeMs = T_MS): [string, Buffer] => [
  `spBv1.0/e-s/${below}`,
  encodeSparkplug({ timeMs, metrics, ...(seq === undefined ? {} : { seq }) }),
];
const BIRTHS = [
  say('NBIRTH/node-1', 0, [metric({ name: 'bdSeq', datatype: 'Int64', value: 0 })]),
  say('DBIRTH/node-1/mixer', 1, [metric({ name: 'Status/StateCurrent', alias: 1 })]),
];
const data = (seq: number, more: Partial<Metric> = {}) =>
  say('DDATA/node-1/mixer', seq, [metric({ alias: 1, value: 11, timeMs: T_MS + seq, ...more })], T_MS + seq);

let dataDir: string;
let history: MemoryHistory;
let nowUs: number;
const open: Telemetry[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'sparkplug-'));
  history = new MemoryHistory();
  nowUs = T_MS * 1000;
});
afterEach(async () => {
  for (const telemetry of [...open]) await stop(telemetry);
  await rm(dataDir, { recursive: true, force: true });
});

async function start({
  url = null,
  reorderMs = 60_000,
  hostId = null,
}: { url?: string | null; reorderMs?: number; hostId?: string | null } = {}): Promise<Telemetry> {
  const secrets = { username: undefined, password: undefined, caFile: undefined, certFile: undefined, keyFile: undefined };
  const telemetry = await openTelemetry({
    config: { dataDir, mqtt: { url, ...secrets, clientId: 'twin', embeddedPort: 0 }, sparkplug: { hostId, reorderMs }, journalLimitBytes: 64 * 1024 * 1024 },
    lines: [],
    cells: [testCell('node-1', { mqtt: { dialect: 'sparkplug-b' } })],
    history,
    clock: { nowUs: () => nowUs },
    onFate: () => undefined,
    onHistoryWrite: () => undefined,
  });
  open.push(telemetry);
  await telemetry.onApplicationBootstrap();
  return telemetry;
}
async function stop(telemetry: Telemetry): Promise<void> {
  open.splice(open.indexOf(telemetry), 1);
  await telemetry.onModuleDestroy();
  await telemetry.beforeApplicationShutdown();
  await telemetry.onApplicationShutdown();
}
const connect = (telemetry: Telemetry) => RawClient.connect(Number(new URL(telemetry.status().broker.address).port), 'edge');
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}
const holds = ({ received, stored, duplicate, deadLettered, inFlight }: ReturnType<Telemetry['counters']>) =>
  received === stored + duplicate + deadLettered + inFlight;

describe('messages that wait for one before them', () => {
  it('are neither received nor acknowledged, and the invariant holds before and after', async () => {
    const telemetry = await start();
    const edge = await connect(telemetry);
    for (const [n, message] of BIRTHS.entries()) edge.publish(...message, n + 1);
    edge.publish(...data(3), 3);
    edge.publish(...data(4), null);
    await until(() => telemetry.sparkplug().waiting === 2);
    await until(() => telemetry.counters().inFlight === 0);
    expect(telemetry.counters()).toEqual({ received: 1, stored: 1, duplicate: 0, deadLettered: 0, inFlight: 0 });
    await edge.until(() => edge.acknowledged().length === 2);
    await edge.ping();
    expect(edge.acknowledged()).toEqual([1, 2]);
    const another = await connect(telemetry); // the broker takes one chunk of a client after the other
    another.publish(...data(2), 1);
    await another.until(() => another.acknowledged().length === 1);
    expect(holds(telemetry.counters())).toBe(true);
    await until(() => telemetry.counters().stored === 4);
    expect([telemetry.counters().received, telemetry.sparkplug().waiting]).toEqual([4, 0]);
  });

  it('are stored when the service stops, in their order', async () => {
    const telemetry = await start();
    const edge = await connect(telemetry);
    for (const message of [...BIRTHS, data(4), data(3)]) edge.publish(...message, null);
    await until(() => telemetry.sparkplug().waiting === 2);
    await stop(telemetry);
    expect(telemetry.counters()).toMatchObject({ received: 3, stored: 3, inFlight: 0 });
    const again = await start();
    expect(again.counters()).toMatchObject({ received: 3, stored: 3 });
    expect(again.latest('node-1')).toMatchObject([{ signal: 'state', value: 'Held', measuredAtUs: (T_MS + 4) * 1000 }]);
  });

  it('are told in the status and on /metrics, as are the gaps that they leave', async () => {
    const telemetry = await start({ reorderMs: 20 });
    const metrics = new Metrics();
    new TelemetryMetrics(metrics).watch(telemetry);
    const edge = await connect(telemetry);
    for (const message of [...BIRTHS, data(5)]) edge.publish(...message, null);
    await until(() => telemetry.sparkplug().gaps === 1);
    await until(() => telemetry.counters().stored === 3 && telemetry.counters().inFlight === 0);
    expect(telemetry.status().sparkplug).toMatchObject({
      gaps: 1,
      lostMessages: 3,
      birthRequests: 1,
      waiting: 0,
      nodes: [{ node: 'e-s/node-1', lines: ['node-1'], online: true, stale: true }],
    });
    expect(telemetry.latest('node-1')).toMatchObject([{ signal: 'state', value: 'Held', quality: 'uncertain' }]);
    const text = await metrics.metrics();
    for (const line of [
      'twin_sparkplug_sequence_gaps_total 1',
      'twin_sparkplug_waiting 0',
      'twin_sparkplug_nodes_stale 1',
      'twin_sparkplug_birth_requests_total 1',
    ])
      expect(text).toContain(line);
    expect(holds(telemetry.counters())).toBe(true);
  });
});

it('historical readings go to the history, after a restart as well, and never to latest values or live models', async () => {
  const telemetry = await start();
  const live: Observation[] = [];
  telemetry.observations(0).subscribe(({ observations }) => live.push(...observations));
  const edge = await connect(telemetry);
  for (const [n, message] of [...BIRTHS, data(2, { historical: true, value: 4, timeMs: T_MS + 60_000 })].entries()) edge.publish(...message, n + 1);
  await edge.until(() => edge.acknowledged().length === 3);
  await until(() => history.written.length === 2);
  expect(history.written.map(({ value, historical }) => [value, historical])).toEqual([['Execute', undefined], ['Idle', true]]); // prettier-ignore
  expect(live.map(({ value }) => value)).toEqual(['Execute']);
  expect(telemetry.latest('node-1')).toMatchObject([{ value: 'Execute' }]);
  await stop(telemetry);
  const again = await start();
  const replayed: Observation[] = [];
  again.observations(0).subscribe(({ observations }) => replayed.push(...observations));
  await until(() => replayed.length === 1);
  expect(again.latest('node-1')).toMatchObject([{ value: 'Execute' }]);
});

describe('the state of the host on a broker of the user', () => {
  let broker: RawBroker;
  beforeEach(async () => {
    broker = await RawBroker.listen();
  });
  afterEach(async () => {
    if (open.length > 0) await stop(open[0]!);
    await broker.close();
  });
  const connectOf = ({ received }: RawSession) => received[0] as IConnectPacket;
  const published = ({ received }: RawSession) => received.filter((packet): packet is IPublishPacket => packet.cmd === 'publish');
  const saidBy = (payload: unknown) => JSON.parse((payload as Buffer).toString('utf8')) as { online: boolean; timestamp: number };

  it('is the first message after the subscriptions, with the will and time stamp of its connection, in a clean session', async () => {
    await start({ url: broker.url, hostId: 'twin-1' });
    await until(() => broker.sessions.some((session) => published(session).length === 2));
    const [session] = broker.sessions;
    const { will, clean, clientId, protocolVersion } = connectOf(session!);
    expect([clean, clientId, protocolVersion]).toEqual([true, 'twin-sparkplug', 4]);
    expect(will).toMatchObject({ topic: STATE_TOPIC, qos: 1, retain: true });
    expect(saidBy(will!.payload)).toEqual({ online: false, timestamp: T_MS });
    const sent = session!.received.filter(({ cmd }) => cmd === 'subscribe' || cmd === 'publish');
    expect(sent.map(({ cmd }) => cmd)).toEqual(['subscribe', 'publish', 'publish']);
    expect(sent[0]).toMatchObject({
      subscriptions: [
        { topic: STATE_TOPIC, qos: 1 },
        { topic: 'spBv1.0/e-s/+/node-1/#', qos: 1 },
      ],
    });
    const [birth, command] = published(session!);
    expect(birth).toMatchObject({ topic: STATE_TOPIC, qos: 1, retain: true });
    expect(saidBy(birth!.payload)).toEqual({ online: true, timestamp: T_MS });
    expect(command).toMatchObject({ topic: 'spBv1.0/e-s/NCMD/node-1', qos: 0, retain: false });
    expect(asksForRebirth(command!.payload as Buffer)).toBe(true);
  });

  it('is said again, with the same time stamp, where a message says that we are away', async () => {
    await start({ url: broker.url, hostId: 'twin-1' });
    await until(() => broker.sessions.some((session) => published(session).length === 2));
    const [session] = broker.sessions;
    nowUs += 5_000_000;
    for (const payload of ['{"online":false,"timestamp":1}', '{"online":true,"timestamp":1}', 'OFFLINE', '[', 'x'.repeat(5000), '{"online":false}'])
      session!.send({ cmd: 'publish', topic: STATE_TOPIC, payload, qos: 0, dup: false, retain: true });
    await until(() => published(session!).length === 4);
    expect(published(session!)[2]).toMatchObject({ topic: STATE_TOPIC, qos: 1, retain: true });
    expect(saidBy(published(session!)[2]!.payload)).toEqual({ online: true, timestamp: T_MS });
    expect(published(session!).length).toBe(4); // for the first and the last
  });

  it('has a new time stamp with each connection, and none of the one before that was not acknowledged', async () => {
    broker.acknowledges = false;
    await start({ url: broker.url, hostId: 'twin-1' });
    await until(() => broker.sessions.some((session) => published(session).length >= 1));
    nowUs += 7_000_000;
    broker.sessions[0]!.socket.destroy();
    await until(() => broker.sessions.length === 2 && published(broker.sessions[1]!).length >= 1);
    const [, second] = broker.sessions;
    expect(saidBy(connectOf(second!).will!.payload)).toEqual({ online: false, timestamp: T_MS + 7000 });
    expect(saidBy(published(second!)[0]!.payload)).toEqual({ online: true, timestamp: T_MS + 7000 });
  });

  it('is taken back when we stop, before we disconnect', async () => {
    const telemetry = await start({ url: broker.url, hostId: 'twin-1' });
    await until(() => broker.sessions.some((session) => published(session).length === 2));
    const [session] = broker.sessions;
    const answered = session!.received.length;
    await stop(telemetry);
    await until(() => session!.received.length > answered);
    const last = published(session!).at(-1)!;
    expect(last).toMatchObject({ topic: STATE_TOPIC, qos: 1, retain: true });
    expect(saidBy(last.payload)).toEqual({ online: false, timestamp: T_MS });
  });

  it('is not told where no id is set', async () => {
    await start({ url: broker.url });
    await until(() => broker.sessions.some((session) => published(session).length === 1));
    expect(connectOf(broker.sessions[0]!).will).toBeUndefined();
    expect(published(broker.sessions[0]!).map(({ topic }) => topic)).toEqual(['spBv1.0/e-s/NCMD/node-1']);
  });
});
