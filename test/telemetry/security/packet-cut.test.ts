import mqttPacket, { type Packet } from 'mqtt-packet';
import { PacketCut } from '../../../src/telemetry/security/packet-cut.js';
import fc from '../../property.js';

const LIMITS = { publishBytes: 300, otherBytes: 200 };
const publish = fc
  .record({ topic: fc.constantFrom('a', 'a/b'), payload: fc.uint8Array({ maxLength: 700 }), qos: fc.constantFrom(0, 1) })
  .map(({ topic, payload, qos }): Packet => ({
    cmd: 'publish',
    topic,
    payload: Buffer.from(payload),
    qos: qos,
    messageId: 7,
    dup: false,
    retain: false,
  }));
const packet = fc.oneof(publish, fc.constant<Packet>({ cmd: 'pingreq' }), fc.constant<Packet>({ cmd: 'puback', messageId: 9 }));

/** The bytes in chunks that end at the given places. */
function chunks(bytes: Buffer, ends: readonly number[]): Buffer[] {
  const places = [...new Set(ends.map((end) => end % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, nth) => bytes.subarray(from, places[nth] ?? bytes.length));
}
const passed = (cut: PacketCut, parts: readonly Buffer[]) => Buffer.concat(parts.flatMap((part) => cut.take(part)));

describe('packets in a stream', () => {
  it('pass as they are, however they are chunked, but for the end of what is too long', () => {
    fc.assert(
      fc.property(fc.array(packet, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 20 }), (packets, ends) => {
        const bytes = packets.map((each) => mqttPacket.generate(each));
        const wanted = bytes.map((each) => {
          const header = each.length < 130 ? 2 : 3;
          if (each.length - header <= LIMITS.publishBytes) return each;
          return Buffer.concat([each.subarray(0, 1), Buffer.from([300 % 128 | 128, 2]), each.subarray(header, header + 300)]); // prettier-ignore
        });
        const cut = new PacketCut(LIMITS);
        expect(passed(cut, chunks(Buffer.concat(bytes), ends))).toStrictEqual(Buffer.concat(wanted));
        expect(cut.within).toBe(false);
        expect(cut.cuts).toBe(bytes.filter((each, nth) => each !== wanted[nth]).length);
      }),
    );
  });

  it('cost no more than a chunk, whatever their length', () => {
    const cut = new PacketCut(LIMITS);
    const begin = Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]); // 268,435,455 bytes
    let out = passed(cut, [begin]).length;
    for (let nth = 0; nth < 100; nth++) out += passed(cut, [Buffer.alloc(65_536)]).length;
    expect(out).toBe(3 + LIMITS.publishBytes);
    expect(cut.within).toBe(true);
  });

  it('that are none are refused', () => {
    expect(() => new PacketCut(LIMITS).take(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 1]))).toThrow('a packet without a length');
    expect(() => new PacketCut(LIMITS).take(Buffer.from([0x00, 0]))).toThrow('there is no MQTT 3.1.1 packet of type 0');
    expect(() => new PacketCut(LIMITS).take(Buffer.from([0xf0, 0]))).toThrow('there is no MQTT 3.1.1 packet of type 15');
    expect(() => new PacketCut(LIMITS).take(Buffer.from([0x82, 0x80, 0x02]))).toThrow('a packet of type 8 has 256 bytes; at most 200 are read');
  });

  it('of any bytes at all are passed or refused, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (parts) => {
        const cut = new PacketCut(LIMITS);
        try {
          const sum = parts.reduce((bytes, part) => bytes + part.length, 0);
          expect(passed(cut, parts.map((part) => Buffer.from(part))).length).toBeLessThanOrEqual(sum); // prettier-ignore
        } catch (error) {
          expect((error as Error).message).toMatch(/^(a packet|there is no MQTT)/);
        }
      }),
    );
  });
});
