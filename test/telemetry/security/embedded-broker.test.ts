import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { BrokerUser } from '../../../src/contract/broker-user.js';
import { openTelemetry, type TelemetrySettings } from '../../../src/telemetry/open-telemetry.js';
import { hashPassword } from '../../../src/platform/password.js';
import { writeUsers } from '../../../src/platform/broker-users-file.js';
import type { Telemetry } from '../../../src/telemetry/telemetry.service.js';
import { Authority, hasOpenssl } from '../../certificates.js';
import { testLine } from '../lines.js';
import { MemoryHistory } from '../memory-history.js';
import { RawClient } from '../raw-publisher.js';

Logger.overrideLogger(false);

const T0_MS = Date.UTC(2026, 0, 5, 8);
const OF_LINE = (line: string) => `umh/v1/e/s/a/${line}/filler/_energy_v1/AcActivePowerTotal`;
const at = (n: number) => JSON.stringify({ timestamp_ms: T0_MS + n, value: n });
const PASSWORD = 'a password of sixteen';
const CHEAP = { N: 16, r: 1, p: 1 };
let hash: string;
let dataDir: string;
let telemetry: Telemetry | null = null;
const clients: MqttClient[] = [];

beforeAll(async () => {
  hash = await hashPassword(PASSWORD, CHEAP);
});
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'broker-'));
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.end(true);
  await telemetry?.onModuleDestroy();
  await telemetry?.beforeApplicationShutdown();
  await telemetry?.onApplicationShutdown();
  telemetry = null;
  await rm(dataDir, { recursive: true });
});

const usersFile = () => path.join(dataDir, 'users.json');
const user = (name: string, more: Partial<BrokerUser> = {}): BrokerUser => ({
  ...{ name, password: hash, lines: [], sources: [], nodes: [], topics: [], subscribe: [] },
  ...more,
});

type Embedded = NonNullable<TelemetrySettings['config']['embeddedBroker']>;

async function start(users: BrokerUser[], more: Partial<Embedded> = {}, limits?: TelemetrySettings['config']['limits']): Promise<Telemetry> {
  if (users.length > 0) await writeUsers(usersFile(), users);
  const embeddedBroker = {
    ...{ host: '127.0.0.1', certFile: undefined, keyFile: undefined, caFile: undefined, usersFile: usersFile(), maxConnections: 100, maxRatePerS: 10_000 },
    ...more,
  };
  const none = { username: undefined, password: undefined, caFile: undefined, certFile: undefined, keyFile: undefined };
  const opened = await openTelemetry({
    config: { dataDir, mqtt: { url: null, ...none, clientId: 'c', embeddedPort: 0 }, journalLimitBytes: 1e9, embeddedBroker, ...(limits && { limits }) },
    lines: [testLine('line-1'), testLine('line-2')],
    history: new MemoryHistory(),
    clock: { nowUs: () => T0_MS * 1000 },
    onFate: () => undefined,
    onHistoryWrite: () => undefined,
  });
  telemetry = opened;
  await opened.onApplicationBootstrap();
  return opened;
}
async function connect(options: IClientOptions = {}): Promise<MqttClient> {
  const client = await mqtt.connectAsync(telemetry!.status().broker.address, { reconnectPeriod: 0, protocolVersion: 4, ...options }, false);
  clients.push(client);
  return client;
}
const as = (username: string, password = PASSWORD) => connect({ username, password });
const code = (client: Promise<unknown>) => client.then(() => 0, (error: { code?: number }) => error.code); // prettier-ignore
const publish = (client: MqttClient, topic: string, payload: string | Buffer) => client.publishAsync(topic, payload, { qos: 1 });
async function letters() {
  const wanted = telemetry!.counters().deadLettered;
  for (;;) {
    const { items } = await telemetry!.deadLetters({ limit: 100 });
    if (items.length >= Math.min(wanted, 100)) return items;
    await sleep(5);
  }
}

describe('a user of the embedded broker', () => {
  it('publishes for its line; elsewhere is acknowledged, handed on to nobody and kept as a dead letter', async () => {
    const running = await start([user('one', { lines: ['line-1'] }), user('listener', { subscribe: ['#'] })]);
    const heard: string[] = [];
    const listener = await as('listener');
    listener.on('message', (topic) => heard.push(topic));
    await listener.subscribeAsync('#', { qos: 1 });
    const one = await as('one');
    await publish(one, OF_LINE('line-2'), at(1));
    await publish(one, 'simulator/v1/x', 'stop');
    await publish(one, OF_LINE('line-1'), at(2));
    while (heard.length === 0) await sleep(5);
    expect(heard).toStrictEqual([OF_LINE('line-1')]);
    expect(running.counters()).toMatchObject({ received: 3, stored: 1, deadLettered: 2 });
    expect((await letters()).map(({ topic, reason, detail, payloadBase64 }) => [topic, reason, detail, Buffer.from(payloadBase64, 'base64').toString()])).toStrictEqual([
      ['simulator/v1/x', 'not-bound', 'user one may not publish here', 'stop'],
      [OF_LINE('line-2'), 'not-bound', 'user one may not publish here', at(1)],
    ]); // prettier-ignore
    expect(running.guard().refused['not-bound']).toBe(2);
    expect(running.status().broker.detail).toBe('clients connected: 2; messages refused since their senders are bound elsewhere: 2');
  });

  it('is not let in by the replay of dead letters, unless that is asked for', async () => {
    const running = await start([user('one', { lines: ['line-1'] })]);
    await publish(await as('one'), OF_LINE('line-2'), at(1));
    await letters();
    expect((await running.replayDeadLetters({ limit: 10, dryRun: false })).letters).toMatchObject({ stored: 0, refused: 0 });
    expect((await running.replayDeadLetters({ limit: 10, dryRun: false, reason: 'not-bound' })).letters).toMatchObject({ stored: 1 });
  });

  it('is refused with a wrong password, without one, and when it is not known', async () => {
    const running = await start([user('one')]);
    expect(await code(as('one', 'wrong'))).toBe(4);
    expect(await code(as('nobody'))).toBe(4);
    expect(await code(connect({ username: 'one' }))).toBe(4);
    expect(await code(connect())).toBe(4);
    expect(running.guard().refused.credentials).toBe(4);
  });

  it('does not take the place of another by its client id', async () => {
    await start([user('one', { lines: ['line-1'] }), user('two')]);
    const one = await connect({ username: 'one', password: PASSWORD, clientId: 'filler' });
    expect(await code(connect({ username: 'two', password: PASSWORD, clientId: 'filler' }))).toBe(2);
    await publish(one, OF_LINE('line-1'), at(1));
    expect(one.connected).toBe(true);
  });

  it('subscribes only to what it may', async () => {
    await start([user('one', { lines: ['line-1'], subscribe: ['shop/+'] })]);
    const one = await as('one');
    const granted = (filter: string) => one.subscribeAsync(filter).then((given) => given.map(({ qos }) => qos), () => 'refused'); // prettier-ignore
    expect([await granted('shop/a'), await granted('#'), await granted('umh/v1/e/s/a/line-1/#'), await granted('$SYS/#')]).toStrictEqual([[0], 'refused', 'refused', 'refused']); // prettier-ignore
  });
});

describe('the embedded broker', () => {
  it('is open to this machine until it has a user, and puts out who has no name then', async () => {
    const running = await start([]);
    const machine = await connect();
    await publish(machine, OF_LINE('line-1'), at(1));
    expect(running.counters().stored).toBe(1);
    const closed = new Promise<void>((resolve) => machine.once('close', () => resolve()));
    await writeUsers(usersFile(), [user('one', { lines: ['line-1'] })]);
    await closed;
    expect(await code(connect())).toBe(4);
    const one = await as('one');
    await publish(one, OF_LINE('line-1'), at(2));
    const gone = new Promise<void>((resolve) => one.once('close', () => resolve()));
    await writeUsers(usersFile(), [user('one', { password: await hashPassword('another password', CHEAP) })]);
    await gone;
    expect(await code(as('one'))).toBe(4);
  }, 20_000);

  it('makes a client wait that sends too fast, and stores all of it', async () => {
    const running = await start([], { maxRatePerS: 100 });
    const machine = await connect();
    const began = performance.now();
    await Promise.all(Array.from({ length: 280 }, (_, n) => publish(machine, OF_LINE('line-1'), at(n))));
    expect(performance.now() - began).toBeGreaterThan(700); // 200 at once, then 100 in a second
    expect(running.counters()).toMatchObject({ stored: 280, deadLettered: 0 });
    expect(running.guard().heldBack).toBeGreaterThan(0); // fewer where they come more slowly themselves
  });

  it('reads the begin of what is too long, acknowledges it and hands it on to nobody', async () => {
    const running = await start([], {}, { payloadBytes: 10_000, series: 1000 });
    const [machine, listener] = [await connect(), await connect()];
    const heard: string[] = [];
    listener.on('message', (_topic, payload) => heard.push(payload.toString()));
    await listener.subscribeAsync('#');
    await publish(machine, OF_LINE('line-1'), Buffer.alloc(5_000_000, 32));
    await publish(machine, OF_LINE('line-1'), at(1));
    while (heard.length === 0) await sleep(5);
    expect(heard).toStrictEqual([at(1)]);
    const [letter] = await letters();
    expect(letter).toMatchObject({ reason: 'too-large', detail: 'more than 10000 bytes: no more are read' });
    expect(Buffer.from(letter!.payloadBase64, 'base64').length).toBe(4096);
    expect(running.guard().cut).toBe(1);
  });

  it('takes up no more values by rule than it may, and says so', async () => {
    const running = await start([], {}, { payloadBytes: 10_000, series: 3 });
    const machine = await connect();
    for (let n = 0; n < 5; n++) await publish(machine, `umh/v1/e/s/a/line-1/filler/_process_v1/Value${n}`, at(n));
    expect(running.counters()).toMatchObject({ stored: 3, deadLettered: 2 });
    expect((await letters())[0]).toMatchObject({ reason: 'unknown-topic', detail: 'line-1/filler has as many process values as are taken up' });
  });

  it('puts out who does not take what is sent to it, and holds up nobody else', async () => {
    const running = await start([]);
    const deaf = await RawClient.connect(Number(new URL(running.status().broker.address).port), 'deaf');
    deaf.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '#', qos: 0 }] });
    await deaf.until(() => deaf.of('suback').length === 1);
    deaf.socket.pause();
    const machine = await connect();
    const large = Buffer.alloc(900_000, 32);
    for (let n = 0; n < 40; n++) await publish(machine, `others/${n}`, large);
    expect(running.guard().refused.slow).toBe(1);
    expect(running.counters()).toMatchObject({ deadLettered: 40 });
    deaf.socket.destroy();
  }, 20_000);

  it('has no more connections than it may', async () => {
    const running = await start([], { maxConnections: 2 });
    await Promise.all([connect(), connect()]);
    expect(await code(connect({ connectTimeout: 2000 }))).not.toBe(0);
    expect(running.guard().refused.connections).toBeGreaterThanOrEqual(1);
  });

  it('listens beyond this machine only with TLS and users', async () => {
    await expect(start([user('one')], { host: '0.0.0.0' })).rejects.toThrow('the embedded MQTT broker listens on 0.0.0.0 only with TLS: set TWIN_MQTT_EMBEDDED_CERT_FILE and TWIN_MQTT_EMBEDDED_KEY_FILE, or TWIN_MQTT_EMBEDDED_HOST to 127.0.0.1'); // prettier-ignore
  });

  it('does not start with users that are not right, and shows no hash', async () => {
    const wrong = start([user('one', { password: `scrypt:16384:8:5:AAAA:${'B'.repeat(43)}=` }), user('one')]);
    await expect(wrong).rejects.toThrow(/users\.json: there are two users one$/);
  });
});

(hasOpenssl ? describe : describe['skip'])(hasOpenssl ? 'the embedded broker with TLS' : 'the embedded broker with TLS (skipped: openssl not found)', () => {
  it('knows a user by its client certificate, and nobody by one of another authority', async () => {
    const ours = new Authority(dataDir, 'ours');
    const [server, machine, stranger] = [ours.sign('twin'), ours.sign('press'), new Authority(dataDir, 'theirs').sign('press')];
    const files = { certFile: server.cert, keyFile: server.key, caFile: ours.ca };
    const running = await start([user('press', { password: null, lines: ['line-1'] }), user('one')], { host: '0.0.0.0', ...files });
    const address = running.status().broker.address.replace('0.0.0.0', '127.0.0.1');
    expect(address).toMatch(/^mqtts:/);
    const enter = async (certificate: { cert: string; key: string } | null, options: IClientOptions = {}) => {
      const own = certificate ? { cert: readFileSync(certificate.cert), key: readFileSync(certificate.key) } : {};
      const client = await mqtt.connectAsync(address, { reconnectPeriod: 0, ca: readFileSync(ours.ca), ...own, ...options }, false);
      clients.push(client);
      return client;
    };
    await publish(await enter(machine), OF_LINE('line-1'), at(1));
    expect(running.counters().stored).toBe(1);
    await enter(null, { username: 'one', password: PASSWORD });
    expect(await code(enter(null, { username: 'press', password: PASSWORD }))).toBe(4);
    expect(await code(enter(null))).toBe(4);
    expect(await code(enter(stranger))).not.toBe(0);
  });

  it('does not listen beyond this machine before it has a user', async () => {
    const { cert, key } = new Authority(dataDir).sign('twin');
    const refused = start([], { host: '0.0.0.0', certFile: cert, keyFile: key });
    await expect(refused).rejects.toThrow('the embedded MQTT broker listens on 0.0.0.0 only with users: make one with twin broker user add');
  });
});
