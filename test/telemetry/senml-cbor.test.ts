import { encode } from 'cborg';
import { looksLike } from '../../src/telemetry/commissioning/looks-like.js';
import { bytesOf } from '../../src/telemetry/decoders/json-object.js';
import { decodeSenml, type SenmlReading } from '../../src/telemetry/decoders/senml.js';
import { parseSenmlCbor } from '../../src/telemetry/decoders/senml-cbor.js';
import fc from '../property.js';

const NOW_US = Date.UTC(2026, 0, 5, 8) * 1000;

/** The example of RFC 8428, section 6: that of section 5.1.2 in CBOR. */
const OF_RFC = Buffer.from(
  `87 a7 21 78 1b 75 72 6e 3a 64 65 76 3a 6f 77 3a 31 30 65 32 30 37 33 61 30 31 30 38 30 30 36 3a
   22 fb 41 d3 03 a1 5b 00 10 62 23 61 41 20 05 00 67 76 6f 6c 74 61 67 65 01 61 56 02 fb 40 5e 06
   66 66 66 66 66 a3 00 67 63 75 72 72 65 6e 74 06 24 02 fb 3f f3 33 33 33 33 33 33 a3 00 67 63 75
   72 72 65 6e 74 06 23 02 fb 3f f4 cc cc cc cc cc cd a3 00 67 63 75 72 72 65 6e 74 06 22 02 fb 3f
   f6 66 66 66 66 66 66 a3 00 67 63 75 72 72 65 6e 74 06 21 02 f9 3e 00 a3 00 67 63 75 72 72 65 6e
   74 06 20 02 fb 3f f9 99 99 99 99 99 9a a3 00 67 63 75 72 72 65 6e 74 06 00 02 fb 3f fb 33 33 33
   33 33 33`.replace(/\s/g, ''),
  'hex',
);
const IN_JSON = [
  { bn: 'urn:dev:ow:10e2073a0108006:', bt: 1.276020076001e9, bu: 'A', bver: 5, n: 'voltage', u: 'V', v: 120.1 },
  { n: 'current', t: -5, v: 1.2 },
  { n: 'current', t: -4, v: 1.3 },
  { n: 'current', t: -3, v: 1.4 },
  { n: 'current', t: -2, v: 1.5 },
  { n: 'current', t: -1, v: 1.6 },
  { n: 'current', v: 1.7 },
];

const LABEL: Record<string, number> = { bver: -1, bn: -2, bt: -3, bu: -4, bv: -5, bs: -6, n: 0, u: 1, v: 2, vs: 3, vb: 4, s: 5, t: 6, ut: 7, vd: 8 };
const labelled = (record: object) => new Map(Object.entries(record).map(([name, value]) => [LABEL[name] ?? name, value as unknown]));
const cbor = (records: readonly object[]) => encode(records.map(labelled));
const read = (payload: Uint8Array) => {
  const pack = decodeSenml(payload, NOW_US);
  return pack.ok ? { readings: pack.readings.map(sayings), refused: pack.refused } : pack;
};
const sayings = ({ alone, ...reading }: SenmlReading) => ({ ...reading, alone: alone() });
const ofJson = (records: unknown) => read(Buffer.from(JSON.stringify(records)));

describe('SenML in CBOR', () => {
  it('reads the example of the RFC as its JSON', () => {
    expect(read(OF_RFC)).toEqual(ofJson(IN_JSON));
    expect(read(cbor(IN_JSON))).toEqual(ofJson(IN_JSON));
  });

  it('says of any pack what its JSON says', () => {
    const value = fc.oneof(
      fc.record({
        v: fc.oneof(
          fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
          fc.integer(),
        ),
      }),
      fc.record({ vs: fc.string() }),
      fc.record({ vb: fc.boolean() }),
      fc.record({ s: fc.integer() }),
    );
    const base = fc.record({ bn: fc.constantFrom('m:', 'x', '?'), bt: fc.integer(), bu: fc.constantFrom('W', 'kW'), bv: fc.integer() }, { requiredKeys: [] });
    const rest = fc.record({ n: fc.constantFrom('speed', 'power', ''), u: fc.constantFrom('W', '1/min'), t: fc.integer() }, { requiredKeys: [] });
    const records = fc.array(
      fc.tuple(base, rest, value).map((parts) => Object.assign({}, ...parts) as object),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(fc.property(records, (pack) => expect(read(cbor(pack))).toEqual(ofJson(pack))));
  });

  it('may have an array and maps without their lengths, texts for labels, decimal fractions, and say that it is CBOR', () => {
    const open = Buffer.from('9fbf00617002fb4000000000000000ffff', 'hex'); // [_ {_ 0: "p", 2: 2.0}]
    expect(read(open)).toMatchObject({ readings: [{ name: 'p', value: 2 }], refused: [] });
    expect(read(encode([{ n: 'p', v: 2 }]))).toMatchObject({ readings: [{ name: 'p', value: 2 }] });
    const fraction = Buffer.from('81a200617002c48221196ab3', 'hex'); // 4([-2, 27315])
    expect(read(fraction)).toMatchObject({ readings: [{ name: 'p', value: 273.15 }] });
    expect(read(Buffer.concat([Buffer.from('d9d9f7', 'hex'), fraction]))).toMatchObject({ readings: [{ name: 'p', value: 273.15 }] });
  });

  it.each<[string, object, string]>([
    ['a number beyond what a double can count', { n: 'p', v: 2n ** 63n }, 'v: 9223372036854775808 is not of its kind'],
    ['NaN', { n: 'p', v: NaN }, 'v: NaN is not of its kind'],
    ['an infinity', { n: 'p', v: Infinity }, 'v: Infinity is not of its kind'],
    ['nothing', { n: 'p', v: null }, 'v: null is not of its kind'],
    ['bytes', { n: 'p', vd: new Uint8Array([1, 2]) }, 'vd: bytes are no value of a signal'],
    ['a map', { n: 'p', v: new Map([[1, 2]]) }, 'v: an object is not of its kind'],
  ])('refuses %s alone', (_, record, detail) => {
    const pack = read(cbor([record, { n: 'q', v: 1 }]));
    expect(pack).toMatchObject({
      readings: [{ name: 'q', value: 1 }],
      refused: [{ reason: 'bad-payload', detail }].map((each) => (detail.startsWith('vd') ? { ...each, reason: 'bad-value' } : each)),
    });
  });

  it('keeps a record that is refused as the JSON that it is, with what can be kept', () => {
    const pack = read(cbor([{ n: '?', vd: new Uint8Array([251, 255]), '-7': 1 }]));
    expect('refused' in pack && pack.refused[0]!.alone).toEqual([{ n: '?', vd: '-_8', '-7': 1 }]);
  });

  it('refuses what must be understood, and another version, whole', () => {
    expect(read(cbor([{ n: 'p', v: 1, secret_: 1 }]))).toMatchObject({ ok: false, detail: 'the field "secret_" would have to be understood' });
    expect(read(cbor([{ bver: 11, n: 'p', v: 1 }]))).toMatchObject({ ok: false, detail: 'bver: version 10 of SenML is read, not 11' });
  });

  it.each<[string, Buffer]>([
    ['cut off', OF_RFC.subarray(0, 100)],
    ['with something behind it', Buffer.concat([OF_RFC, Buffer.from([0])])],
    ['a thousand million records long, it says', Buffer.from('9a3b9aca00', 'hex')],
    ['longer than there are numbers, it says', Buffer.from('9bffffffffffffffff', 'hex')],
    ['a text longer than there are numbers, it says', Buffer.from('81a1007bffffffffffffffff', 'hex')],
    ['100,000 levels deep', Buffer.alloc(100_000, 0x81)],
    ['100,000 levels deep without an end', Buffer.alloc(100_000, 0x9f)],
    ['100,000 tags deep', Buffer.concat(Array.from({ length: 100_000 }, () => Buffer.from('d9d9f7', 'hex')))],
    ['a tag of nobody', Buffer.from('81a10200c1', 'hex')],
    ['a bignum of a tag', Buffer.from('81a100c249010000000000000000', 'hex')],
    ['a decimal fraction of texts', Buffer.from('81a102c48261616162', 'hex')],
    ['an end without a begin', Buffer.from('81ff', 'hex')],
    ['a text in parts', Buffer.from('81a1007f61706171ff', 'hex')],
    ['a reserved length', Buffer.from('9c', 'hex')],
  ])('refuses at once what is %s', (_, payload) => {
    const begin = performance.now();
    expect(read(payload)).toMatchObject({ ok: false, reason: 'bad-payload' });
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it('refuses a million numbers, and a text that is not UTF-8', () => {
    expect(read(Buffer.concat([Buffer.from('9a000f4240', 'hex'), Buffer.alloc(1_000_000, 1)]))).toMatchObject({
      ok: false,
      detail: '1000000 records; at most 10000 are read of a message',
    });
    expect(read(Buffer.from('81a2006170036261ff', 'hex'))).toMatchObject({ ok: false, reason: 'not-utf8' });
  });

  it('never throws, and makes JSON or a refusal of any bytes', () => {
    const begin = fc.constantFrom(0x80, 0x81, 0x9f, 0xd9, 0x98);
    fc.assert(
      fc.property(begin, fc.uint8Array({ maxLength: 200 }), (first, more) => {
        const parsed = parseSenmlCbor(Buffer.concat([Buffer.from([first]), more]));
        if (!parsed.ok) expect(parsed.detail.length).toBeLessThan(200);
        else expect(JSON.parse(Buffer.from(bytesOf(parsed.json, Buffer.from('too deep'))).toString())).toBeDefined();
        read(Buffer.concat([Buffer.from([first]), more]));
      }),
      { numRuns: 1000 },
    );
  });

  it('is known where it is heard and not mapped', () => {
    expect(looksLike('a/b', OF_RFC)).toMatchObject({
      looksLike: 'senml',
      fields: [
        ['urn:dev:ow:10e2073a0108006:voltage', 120.1],
        ['urn:dev:ow:10e2073a0108006:current', 1.2],
      ].concat(Array.from({ length: 5 }, () => expect.anything() as never)),
    });
    expect(looksLike('a/b', Buffer.from([0x81, 0x01]))).toMatchObject({ looksLike: 'binary' });
    expect(looksLike('a/b', OF_RFC.subarray(0, 50))).toMatchObject({ looksLike: 'binary' });
  });
});
