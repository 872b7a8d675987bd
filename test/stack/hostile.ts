import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import mqtt from 'mqtt';
import { RawClient } from '../telemetry/raw-publisher.js';
import { encodeSparkplug } from '../telemetry/sparkplug-encode.js';

export interface Target {
  port: number;
  /** A topic of a line whose readings are a JSON object with timestamp_ms and value. */
  topic: string;
  /** Of Sparkplug B, group and edge node that a plant file names. */
  node: string;
}

/** What somebody does to the way in, and how many readings become dead letters by it; null where a broker may close the connection before. */
export interface Attack {
  name: string;
  deadLetters: number | null;
  carryOut(target: Target): Promise<void>;
}

const T0_MS = Date.UTC(2026, 0, 5, 8);
const MB = 1024 * 1024;

/** Messages at QoS 1, each acknowledged. */
async function send({ port }: Target, messages: readonly [topic: string, payload: Buffer | string][]): Promise<void> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 4, reconnectPeriod: 0 });
  await Promise.all(messages.map(([topic, payload]) => client.publishAsync(topic, payload, { qos: 1 })));
  await client.endAsync();
}
const payloads = (name: string, ...bodies: (Buffer | string)[]): Attack => ({
  name,
  deadLetters: bodies.length,
  carryOut: (target) => send(target, bodies.map((body) => [target.topic, body])), // prettier-ignore
});
const value = (text: string, at: string | number = T0_MS) => `{"timestamp_ms":${at},"value":${text}}`;
const nested = (levels: number) => value(`${'['.repeat(levels)}1${']'.repeat(levels)}`);

async function sockets({ port }: Target, count: number, bytes: Buffer): Promise<Socket[]> {
  const all: Socket[] = [];
  for (let n = 0; n < count; n++) {
    const socket = connectTcp(port, '127.0.0.1').on('error', () => undefined);
    all.push(socket);
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    if (bytes.length > 0) socket.write(bytes);
  }
  return all;
}
async function withSockets(target: Target, count: number, bytes: Buffer): Promise<void> {
  const all = await sockets(target, count, bytes);
  await sleep(200);
  for (const socket of all) socket.destroy();
}
/** Sends a packet that the broker may answer by hanging up. */
async function raw({ port }: Target, packet: Parameters<RawClient['send']>[0] | Buffer): Promise<void> {
  const client = await RawClient.connect(port, `raw-${Math.random()}`);
  if (Buffer.isBuffer(packet)) client.socket.write(packet);
  else client.send(packet);
  await Promise.race([client.ping(), once(client.socket, 'close'), sleep(2000)]);
  client.socket.destroy();
}

const block = (field: number, bytes: Uint8Array) => new BinaryWriter().tag(field, WireType.LengthDelimited).bytes(bytes).finish();
function nestedTemplates(levels: number): Uint8Array {
  let metric = new BinaryWriter().tag(1, WireType.LengthDelimited).string('x').tag(4, WireType.Varint).uint32(19).finish();
  for (let level = 0; level < levels; level++) {
    const template = block(2, metric);
    metric = new BinaryWriter().tag(1, WireType.LengthDelimited).string('x').tag(4, WireType.Varint).uint32(19).tag(18, WireType.LengthDelimited).bytes(template).finish(); // prettier-ignore
  }
  return block(2, metric);
}
/** A payload that inflates to so many bytes. */
const compressed = (bytes: number) =>
  Buffer.from(new BinaryWriter().tag(4, WireType.LengthDelimited).string('SPBV1.0_COMPRESSED').tag(5, WireType.LengthDelimited).bytes(gzipSync(Buffer.alloc(bytes))).finish()); // prettier-ignore
const bombs = [
  compressed(200 * MB),
  Buffer.from(nestedTemplates(5000)),
  Buffer.from([0x12, 0xff, 0xff, 0xff, 0xff, 0x0f]), // a metric of 4 GB that is not there
  Buffer.from(Array.from({ length: 400_000 }, () => [0x12, 0]).flat()), // metrics without anything
];

export const ATTACKS: readonly Attack[] = [
  { name: 'a payload of 100 MB', deadLetters: 1, carryOut: (target) => send(target, [[target.topic, Buffer.alloc(100 * MB, 32)]]) },
  payloads('JSON 300 and 200,000 levels deep', nested(300), nested(200_000)),
  payloads('bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from([0xed, 0xa0, 0x80])),
  payloads('NaN, infinities and what is beyond', value('NaN'), value('1e999'), value('-1e999'), value('"Infinity"'), value('1e308')),
  payloads(
    'dates far away',
    value('1', -62_135_596_800_000),
    value('1', 253_402_300_799_000),
    value('1', -1),
    value('1', '1e300'),
    value('1', '"9999-12-31T23:59:59Z"'),
    value('1', '"-000001-01-01T00:00:00Z"'),
  ),
  {
    name: 'protobuf bombs',
    deadLetters: bombs.length,
    carryOut: (target) => send(target, bombs.map((bomb) => [`spBv1.0/${target.node.replace('/', '/NBIRTH/')}`, bomb])), // prettier-ignore
  },
  {
    name: 'aliases and names without end',
    deadLetters: null,
    carryOut: (target) => {
      const [birth, data] = ['NBIRTH', 'NDATA'].map((kind) => `spBv1.0/${target.node.replace('/', `/${kind}/`)}`) as [string, string];
      const born = encodeSparkplug({ timeMs: T0_MS, seq: 0, metrics: [{ name: 'bdSeq', datatype: 'Int64', value: 0 }] });
      const told = (n: number) => encodeSparkplug({ timeMs: T0_MS, seq: (n + 1) % 256, metrics: Array.from({ length: 200 }, (_, m) => ({ name: `name ${n} ${m}`, alias: n * 200 + m, datatype: 'Int32', value: 1 })) }); // prettier-ignore
      return send(target, [[birth, born], ...Array.from({ length: 20 }, (_, n): [string, Buffer] => [data, told(n)])]);
    },
  },
  { name: 'a topic of 65,535 bytes', deadLetters: 1, carryOut: (target) => send(target, [[target.topic.padEnd(65_535, 't'), '1']]) },
  { name: 'a topic of 250 levels', deadLetters: null, carryOut: (target) => raw(target, { cmd: 'publish', topic: 'a/'.repeat(250), payload: '1', qos: 0, dup: false, retain: false }) }, // prettier-ignore
  {
    name: '10,000 topics that nobody knows',
    deadLetters: 10_000,
    carryOut: (target) =>
      send(
        target,
        Array.from({ length: 10_000 }, (_, n): [string, string] => [`${target.topic}/${n}/x`, '1']),
      ),
  },
  { name: '300 connections that say nothing', deadLetters: 0, carryOut: (target) => withSockets(target, 300, Buffer.alloc(0)) },
  { name: '50 connections that begin to say something', deadLetters: 0, carryOut: (target) => withSockets(target, 50, Buffer.from([0x10, 0x40, 0, 4])) },
  { name: 'bytes that are no MQTT', deadLetters: 0, carryOut: (target) => withSockets(target, 20, Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')) },
  { name: 'a packet without a length', deadLetters: 0, carryOut: (target) => raw(target, Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0xff])) },
  { name: 'half of a packet', deadLetters: 0, carryOut: (target) => raw(target, Buffer.from([0x30, 0xff, 0x7f, 0, 1, 97])) },
];
