import mqttPacket from 'mqtt-packet';
import fc from '../property.js';
import { MqttReader, type OtherPacket, type Publish } from '../../src/telemetry/mqtt-reader.js';

const message = fc.record({
  topic: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
  payload: fc.uint8Array({ maxLength: 300 }),
  qos: fc.constantFrom(0 as const, 1 as const),
  messageId: fc.integer({ min: 1, max: 65_535 }),
  dup: fc.boolean(),
});
type Message = typeof message extends fc.Arbitrary<infer T> ? T : never;

const bytesOf = ({ payload, ...rest }: Message): Buffer =>
  mqttPacket.generate({ cmd: 'publish', ...rest, dup: rest.dup && rest.qos > 0, payload: Buffer.from(payload), retain: false });
const PINGRESP = mqttPacket.generate({ cmd: 'pingresp' });

function readAll(chunks: readonly Buffer[], mostBytes?: number): (Publish | OtherPacket)[] {
  const reader = new MqttReader(mostBytes);
  const found: (Publish | OtherPacket)[] = [];
  for (const chunk of chunks) {
    reader.add(chunk);
    for (let packet = reader.next(); packet !== null; packet = reader.next()) found.push(packet);
  }
  return found;
}
function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
  const ends = [...new Set(at.map((share) => Math.floor(share * bytes.length)))].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, i) => bytes.subarray(ends[i - 1] ?? 0, end));
}

describe('the reader of MQTT', () => {
  it('reads what mqtt-packet writes, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (messages, at) => {
        const read = readAll(cut(Buffer.concat([...messages.map(bytesOf), PINGRESP]), at));
        const expected = messages.map(({ topic, payload, qos, messageId, dup }) => ({
          topic, payload: Buffer.from(payload).toString('hex'), qos, dup: dup && qos > 0, messageId: qos > 0 ? messageId : 0,
        })); // prettier-ignore
        const publishes = read.filter((packet) => 'topic' in packet).map(({ payload, ...rest }) => ({ ...rest, payload: payload.toString('hex') }));
        expect(publishes).toStrictEqual(expected.map(({ payload, ...rest }) => ({ ...rest, payload })));
        expect(read.at(-1)).toStrictEqual({ bytes: PINGRESP });
      }),
    );
  });

  it('reads only the begin of what is too long, and all that follows', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 20 }), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (messages, at) => {
        const most = 200;
        const read = readAll(cut(Buffer.concat([...messages.map(bytesOf), PINGRESP]), at), most);
        const room = ({ topic, qos }: Message) => most - 2 - Buffer.byteLength(topic) - (qos > 0 ? 2 : 0);
        const publishes = read.filter((packet) => 'topic' in packet).map(({ topic, payload }) => ({ topic, payload: payload.toString('hex') }));
        expect(publishes).toStrictEqual(
          messages.map((each) => ({ topic: each.topic, payload: Buffer.from(each.payload.subarray(0, room(each))).toString('hex') })),
        );
        expect(read.at(-1)).toStrictEqual({ bytes: PINGRESP });
      }),
    );
    expect(() => readAll([Buffer.from([0x90, 0xff, 0x7f])], 200)).toThrow('the broker sent a packet that is too long');
  });

  it('reads a message of many megabytes that comes in small pieces', () => {
    const payload = new Uint8Array(20_000_000).fill(120);
    const bytes = bytesOf({ topic: 'a', payload, qos: 1, messageId: 7, dup: false });
    const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, i) => bytes.subarray(i * 1000, (i + 1) * 1000));
    const [read] = readAll(pieces) as [Publish];
    expect([read.messageId, read.payload.length, read.payload[19_999_999]]).toStrictEqual([7, 20_000_000, 120]);
  });

  it.each([
    ['a length of five bytes', [0x30, 0xff, 0xff, 0xff, 0xff, 0x01], 'the broker sent a packet without a length'],
    ['a topic longer than its packet', [0x30, 3, 0, 9, 97], 'the broker sent a PUBLISH that is none'],
    ['no room for the packet id', [0x32, 3, 0, 1, 97], 'the broker sent a PUBLISH that is none'],
    ['quality of service 3', [0x36, 5, 0, 1, 97, 0, 1], 'the broker sent a PUBLISH that is none'],
  ])('refuses %s', (_what, bytes, sentence) => {
    expect(() => readAll([Buffer.from(bytes)])).toThrow(sentence);
  });
});
