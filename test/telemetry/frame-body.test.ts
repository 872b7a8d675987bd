import { crc32 } from 'node:zlib';
import fc from '../property.js';
import { DEAD_LETTER_REASONS, type Observation } from '../../src/contract/telemetry.js';
import { decodeBody, encodeFrame, findFrame, splitFrames, type Entry, type Frame } from '../../src/telemetry/journal-frame.js';

const PLAIN = { noNullPrototype: true };
const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const us = fc.integer({ min: 0, max: 7e15 });
const observation: fc.Arbitrary<Observation> = fc.record(
  {
    line: text,
    unit: text,
    signal: fc.constantFrom('speed', 'state', 'process.sealTemp'),
    value: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), text, fc.boolean(), fc.constant(null)),
    measuredAtUs: us,
    receivedAtUs: us,
    quality: fc.constantFrom('good', 'uncertain', 'bad'),
  },
  PLAIN,
);
const letter = fc.record({ payloadBase64: fc.base64String(), reason: fc.constantFrom(...DEAD_LETTER_REASONS), detail: text, receivedAtUs: us }, PLAIN);
const entry: fc.Arbitrary<Entry> = fc.record({ topic: text, key: text, observations: fc.array(observation, { maxLength: 5 }), deadLetters: fc.array(letter, { maxLength: 3 }) }, PLAIN); // prettier-ignore
const frame: fc.Arbitrary<Frame> = fc.record({ totals: fc.record({ stored: fc.nat(), duplicate: fc.nat(), deadLettered: fc.nat() }, PLAIN), entries: fc.array(entry, { maxLength: 20 }) }, PLAIN); // prettier-ignore

/** A frame as it was written before: JSON. */
function jsonFrame({ totals, entries }: Frame): Buffer {
  const packed = entries.map(({ topic, key, observations, deadLetters }) => [
    topic,
    key,
    observations.map((o) => [o.line, o.unit, o.signal, o.value, o.measuredAtUs, o.receivedAtUs, o.quality]),
    ...deadLetters.map((d) => [d.payloadBase64, d.reason, d.detail, d.receivedAtUs]),
  ]);
  const body = Buffer.from(JSON.stringify([totals.stored, totals.duplicate, totals.deadLettered, packed]));
  const header = Buffer.alloc(8);
  header.writeUInt32LE(body.length, 0);
  header.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([header, body]);
}

describe('a frame of the journal', () => {
  it('is read as it was written, bit for bit', () => {
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1, maxLength: 4 }), (written) => {
        const bytes = Buffer.concat(written.map(encodeFrame));
        const { frames, end, damaged } = splitFrames(bytes);
        expect([end, damaged]).toStrictEqual([bytes.length, false]);
        expect(frames.map(({ body }) => decodeBody(body))).toStrictEqual(written);
      }),
    );
  });

  it('of before, in JSON, is still read, and found behind damage as any other', () => {
    const written: Frame = {
      totals: { stored: 1, duplicate: 2, deadLettered: 3 },
      entries: [{ topic: 't', key: 'k', observations: [{ line: 'l', unit: 'u', signal: 'speed', value: 1.5, measuredAtUs: 1, receivedAtUs: 2, quality: 'good' }], deadLetters: [] }],
    }; // prettier-ignore
    for (const encode of [jsonFrame, encodeFrame]) {
      const bytes = Buffer.concat([Buffer.from('damaged bytes'), encode(written)]);
      expect(findFrame(bytes, 0)).toBe(13);
      expect(decodeBody(splitFrames(bytes.subarray(13)).frames[0]!.body)).toStrictEqual(written);
    }
  });

  it('grows to what it has to hold', () => {
    const large: Frame = {
      totals: { stored: 0, duplicate: 0, deadLettered: 1 },
      entries: [{ topic: 't', key: 'k', observations: [], deadLetters: [{ payloadBase64: 'A'.repeat(6_000_000), reason: 'not-json', detail: 'd', receivedAtUs: 1 }] }],
    }; // prettier-ignore
    expect(decodeBody(splitFrames(encodeFrame(large)).frames[0]!.body)).toStrictEqual(large);
    expect(encodeFrame({ ...large, entries: [] }).length).toBeLessThan(100);
  });
});
