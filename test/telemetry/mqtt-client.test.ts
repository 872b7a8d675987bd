import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Message } from '../../src/telemetry/ingest.js';
import { MqttSource, mqttSourceOptions, type MqttSourceOptions } from '../../src/telemetry/mqtt-client.js';
import { connectOf, RawBroker, type RawSession } from './raw-broker.js';

Logger.overrideLogger(false);

let broker: RawBroker;
let source: MqttSource;
let taken: { message: Message; done: () => void }[];
let room: boolean;

beforeEach(async () => {
  taken = [];
  room = true;
  broker = await RawBroker.listen();
});
afterEach(async () => {
  await source.stop(async () => undefined);
  await broker.close().catch(() => undefined);
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}
async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await setImmediate();
}
async function start(more: Partial<MqttSourceOptions> = {}): Promise<void> {
  source = new MqttSource(
    { url: broker.url, clientId: 'pharmatwin', filters: ['a/#', 'b/#'], ...more },
    (message, done) => room && taken.push({ message, done }) > 0,
  );
  await source.start();
}
async function connected(): Promise<RawSession> {
  await start();
  await until(() => source.status().connected);
  return broker.sessions[0]!;
}

describe('the client of the user’s broker', () => {
  it('asks for a persistent session under its stable name, and for the topics of the lines at QoS 1', async () => {
    await start({ username: 'twin', password: 'secret' });
    await until(() => source.status().connected);
    const [session] = broker.sessions;
    expect(connectOf(session!)).toMatchObject({ clientId: 'pharmatwin', clean: false, protocolVersion: 4, username: 'twin', password: Buffer.from('secret') });
    expect(session!.received[1]).toMatchObject({ cmd: 'subscribe', subscriptions: [{ topic: 'a/#', qos: 1 }, { topic: 'b/#', qos: 1 }] }); // prettier-ignore
    expect(source.status()).toStrictEqual({ mode: 'external', address: broker.url, connected: true, detail: 'connected as pharmatwin' });
  });

  it('takes message after message while none is durable, and acknowledges each when it is', async () => {
    const session = await connected();
    for (const id of [1, 2, 3]) session.publish('a/b', `${id}`, id, id === 2);
    await until(() => taken.length === 3);
    expect(taken.map(({ message }) => [message.topic, message.payload.toString(), message.dup])).toStrictEqual([['a/b', '1', false], ['a/b', '2', true], ['a/b', '3', false]]); // prettier-ignore
    await turns(20);
    expect(session.acknowledged()).toStrictEqual([]);
    taken[1]!.done();
    await until(() => session.acknowledged().length === 1);
    taken[0]!.done();
    taken[2]!.done();
    await until(() => session.acknowledged().length === 3);
    expect(session.acknowledged()).toStrictEqual([2, 1, 3]);
  });

  it('never acknowledges on another connection than the message came by', async () => {
    const first = await connected();
    first.publish('a/b', 'one', 1);
    await until(() => taken.length === 1);
    broker.sessionPresent = true;
    first.socket.destroy();
    await until(() => broker.sessions.length === 2 && source.status().connected);
    const second = broker.sessions[1]!;
    second.publish('a/b', 'another with the same packet id', 1);
    await until(() => taken.length === 2);
    taken[0]!.done();
    await turns(20);
    expect(second.acknowledged()).toStrictEqual([]);
    taken[1]!.done();
    await until(() => second.acknowledged().length === 1);
    expect(second.received.some(({ cmd }) => cmd === 'subscribe')).toBe(false);
  });

  it('stops reading the socket when 2,000 messages wait, and goes on when half are durable', async () => {
    const session = await connected();
    for (let id = 1; id <= 3000; id++) session.publish('a/b', 'x', id);
    await until(() => taken.length >= 2000);
    await turns(50);
    expect(taken).toHaveLength(2000);
    for (const { done } of taken.slice(0, 1000)) done();
    await turns(50);
    expect(taken).toHaveLength(2000);
    taken[1000]!.done();
    await until(() => taken.length === 3000);
    for (const { done } of taken.slice(1001)) done();
    await until(() => session.acknowledged().length === 3000);
  });

  it('offers a message again for which there was no room, before those after it', async () => {
    const session = await connected();
    room = false;
    for (const id of [1, 2]) session.publish('a/b', `${id}`, id);
    await turns(50);
    expect(taken).toHaveLength(0);
    room = true;
    await until(() => taken.length === 2);
    expect(taken.map(({ message }) => [message.payload.toString(), message.packet])).toStrictEqual([['1', { session: '', id: 1 }], ['2', { session: '', id: 2 }]]); // prettier-ignore
  });

  it('acknowledges in one write what one commit made durable', async () => {
    const session = await connected();
    for (let id = 1; id <= 300; id++) session.publish('a/b', 'x', id);
    await until(() => taken.length === 300);
    let writes = 0;
    session.socket.on('data', () => (writes += 1));
    for (const { done } of taken) done();
    await until(() => session.acknowledged().length === 300);
    expect(session.acknowledged()).toStrictEqual(Array.from({ length: 300 }, (_, i) => i + 1));
    expect(writes).toBe(1);
  });

  it('connects anew where the broker sends what is no MQTT', async () => {
    const session = await connected();
    session.socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]));
    await until(() => source.status().detail === 'the broker sent a packet without a length; trying again');
    await until(() => broker.sessions.length === 2 && source.status().connected);
  });

  it('says that it is refused, and tries again', async () => {
    broker.returnCode = 5;
    await start();
    await until(() => broker.sessions.length >= 2);
    expect(source.status()).toMatchObject({
      connected: false,
      detail: 'the broker does not authorize us (TWIN_MQTT_USERNAME, TWIN_MQTT_PASSWORD); trying again',
    });
    broker.returnCode = 0;
    await until(() => source.status().connected);
  }, 10_000);

  it('says that the broker does not let it subscribe', async () => {
    broker.granted = 128;
    await start();
    await until(() => source.status().detail.startsWith('the broker does not let us subscribe to'));
    expect(source.status().connected).toBe(false);
  });

  it('waits for a broker that is not there yet, and warns of it', async () => {
    const { url } = broker;
    const said: string[] = [];
    const keep = (level: string) => (message: string) => said.push(`${level}: ${message}`);
    Logger.overrideLogger({ log: keep('log'), warn: keep('warn'), error: keep('error') });
    await broker.close();
    await start({ url });
    await until(() => source.status().detail === 'nothing listens there; trying again');
    Logger.overrideLogger(false);
    expect(said).toStrictEqual([`warn: ${url}: nothing listens there; trying again`]);
    broker = await RawBroker.listen(Number(new URL(url).port));
    await until(() => source.status().connected);
  }, 10_000);

  it('acknowledges what is durable before it leaves, and takes nothing more', async () => {
    const session = await connected();
    session.publish('a/b', '1', 1);
    await until(() => taken.length === 1);
    await source.stop(async () => {
      session.publish('a/b', '2', 2);
      await turns(20);
      taken[0]!.done();
    });
    await until(() => session.received.at(-1)?.cmd === 'disconnect');
    expect(taken).toHaveLength(1);
    expect(session.acknowledged()).toStrictEqual([1]);
  });

  it('names the setting of a file that cannot be read', async () => {
    await start();
    const settings = {
      url: 'mqtts://h',
      username: undefined,
      password: undefined,
      caFile: '/nowhere/ca.pem',
      certFile: undefined,
      keyFile: undefined,
      clientId: 'c',
      embeddedPort: 0,
    };
    expect(() => mqttSourceOptions(settings, [])).toThrow(/^TWIN_MQTT_CA_FILE: cannot read \/nowhere\/ca\.pem: /);
  });
});
