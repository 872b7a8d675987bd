import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import path from 'node:path';
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import fc from '../../property.js';
import { asksForRebirth } from '../../../simulator/mqtt/sparkplug-payload.js';
import { decodeSparkplug, encodeRebirth, envelopeOf, type SparkplugMetric } from '../../../src/telemetry/decoders/sparkplug-payload.js';
import { sparkplugValue } from '../../../src/telemetry/decoders/sparkplug-value.js';
import { repositoryRoot, sharedFile } from '../../shared.js';

interface Vector {
  id: string;
  hex: string;
  payload: {
    timestamp: number;
    seq?: number;
    metrics: { name?: string; alias?: number; timestamp: number; type: string; value: unknown; isHistorical?: boolean }[];
  };
  decoded: { metrics?: Record<string, unknown>[] };
}
const VECTORS = JSON.parse(readFileSync(path.join(repositoryRoot, 'test/fixtures/sparkplug-vectors.json'), 'utf8')) as Vector[];
const DATATYPE: Record<string, number> = {
  Int8: 1, Int16: 2, Int32: 3, Int64: 4, UInt8: 5, UInt16: 6, UInt32: 7, UInt64: 8, Float: 9, Double: 10, Boolean: 11, String: 12, DateTime: 13, Text: 14,
}; // prettier-ignore

const decoded = (bytes: Uint8Array) => {
  const payload = decodeSparkplug(bytes);
  if (!payload.ok) throw new Error(payload.detail);
  return payload;
};

describe('payloads of Sparkplug B', () => {
  it.each(VECTORS)('$id gives what two other decoders give', ({ hex, payload: expected, decoded: wire }) => {
    const payload = decoded(Buffer.from(hex, 'hex'));
    expect([payload.timestampMs, payload.seq]).toEqual([expected.timestamp, expected.seq]);
    const told = payload.metrics.map((metric) => {
      const value = sparkplugValue(metric, metric.datatype);
      return {
        name: metric.name,
        alias: metric.alias,
        at: metric.timestampMs,
        datatype: metric.datatype,
        value: value.ok ? value.value : value,
        historical: metric.isHistorical,
      };
    });
    expect(told).toEqual(
      expected.metrics.map(({ name, alias, timestamp, type, value, isHistorical }) => ({
        name,
        alias: alias === undefined ? undefined : String(alias),
        at: timestamp,
        datatype: DATATYPE[type],
        value: type === 'Float' && typeof value === 'number' ? Math.fround(value) : value,
        historical: isHistorical,
      })),
    );
    for (const [i, metric] of (wire.metrics ?? []).entries()) {
      const raw = payload.metrics[i]!.value;
      if ('int_value' in metric) expect(raw).toBe(metric['int_value']);
      if ('long_value' in metric) expect(String(raw)).toBe(metric['long_value']);
      if ('float_value' in metric) expect(raw).toBe(Math.fround(Number(metric['float_value'])));
      for (const field of ['double_value', 'boolean_value', 'string_value']) if (field in metric) expect(raw).toBe(metric[field]);
      if ('is_null' in metric) expect(payload.metrics[i]!.isNull).toBe(true);
    }
  });

  it('knows the quality of a metric', () => {
    const { hex } = VECTORS.find(({ id }) => id === 'pharma-ddata-bad-quality')!;
    expect(decoded(Buffer.from(hex, 'hex')).metrics[0]!.properties).toEqual({ Quality: 0 });
  });

  it('asks for births exactly as the example does', () => {
    const { hex, payload } = VECTORS.find(({ id }) => id === 'pharma-ncmd-rebirth')!;
    expect(encodeRebirth(payload.timestamp).toString('hex')).toBe(hex);
    expect(asksForRebirth(encodeRebirth(payload.timestamp))).toBe(true);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged()), (bytes) => {
        const payload = decodeSparkplug(bytes);
        if (!payload.ok) expect(payload.reason).toBe('bad-payload');
        else for (const metric of payload.metrics) sparkplugValue(metric, metric.datatype);
      }),
      { numRuns: 1000 },
    );
  });

  it('are those of the data that two other decoders were asked', () => {
    const file = sharedFile('data', 'sparkplug', 'vectors.json');
    if (file === null) return; // nothing to compare with
    const theirs = JSON.parse(readFileSync(file, 'utf8')) as (Vector & { decoded_by_python_protobuf: unknown })[];
    expect(VECTORS.map(({ id, hex, payload, decoded: wire }) => [id, hex, payload, wire])).toEqual(
      theirs.map(({ id, hex, payload, decoded_by_python_protobuf: wire }) => [id, hex, payload, wire]),
    );
  });

  it.each([
    ['deflate', deflateSync],
    ['gzip', gzipSync],
  ])('are read out of a payload that holds them compressed (%s)', (_, compress) => {
    const { hex } = VECTORS.find(({ id }) => id === 'spec-dbirth')!;
    const bytes = Buffer.from(hex, 'hex');
    const packed = packedAs(compress(bytes));
    expect(decoded(packed)).toEqual(decoded(bytes));
    expect(envelopeOf(packed)).toMatchObject({ seq: 1, timestampMs: 1486144502122 });
  });

  it('give their place in the order without their metrics', () => {
    for (const { hex, payload } of VECTORS)
      expect(envelopeOf(Buffer.from(hex, 'hex'))).toMatchObject({ timestampMs: payload.timestamp, ...(payload.seq === undefined ? {} : { seq: payload.seq }) });
    expect(envelopeOf(Buffer.from([0xff]))).toBeNull();
  });

  it('refuses what is compressed to a bomb', () => {
    const bomb = packedAs(gzipSync(Buffer.alloc(200 * 1024 * 1024)));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(decodeSparkplug(bomb)).toMatchObject({ ok: false, reason: 'bad-payload' });
    expect(envelopeOf(bomb)).toBeNull();
  });

  it.each<[string, () => Uint8Array]>([
    ['a million metrics', () => Buffer.alloc(1024 * 1024, Buffer.from([0x12, 0x00]))],
    ['a length beyond the end', () => Buffer.from([0x12, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x00])],
    ['groups within groups', () => Buffer.alloc(1024 * 1024, 0x33)],
    ['a number that does not end', () => Buffer.alloc(1024 * 1024, 0xff)],
    ['a metric that ends too early', () => Buffer.from([0x12, 0x05, 0x0a, 0x20, 0x61, 0x61, 0x61])],
  ])('refuses %s, in little time and memory', (_, bomb) => {
    const bytes = bomb();
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    expect(decodeSparkplug(bytes)).toMatchObject({ ok: false, reason: 'bad-payload' });
    expect(performance.now() - start).toBeLessThan(1000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
  });

  it('refuses more metrics than any message has', () => {
    const payload = new BinaryWriter();
    for (let n = 0; n <= 10_000; n++) payload.tag(2, WireType.LengthDelimited).bytes(new Uint8Array());
    expect(decodeSparkplug(payload.finish())).toMatchObject({ ok: false, reason: 'bad-payload', detail: expect.stringContaining('more than 10000 metrics') });
  });
});

/** A payload that holds another, compressed. */
const packedAs = (body: Uint8Array): Uint8Array =>
  new BinaryWriter().tag(4, WireType.LengthDelimited).string('SPBV1.0_COMPRESSED').tag(5, WireType.LengthDelimited).bytes(body).finish();

/** A vector with one byte changed or its end cut off. */
const damaged = () =>
  fc.record({ vector: fc.constantFrom(...VECTORS), at: fc.nat(), byte: fc.nat(255), cut: fc.boolean() }).map(({ vector, at, byte, cut }) => {
    const bytes = Buffer.from(vector.hex, 'hex');
    if (cut) return bytes.subarray(0, at % bytes.length);
    bytes[at % bytes.length] = byte;
    return bytes;
  });

describe('values of Sparkplug B', () => {
  const metric = (value: SparkplugMetric['value'], more: Partial<SparkplugMetric> = {}): SparkplugMetric => ({
    bytes: new Uint8Array(),
    ...(value === undefined ? {} : { value }),
    ...more,
  });

  it.each([
    ['Int8', 8, 32],
    ['Int16', 16, 32],
    ['Int32', 32, 32],
    ['Int64', 53, 64],
  ])('%s is read back from the unsigned number that it travels as', (type, bits, wire) => {
    const most = 2n ** BigInt(bits - 1) - 1n;
    fc.assert(
      fc.property(fc.bigInt(-most - 1n, most), (value) => {
        const unsigned = BigInt.asUintN(wire, value);
        expect(sparkplugValue(metric(wire === 64 ? unsigned : Number(unsigned)), DATATYPE[type])).toEqual({ ok: true, value: Number(value) });
      }),
    );
  });

  it.each<[string, SparkplugMetric['value'], unknown]>([
    ['UInt8', 255, 255],
    ['UInt32', 4294967295, 4294967295],
    ['UInt32', 4294967295n, 4294967295],
    ['UInt64', 18446744073709551615n, 2 ** 64],
    ['DateTime', 1767600000000n, 1767600000000],
    ['Double', 0.1, 0.1],
    ['Boolean', true, true],
    ['String', '', ''],
    ['Text', 'L-19', 'L-19'],
  ])('%s %p is %p', (type, value, expected) => {
    expect(sparkplugValue(metric(value), DATATYPE[type])).toEqual({ ok: true, value: expected });
  });

  it('a null is a null of any type, and no value at all is none', () => {
    expect(sparkplugValue(metric(undefined, { isNull: true }), DATATYPE['Float'])).toEqual({ ok: true, value: null });
    expect(sparkplugValue(metric(undefined), DATATYPE['Float'])).toEqual({ ok: false, reason: 'bad-value', detail: 'there is no value of Float' });
  });

  it.each<[number | undefined, SparkplugMetric['value'], string]>([
    [20, new Uint8Array(3), 'expected a value of PropertySet, not bytes'],
    [19, new Uint8Array(3), 'no Template: illegal tag: field no 0 wire type 0'],
    [25, new Uint8Array(3), 'no Int64Array: 3 bytes are no Int64Array'],
    [40, 6, 'expected a value of datatype 40, not number'],
    [3, 'six', 'expected a value of Int32, not string'],
    [undefined, 6, 'expected a value of Unknown, not number'],
  ])('refuses datatype %p with %p', (datatype, value, detail) => {
    expect(sparkplugValue(metric(value), datatype)).toEqual({ ok: false, reason: 'bad-value', detail });
  });
});
