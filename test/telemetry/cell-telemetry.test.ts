import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import fc from '../property.js';
import { asksForRebirth, encodeSparkplug, type Metric } from '../../simulator/mqtt/sparkplug-payload.js';
import { openTelemetry, type TelemetrySettings } from '../../src/telemetry/open-telemetry.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { testCell } from './cells.js';
import { testLine } from './lines.js';
import { MemoryHistory } from './memory-history.js';
import { connectOf, RawBroker } from './raw-broker.js';
import { RawClient } from './raw-publisher.js';

Logger.overrideLogger(false);

const T_MS = Date.UTC(2026, 0, 5, 8);
const NCMD = 'spBv1.0/e-s/NCMD/node-1';
const BUNDLE = 'e/s/a/bundle-1/mixer/telemetry';
const bundle = (values: object) => JSON.stringify({ ts: T_MS, ...values });
const metric = (more: Partial<Metric>): Metric => ({ timeMs: T_MS, datatype: 'Int32', value: 6, ...more });
const payload = (seq: number, metrics: Metric[]) => encodeSparkplug({ timeMs: T_MS, metrics, seq });
const births: [string, Buffer][] = [
  ['spBv1.0/e-s/NBIRTH/node-1', payload(0, [metric({ name: 'bdSeq', datatype: 'Int64', value: 0 })])],
  ['spBv1.0/e-s/DBIRTH/node-1/mixer', payload(1, [metric({ name: 'Status/StateCurrent', alias: 1 })])],
];
const data: [string, Buffer] = ['spBv1.0/e-s/DDATA/node-1/mixer', payload(2, [metric({ alias: 1, value: 11, timeMs: T_MS + 1 })])];

let dataDir: string;
const open: Telemetry[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'cells-'));
});
afterEach(async () => {
  for (const telemetry of open.splice(0)) await stop(telemetry);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(more: Partial<TelemetrySettings> = {}, url: string | null = null): Promise<Telemetry> {
  const secrets = { username: undefined, password: undefined, caFile: undefined, certFile: undefined, keyFile: undefined };
  const telemetry = await openTelemetry({
    config: {
      dataDir,
      mqtt: { url, ...secrets, clientId: 'pharmatwin', embeddedPort: 0 },
      sparkplug: { hostId: null, reorderMs: 10 },
      journalLimitBytes: 64 * 1024 * 1024,
    },
    lines: [testLine('line-1')],
    cells: [testCell('bundle-1', { mqtt: { dialect: 'json-bundle' } }), testCell('node-1', { mqtt: { dialect: 'sparkplug-b' } })],
    history: new MemoryHistory(),
    clock: { nowUs: () => T_MS * 1000 },
    onFate: () => undefined,
    onHistoryWrite: () => undefined,
    ...more,
  });
  open.push(telemetry);
  await telemetry.onApplicationBootstrap();
  return telemetry;
}
async function stop(telemetry: Telemetry): Promise<void> {
  if (open.includes(telemetry)) open.splice(open.indexOf(telemetry), 1);
  await telemetry.onModuleDestroy();
  await telemetry.beforeApplicationShutdown();
  await telemetry.onApplicationShutdown();
}
const client = (telemetry: Telemetry, id = 'machine') => RawClient.connect(Number(new URL(telemetry.status().broker.address).port), id);
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

it('a bundle with a bad value is stored but for that one, which has a dead letter of its own, also after a restart', async () => {
  const first = await start();
  const machine = await client(first);
  machine.publish(BUNDLE, bundle({ state: 6, kW: 'much', kWh: -1, lot: 'L-1' }), 1);
  machine.publish(BUNDLE, bundle({ state: 6, kW: 'much', kWh: -1, lot: 'L-1' }), 2);
  await machine.until(() => machine.acknowledged().length === 2);
  const expected = { received: 8, stored: 2, duplicate: 4, deadLettered: 2, inFlight: 0 };
  expect(first.counters()).toEqual(expected);
  await until(() => first.status().deadLetters === 2);
  await stop(first);
  const second = await start();
  expect(second.counters()).toEqual(expected);
  const { items } = await second.deadLetters({ limit: 10 });
  expect(items.map(({ topic, reason, payloadBase64 }) => [topic, reason, atob(payloadBase64)])).toEqual([
    [BUNDLE, 'bad-value', `{"ts":${T_MS},"kWh":-1}`],
    [BUNDLE, 'bad-value', `{"ts":${T_MS},"kW":"much"}`],
  ]);
  expect(second.latest('bundle-1').map(({ unit, signal, value }) => [unit, signal, value])).toEqual([
    ['mixer', 'state', 'Execute'],
    ['mixer', 'batch', 'L-1'],
  ]);
});

it('knows no alias after a restart, and asks the node for its births', async () => {
  const first = await start();
  const machine = await client(first);
  for (const [topic, bytes] of births) machine.publish(topic, bytes, null);
  machine.publish(...data, null);
  await machine.ping();
  await until(() => first.counters().stored === 2 && first.counters().inFlight === 0);
  expect(first.latest('node-1')).toMatchObject([{ unit: 'mixer', signal: 'state', value: 'Held' }]);
  await stop(first);

  const second = await start({ clock: { nowUs: () => T_MS * 1000 + 1 } });
  const again = await client(second);
  again.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: NCMD, qos: 1 }] });
  await again.until(() => again.of('suback').length === 1);
  again.publish(...data, null);
  await again.until(() => again.of('publish').length === 1);
  const [command] = again.of('publish') as unknown as [{ topic: string; payload: Buffer }];
  expect([command.topic, asksForRebirth(command.payload)]).toEqual([NCMD, true]);
  expect(second.sparkplug().birthRequests).toBe(1);
  await until(() => second.status().deadLetters === 1);
  expect((await second.deadLetters({ limit: 1 })).items[0]).toMatchObject({ topic: data[0], reason: 'not-born', payloadBase64: data[1].toString('base64') });
  for (const [topic, bytes] of births) again.publish(topic, bytes, null);
  await until(() => second.counters().stored === 3);
  expect(second.counters()).toMatchObject({ received: 4, duplicate: 0, deadLettered: 1 });
});

it('on a broker of the user, hears Sparkplug B in a clean session of its own and asks for births when it is connected', async () => {
  const broker = await RawBroker.listen();
  try {
    const telemetry = await start({}, broker.url);
    await until(() => broker.sessions.some(({ received }) => received.some(({ cmd }) => cmd === 'publish')));
    await until(() => telemetry.status().broker.ok);
    const sessions = broker.sessions.map((session) => {
      const { clientId, clean } = connectOf(session);
      const subscribed = session.received.flatMap((packet) => (packet.cmd === 'subscribe' ? packet.subscriptions.map(({ topic }) => topic) : []));
      const sent = session.received.flatMap((packet) =>
        packet.cmd === 'publish' ? [[packet.topic, packet.qos, asksForRebirth(packet.payload as Buffer)]] : [],
      );
      return { clientId, clean, subscribed, sent };
    });
    expect(sessions.sort((a, b) => (a.clientId < b.clientId ? -1 : 1))).toEqual([
      { clientId: 'pharmatwin', clean: false, subscribed: ['e/s/a/bundle-1/#', 'umh/v1/e/s/a/line-1/#'], sent: [] },
      { clientId: 'pharmatwin-sparkplug', clean: true, subscribed: ['spBv1.0/e-s/+/node-1/#'], sent: [[NCMD, 0, true]] },
    ]);
    const node = broker.sessions.find((session) => connectOf(session).clientId === 'pharmatwin-sparkplug')!;
    for (const [topic, bytes] of [...births, data]) node.send({ cmd: 'publish', topic, payload: bytes, qos: 0, dup: false, retain: false });
    await until(() => telemetry.counters().stored === 2);
    await stop(telemetry);
  } finally {
    await broker.close();
  }
});

it('counts received = stored + duplicate + dead-lettered + in flight in readings at every moment, whatever comes in any dialect', async () => {
  const values = fc.dictionary(fc.constantFrom('state', 'kW', 'lot', 'nonsense'), fc.oneof(fc.nat(20), fc.string()));
  const message = fc.oneof(
    values.map((some): [string, Buffer] => [BUNDLE, Buffer.from(bundle(some))]),
    fc.string().map((text): [string, Buffer] => [BUNDLE, Buffer.from(text)]),
    fc.constantFrom(...births, data),
    fc.uint8Array().map((bytes): [string, Buffer] => [data[0], Buffer.from(bytes)]),
    fc.constant<[string, Buffer]>([
      'spBv1.0/e-s/NDEATH/node-1',
      encodeSparkplug({ timeMs: T_MS, metrics: [metric({ name: 'bdSeq', datatype: 'Int64', value: 0 })] }),
    ]),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ message, dup: fc.boolean() }), { maxLength: 40 }), async (sent) => {
      const telemetry = await start({ onFate: () => check() });
      const check = () => {
        const { received, stored, duplicate, deadLettered, inFlight } = telemetry.counters();
        expect(received).toBe(stored + duplicate + deadLettered + inFlight);
      };
      const machine = await client(telemetry);
      for (const [n, { message, dup }] of sent.entries()) machine.publish(...message, n + 1, dup);
      await machine.until(() => machine.acknowledged().length === sent.length);
      await until(() => telemetry.counters().inFlight === 0);
      const before = telemetry.counters();
      await stop(telemetry);
      const again = await start();
      expect(again.counters()).toEqual(before); // what the journal counted is what we counted
      await stop(again);
    }),
    { numRuns: 15 },
  );
});
