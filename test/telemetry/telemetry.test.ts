import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import fc from '../property.js';
import { firstValueFrom, toArray, takeWhile } from 'rxjs';
import type { Observation } from '../../src/contract/telemetry.js';
import { openTelemetry, type TelemetrySettings } from '../../src/telemetry/open-telemetry.js';
import type { Telemetry } from '../../src/telemetry/telemetry.service.js';
import { testLine } from './lines.js';
import { MemoryHistory } from './memory-history.js';
import { RawClient } from './raw-publisher.js';

Logger.overrideLogger(false);

const T0_MS = Date.UTC(2026, 0, 5, 8);
const ROOT = 'umh/v1/e/s/a/line-1/filler';
const POWER = `${ROOT}/_energy_v1/AcActivePowerTotal`;
const at = (n: number, value: unknown = n) => JSON.stringify({ timestamp_ms: T0_MS + n, value });

let dataDir: string;
let history: MemoryHistory;
const open: Telemetry[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'telemetry-'));
  history = new MemoryHistory();
});
afterEach(async () => {
  for (const telemetry of open.splice(0)) await stop(telemetry);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(more: Partial<TelemetrySettings> = {}): Promise<Telemetry> {
  const mqtt = {
    url: null,
    username: undefined,
    password: undefined,
    caFile: undefined,
    certFile: undefined,
    keyFile: undefined,
    clientId: 'c',
    embeddedPort: 0,
  };
  const telemetry = await openTelemetry({
    config: { dataDir, mqtt, journalLimitBytes: 64 * 1024 * 1024 },
    lines: [testLine('line-1')],
    history,
    clock: { nowUs: () => T0_MS * 1000 },
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
const portOf = (telemetry: Telemetry) => Number(new URL(telemetry.status().broker.address).port);
const publisher = (telemetry: Telemetry, id = 'machine') => RawClient.connect(portOf(telemetry), id);
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}
/** Every reading in the journal. */
async function journaled(telemetry: Telemetry): Promise<Observation[]> {
  const { stored } = telemetry.counters();
  let seen = 0;
  if (stored === 0) return [];
  const batches = await firstValueFrom(telemetry.observations(0).pipe(takeWhile(({ observations }) => (seen += observations.length) < stored, true), toArray())); // prettier-ignore
  return batches.flatMap(({ observations }) => observations);
}

describe('the embedded broker', () => {
  it('acknowledges a publisher only after the commit, and many at once with one commit', async () => {
    const waiting: (() => void)[] = [];
    const telemetry = await start({ sync: () => new Promise<void>((resolve) => waiting.push(resolve)) });
    const machine = await publisher(telemetry);
    machine.publish(POWER, at(1), 1);
    await until(() => waiting.length === 1);
    for (const id of [2, 3, 4]) machine.publish(POWER, at(id), id);
    const other = await publisher(telemetry, 'other');
    other.publish(POWER, at(5), 9);
    await until(() => telemetry.counters().received === 5);
    expect(telemetry.counters()).toStrictEqual({ received: 5, stored: 0, duplicate: 0, deadLettered: 0, inFlight: 5 });
    expect([machine.acknowledged(), other.acknowledged()]).toStrictEqual([[], []]);
    waiting.shift()!();
    await machine.until(() => machine.acknowledged().length === 1);
    await until(() => waiting.length === 1);
    expect([machine.acknowledged(), other.acknowledged()]).toStrictEqual([[1], []]);
    waiting.shift()!();
    await machine.until(() => machine.acknowledged().length === 4);
    await other.until(() => other.acknowledged().length === 1);
    expect(machine.acknowledged()).toStrictEqual([1, 2, 3, 4]);
    expect(telemetry.counters()).toStrictEqual({ received: 5, stored: 5, duplicate: 0, deadLettered: 0, inFlight: 0 });
  });

  it('gives messages without a time that come in one millisecond times of their own, and follows a clock that is set back', async () => {
    let nowUs = T0_MS * 1000;
    const telemetry = await start({ lines: [testLine('line-1', { mqtt: { dialect: 'packtags', prefix: 'tags' } })], clock: { nowUs: () => nowUs } });
    const machine = await publisher(telemetry);
    for (const id of [1, 2, 3]) machine.publish('tags/filler/Energy/AcActivePowerTotal', '5', id);
    await machine.until(() => machine.acknowledged().length === 3);
    nowUs -= 60_000_000;
    machine.publish('tags/filler/Energy/AcActivePowerTotal', '5', 4);
    await machine.until(() => machine.acknowledged().length === 4);
    expect((await journaled(telemetry)).map(({ measuredAtUs }) => measuredAtUs - T0_MS * 1000)).toStrictEqual([0, 1, 2, -60_000_000]);
  });

  it('takes QoS 0 and QoS 2 in as well, and still hands messages on to others', async () => {
    const telemetry = await start();
    const listener = await publisher(telemetry, 'listener');
    listener.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '#', qos: 0 }] });
    await listener.until(() => listener.of('suback').length === 1);
    const machine = await publisher(telemetry);
    machine.publish(POWER, at(1), null);
    machine.send({ cmd: 'publish', topic: POWER, payload: at(2), qos: 2, messageId: 7, dup: false, retain: false });
    await machine.until(() => machine.of('pubrec').length === 1);
    machine.send({ cmd: 'pubrel', messageId: 7 });
    await machine.until(() => machine.of('pubcomp').length === 1);
    await listener.until(() => listener.of('publish').length === 2);
    expect((await journaled(telemetry)).map(({ value }) => value)).toStrictEqual([1, 2]);
  });

  it('hands on what simulators and trainers say to each other, and takes none of it in', async () => {
    const telemetry = await start();
    const topic = 'simulator/v1/line-1/incident/one';
    const listener = await publisher(telemetry, 'simulator');
    listener.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'simulator/#', qos: 1 }] });
    await listener.until(() => listener.of('suback').length === 1);
    const trainer = await publisher(telemetry, 'trainer');
    trainer.publish(topic, '{"kind":"failure"}', 1);
    trainer.publish('simulators/x', 'of nobody', 2);
    await trainer.until(() => trainer.acknowledged().length === 2);
    await listener.until(() => listener.of('publish').length === 1);
    expect(listener.of('publish')).toMatchObject([{ topic, payload: Buffer.from('{"kind":"failure"}') }]);
    expect(telemetry.counters()).toMatchObject({ received: 1, deadLettered: 1 });
  });

  it('takes in what a plant file maps below the topics of simulators', async () => {
    const line = testLine('line-1');
    const telemetry = await start({ lines: [{ ...line, mqtt: { ...line.mqtt, prefix: 'simulator/plant' } }] });
    const machine = await publisher(telemetry);
    machine.publish('simulator/plant/filler/_energy_v1/AcActivePowerTotal', at(1), 1);
    await machine.until(() => machine.acknowledged().length === 1);
    expect(telemetry.counters()).toMatchObject({ received: 1, stored: 1 });
  });

  it('names the port and the setting when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const mqtt = {
      url: null,
      username: undefined,
      password: undefined,
      caFile: undefined,
      certFile: undefined,
      keyFile: undefined,
      clientId: 'c',
      embeddedPort: port,
    };
    await expect(start({ config: { dataDir, mqtt, journalLimitBytes: 1e9 } })).rejects.toThrow(
      `port ${port} of the embedded MQTT broker is taken: set TWIN_MQTT_EMBEDDED_PORT to a free one, or TWIN_MQTT_URL to the broker that is there`,
    );
    taken.close();
  });

  it('survives what is no MQTT', async () => {
    const telemetry = await start();
    const rubbish = await publisher(telemetry, 'rubbish');
    rubbish.socket.write(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    await new Promise((resolve) => rubbish.socket.once('close', resolve));
    const machine = await publisher(telemetry);
    machine.publish(POWER, at(1), 1);
    await machine.until(() => machine.acknowledged().length === 1);
  });
});

describe('telemetry', () => {
  it('stores a message that comes again once, also after a restart', async () => {
    const first = await start();
    const machine = await publisher(first);
    machine.publish(POWER, at(1), 1);
    machine.publish(POWER, at(1), 2, true);
    machine.publish(`${ROOT}/nonsense`, '{', 3);
    machine.publish(`${ROOT}/nonsense`, '{', 4);
    machine.publish(`${ROOT}/nonsense`, '{', 4, true);
    await machine.until(() => machine.acknowledged().length === 5);
    expect(first.counters()).toStrictEqual({ received: 5, stored: 1, duplicate: 2, deadLettered: 2, inFlight: 0 });
    await stop(first);
    const second = await start();
    expect(second.counters()).toStrictEqual({ received: 5, stored: 1, duplicate: 2, deadLettered: 2, inFlight: 0 });
    const again = await publisher(second);
    again.publish(POWER, at(1), 1, true);
    again.publish(POWER, at(2), 2);
    await again.until(() => again.acknowledged().length === 2);
    expect(second.counters()).toStrictEqual({ received: 7, stored: 2, duplicate: 3, deadLettered: 2, inFlight: 0 });
    expect((await journaled(second)).map(({ value }) => value)).toStrictEqual([1, 2]);
  });

  it('stores what was a dead letter once its mapping is mended', async () => {
    const topic = 'umh/v1/e/s/a/line-2/filler/_energy_v1/AcActivePowerTotal';
    const first = await start();
    const machine = await publisher(first);
    machine.publish(topic, at(1), 1);
    await machine.until(() => machine.acknowledged().length === 1);
    await stop(first);
    const second = await start({ lines: [testLine('line-1'), testLine('line-2')] });
    const again = await publisher(second);
    again.publish(topic, at(1), 1, true);
    await again.until(() => again.acknowledged().length === 1);
    expect(second.counters()).toMatchObject({ stored: 1, deadLettered: 1, duplicate: 0 });
  });

  it('gives a listener every batch once, from the journal and then live', async () => {
    const telemetry = await start();
    const machine = await publisher(telemetry);
    const seen: unknown[] = [];
    const offsets: number[] = [];
    for (let n = 0; n < 300; n++) machine.publish(POWER, at(n), n + 1);
    await machine.until(() => machine.acknowledged().length > 100);
    telemetry.observations(0).subscribe(({ observations, nextOffset }) => {
      seen.push(...observations.map(({ value }) => value));
      offsets.push(nextOffset);
    });
    for (let n = 300; n < 400; n++) machine.publish(POWER, at(n), n + 1);
    await machine.until(() => machine.acknowledged().length === 400);
    await until(() => seen.length >= 400);
    expect(seen).toStrictEqual(Array.from({ length: 400 }, (_, n) => n));
    const later: unknown[] = [];
    telemetry.observations(offsets[2]!).subscribe(({ observations }) => later.push(...observations.map(({ value }) => value)));
    machine.publish(POWER, at(400), 500);
    await until(() => later.at(-1) === 400);
    expect(later).toStrictEqual(Array.from({ length: later.length }, (_, n) => n + 401 - later.length));
  });

  it('writes the history through failures, each reading once, in order', async () => {
    history.fail = 2;
    const telemetry = await start();
    const machine = await publisher(telemetry);
    for (let n = 0; n < 50; n++) machine.publish(POWER, at(n), n + 1);
    await until(() => history.written.length === 50);
    expect(history.written.map(({ value }) => value)).toStrictEqual(Array.from({ length: 50 }, (_, n) => n));
    expect(telemetry.status().history).toMatchObject({ ok: true });
  });

  it('keeps the newest value by its own time, also after a restart; a late one never moves it', async () => {
    const first = await start();
    const machine = await publisher(first);
    for (const [id, n] of [10, 30, 20].entries()) machine.publish(POWER, at(n), id + 1);
    await machine.until(() => machine.acknowledged().length === 3);
    const expected = [{ unit: 'filler', signal: 'power', value: 30, measuredAtUs: (T0_MS + 30) * 1000, receivedAtUs: T0_MS * 1000 + 1, quality: 'good' }];
    expect(first.latest('line-1')).toStrictEqual(expected);
    await stop(first);
    const second = await start();
    expect(second.latest('line-1')).toStrictEqual(expected);
    const again = await publisher(second);
    again.publish(POWER, at(29), 1);
    again.publish(POWER, at(30, 31), 2);
    await again.until(() => again.acknowledged().length === 2);
    expect(second.latest('line-1')).toMatchObject([{ value: 31 }]);
    expect(second.latest('elsewhere')).toStrictEqual([]);
  });

  it('lists dead letters newest first, with their bytes, page by page, also after a restart', async () => {
    const first = await start();
    const machine = await publisher(first);
    for (let n = 1; n <= 5; n++) machine.publish(POWER, `{${n}`, n);
    await machine.until(() => machine.acknowledged().length === 5);
    await until(() => first.status().deadLetters === 5);
    await stop(first);
    const second = await start();
    const one = await second.deadLetters({ limit: 3 });
    const two = await second.deadLetters({ limit: 3, cursor: one.next! });
    expect([...one.items, ...two.items].map(({ payloadBase64 }) => Buffer.from(payloadBase64, 'base64').toString())).toStrictEqual([
      '{5',
      '{4',
      '{3',
      '{2',
      '{1',
    ]);
    expect(two.next).toBeNull();
    expect(one.items[0]).toStrictEqual({
      id: expect.any(String), topic: POWER, payloadBase64: 'ezU=', reason: 'not-json', detail: 'the payload is not JSON', receivedAtUs: T0_MS * 1000 + 4,
    }); // prettier-ignore
  });

  it('finds every dead letter again after a crash between the commit and their burial, and no damage where there is none', async () => {
    const said: string[] = [];
    const keep = (message: string) => said.push(message);
    const bodies = async (telemetry: Telemetry) => (await telemetry.deadLetters({ limit: 500 })).items.map((item) => atob(item.payloadBase64)).reverse();
    const expected = Array.from({ length: 7 }, (_, n) => `{${n}`);
    const file = path.join(dataDir, 'dead-letters', 'present.jsonl');
    const first = await start();
    const machine = await publisher(first);
    for (const [n, payload] of expected.entries()) {
      machine.publish(POWER, payload, 2 * n + 1);
      machine.publish(POWER, at(n), 2 * n + 2);
      await machine.until(() => machine.acknowledged().length === 2 * n + 2);
    }
    await until(() => first.status().deadLetters === 7);
    await stop(first);
    const whole = (await readFile(file, 'utf8')).split('\n');
    Logger.overrideLogger({ log: () => undefined, warn: keep, error: keep });
    for (let lost = 0; lost < whole.length; lost++) {
      await writeFile(file, whole.slice(0, whole.length - 1 - lost).map((line) => `${line}\n`).join('')); // prettier-ignore
      const again = await start();
      await until(() => again.status().deadLetters === 7);
      expect(await bodies(again)).toStrictEqual(expected);
      await stop(again);
    }
    Logger.overrideLogger(false);
    expect(said).toStrictEqual([]);
  });

  it('counts received = stored + duplicate + dead-lettered + in flight at every moment, whatever comes', async () => {
    const message = fc.oneof(
      fc.record({ topic: fc.constant(POWER), payload: fc.nat(20).map((n) => at(n)) }),
      fc.record({ topic: fc.constant(POWER), payload: fc.string() }),
      fc.record({ topic: fc.constantFrom('a/b', `${ROOT}/x`, 'umh'), payload: fc.constant('{}') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ message, dup: fc.boolean(), qos0: fc.boolean() }), { maxLength: 60 }), async (sent) => {
        const telemetry = await start({ onFate: () => check() });
        const before = telemetry.counters().received;
        const check = () => {
          const { received, stored, duplicate, deadLettered, inFlight } = telemetry.counters();
          expect(received).toBe(stored + duplicate + deadLettered + inFlight);
        };
        const machine = await publisher(telemetry);
        for (const [n, { message, dup, qos0 }] of sent.entries()) machine.publish(message.topic, message.payload, qos0 ? null : n + 1, dup && !qos0);
        await machine.ping();
        await until(() => telemetry.counters().received === before + sent.length && telemetry.counters().inFlight === 0);
        check();
        expect(await journaled(telemetry)).toHaveLength(telemetry.counters().stored);
        await stop(telemetry);
      }),
      { numRuns: 15 },
    );
  });
});
