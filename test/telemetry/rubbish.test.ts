import { encode } from 'cborg';
import fc from '../property.js';
import { DEAD_LETTER_REASONS, Observation } from '../../src/contract/telemetry.js';
import { DIALECTS } from '../../src/contract/dialect.js';
import { decode } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from './cells.js';
import { unnumbered } from './unnumbered.js';

const NOW_MS = Date.UTC(2026, 0, 5, 8);
const cells = DIALECTS.map((dialect) => testCell(dialect, { mqtt: { dialect, states: 'opc-30060', signals: { 'a/b': { signal: 'process.x', scale: 2 } } } }));
const table = new TopicTable([], cells);
const host = new SparkplugHost(sparkplugSources(cells), () => undefined);

/** A topic of each dialect that messages come on. */
const TOPICS = {
  'uns-json': 'umh/v1/e/s/a/uns-json/mixer/_packml_v1/Status/CurMachSpeed',
  packtags: 'e/s/a/packtags/mixer/Status/CurMachSpeed',
  'json-bundle': 'e/s/a/json-bundle/mixer/telemetry',
  senml: 'e/s/a/senml/mixer/telemetry',
  'opcua-json': 'opcua/json/data/e-s-opcua-json/mixer',
  'sparkplug-b': 'spBv1.0/e-s/DDATA/sparkplug-b/mixer',
} as const;
const take = (dialect: keyof typeof TOPICS, payload: Uint8Array) => unnumbered(decode(TOPICS[dialect], payload, table, host, NOW_MS * 1000));

/** Holds of whatever comes: a reading as the contract has it, or a refusal with a reason and a short sentence. Gives how many of both. */
function count(dialect: keyof typeof TOPICS, payload: Uint8Array): number {
  const decoded = take(dialect, payload);
  const refused = decoded.ok ? decoded.refused : [decoded];
  for (const { reason, detail } of refused) {
    expect(DEAD_LETTER_REASONS).toContain(reason);
    expect(detail.length).toBeLessThan(250);
  }
  for (const { payload: alone } of decoded.ok ? decoded.refused : []) expect(alone.byteLength).toBeGreaterThan(0);
  for (const observation of decoded.ok ? decoded.observations : []) expect(Observation.safeParse(observation).error).toBeUndefined();
  return refused.length + (decoded.ok ? decoded.observations.length : 0);
}

const names = fc.oneof(
  fc.constantFrom('state', 'speed', 'kW', 'power', 'lot', 'batch', 'Status.StateCurrent', '__proto__', 'constructor', 'toString', 'a/b', 'a', 'process.X'),
  fc.string(),
);
const values = fc.oneof(
  fc.jsonValue(),
  fc.double(),
  fc.constantFrom(1e308, -0, 1e-320, Number.MAX_SAFE_INTEGER + 2, 'NaN', 'Infinity', '1e999', '\u0000', '\ud800'),
);
const times = fc.oneof(
  fc.double(),
  fc.string(),
  fc.constantFrom(NOW_MS, NOW_MS / 1000, -1, 2 ** 28, 8.64e15, 1e300, '0000-00-00T00:00:00Z', '2026-01-05T08:00:00'),
);
const bytes = (json: unknown) => Buffer.from(JSON.stringify(json));
/** JSON text with what JSON.stringify never writes. */
const spoiled = fc
  .tuple(fc.jsonValue(), fc.constantFrom('{"ts":1,"ts":2,', '[', '{"a":1e999,', '', '\ufeff', '{"__proto__":{"x":1},'), fc.constantFrom(']', '}', '', ',', '"'))
  .map(([json, head, tail]) => Buffer.from(`${head}${JSON.stringify(json)}${tail}`));

describe.each(DIALECTS)('rubbish in %s', (dialect) => {
  it('of any bytes never makes the decoder throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (payload) => void count(dialect, payload)),
      { numRuns: 300 },
    );
  });

  it('of any JSON and nearly JSON never makes the decoder throw', () => {
    fc.assert(
      fc.property(fc.oneof(spoiled, fc.jsonValue().map(bytes)), (payload) => void count(dialect, payload)),
      { numRuns: 300 },
    );
  });

  it.each([
    ['deep', Buffer.from(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)],
    ['deep objects', Buffer.from(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
    ['deep in a message', Buffer.from(`{"ts":${NOW_MS},"state":${'['.repeat(200_000)}${']'.repeat(200_000)}}`)],
    ['deep in a record', Buffer.from(`[{"n":"state","v":${'[{"v":'.repeat(50_000)}1${'}]'.repeat(50_000)}}]`)],
    [
      'deep in a field',
      Buffer.from(`{"Messages":[{"Timestamp":"2026-01-05T08:00:00Z","Payload":{"Power":${'{"Body":'.repeat(50_000)}1${'}'.repeat(50_000)}}}]}`),
    ],
    ['too large', Buffer.alloc(1024 * 1024 + 1, 0x20)],
    ['half a character', Buffer.from([0x22, 0xf0, 0x9f, 0x98, 0x22])],
    ['nothing', Buffer.alloc(0)],
  ])('that is %s costs a refusal and nothing else', (_what, payload) => {
    expect(count(dialect, payload)).toBeGreaterThan(0);
  });
});

describe('every record is a reading or a refusal', () => {
  it('of a bundle', () => {
    fc.assert(
      fc.property(fc.dictionary(names, values), times, (fields, ts) => {
        const payload = bytes({ ...fields, ts });
        const { ts: _ts, ...others } = JSON.parse(payload.toString()) as Record<string, unknown>;
        const decoded = take('json-bundle', payload);
        const isGroup = typeof others.a === 'object' && others.a !== null && !Array.isArray(others.a);
        const expected = Object.keys(others).length + (isGroup ? Object.keys(others.a as object).length - 1 : 0);
        expect(count('json-bundle', payload)).toBe(decoded.ok ? expected : 1);
      }),
    );
  });

  it('of a SenML pack in CBOR', () => {
    const label = fc.oneof(fc.integer({ min: -8, max: 9 }), names);
    const value = fc.oneof(values, fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n - 1n }), fc.uint8Array({ maxLength: 5 }));
    const records = fc.array(
      fc.array(fc.tuple(label, value), { maxLength: 6 }).map((fields) => new Map<unknown, unknown>(fields)),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(records, fc.nat(200), (pack, cut) => {
        const whole = encode(pack);
        count('senml', whole);
        if (cut < whole.length - 1) expect(count('senml', whole.subarray(0, cut + 1))).toBe(1);
      }),
    );
  });

  it('of a SenML pack', () => {
    const record = fc.record(
      {
        n: fc.oneof(names, fc.jsonValue()),
        u: fc.constantFrom('W', 'kW', 'x', 3),
        t: times,
        bt: times,
        bn: fc.constantFrom('m:', 7),
        v: values,
        vs: fc.string(),
        s: values,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(record, fc.jsonValue()), { minLength: 1 }), (records) => {
        const payload = bytes(records);
        const decoded = take('senml', payload);
        if (!decoded.ok) return void count('senml', payload);
        const sent = JSON.parse(payload.toString()) as unknown[];
        // A record may have a value and a sum; one with base fields alone has neither.
        const most = sent.length + sent.filter((one) => typeof one === 'object' && one !== null && 's' in one).length;
        const least = sent.filter((one) => typeof one !== 'object' || one === null || ['n', 'v', 'vs', 's'].some((key) => key in one)).length;
        const counted = count('senml', payload);
        expect([counted >= least, counted <= most]).toEqual([true, true]);
      }),
    );
  });

  it('of an OPC UA message', () => {
    const field = fc.oneof(
      values,
      fc.record({ Value: values, SourceTimestamp: times, Status: fc.oneof(fc.integer(), fc.jsonValue()) }, { requiredKeys: ['Value'] }),
    );
    fc.assert(
      fc.property(fc.array(fc.dictionary(names, field), { minLength: 1 }), times, (sets, Timestamp) => {
        const payload = bytes({ MessageType: 'ua-data', Messages: sets.map((Payload) => ({ DataSetWriterName: 'mixer', Timestamp, Payload })) });
        const { Messages: messages } = JSON.parse(payload.toString()) as { Messages: { Payload: object }[] };
        const fields = messages.reduce((sum, { Payload }) => sum + Object.keys(Payload).length, 0);
        const counted = count('opcua-json', payload);
        expect([fields, messages.length]).toContain(counted);
      }),
    );
  });

  it('of a tag', () => {
    fc.assert(fc.property(values, times, (value, timestamp_ms) => count('uns-json', bytes({ timestamp_ms, value })) === 1));
    fc.assert(fc.property(fc.oneof(fc.string(), fc.double().map(String)), (text) => count('packtags', Buffer.from(text)) === 1));
  });
});

it('a key that stands twice counts once, with its last value', () => {
  const decoded = take('json-bundle', Buffer.from(`{"ts":${NOW_MS},"speed":1,"speed":2}`));
  expect(decoded).toMatchObject({ ok: true, observations: [{ signal: 'speed', value: 2 }], refused: [] });
});

it('nothing that came changes what objects are', () => {
  take('json-bundle', Buffer.from(`{"ts":${NOW_MS},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":{"polluted":1}}}`));
  expect('polluted' in {}).toBe(false);
});
