import { parse } from 'yaml';
import fc from '../../property.js';
import type { CommissioningReport } from '../../../src/contract/commissioning.js';
import { Station, type LineDefinition } from '../../../src/contract/line.js';
import { Commissioning } from '../../../src/telemetry/commissioning/commissioning.js';
import { UnmappedTopics } from '../../../src/telemetry/commissioning/unmapped-topics.js';
import { mappedBy } from '../../../src/telemetry/commissioning/mapped.js';
import { decode } from '../../../src/telemetry/decode.js';
import { SparkplugHost } from '../../../src/telemetry/sparkplug-host.js';
import { TopicTable } from '../../../src/telemetry/topics.js';
import { testLine } from '../lines.js';
import { encodeSparkplug } from '../sparkplug-encode.js';

const T0 = Date.UTC(2026, 0, 5, 8) * 1000;
const ROOT = 'umh/v1/e/s/a/line-1/filler';
const second = 1e6;

/** Commissioning that hears messages as the way in would give them. */
function plant(line: LineDefinition = testLine('line-1')) {
  const table = new TopicTable([line]);
  const host = new SparkplugHost([], () => undefined);
  const commissioning = new Commissioning(mappedBy(line, 'line-1.yaml'), table, T0);
  return {
    hear: (topic: string, payload: string | Buffer, atUs: number, again = false): void => {
      const bytes = Buffer.from(payload);
      const read = decode(topic, bytes, table, host, atUs);
      const refused = read.ok ? read.refused : [{ ...read, payload: bytes }];
      const deadLetters = refused.map(({ reason, detail, payload: part }) => ({
        payloadBase64: Buffer.from(part).toString('base64'),
        reason,
        detail,
        receivedAtUs: atUs,
      }));
      commissioning.took({ topic, key: '', observations: read.ok ? read.observations : [], deadLetters }, again ? 'duplicate' : 'stored');
    },
    look: (topic: string, payload: string, atUs: number) => commissioning.looked(topic, Buffer.from(payload), atUs),
    report: (nowUs: number) => commissioning.report(nowUs),
  };
}
const uns = (value: unknown, atUs = T0) => JSON.stringify({ timestamp_ms: atUs / 1000, value });
const source = ({ sources }: Pick<CommissioningReport, 'sources'>, unit: string) => sources.find((each) => each.unit === unit)!;

/** The line with a suggested mapping in its file. */
function mended(line: LineDefinition, yaml: string): LineDefinition {
  const { stations } = parse(yaml) as { stations: { id: string; mqtt: { signals?: object } }[] };
  return {
    ...line,
    stations: line.stations.map((station) => {
      const { mqtt } = stations.find(({ id }) => id === station.id) ?? {};
      return mqtt
        ? { ...station, mqtt: Station.shape.mqtt.parse({ ...station.mqtt, ...mqtt, signals: { ...station.mqtt?.signals, ...mqtt.signals } }) }
        : station;
    }),
  };
}

describe('topics that are heard and not mapped', () => {
  it('are listed with their rate, size and last sample, the most frequent first', () => {
    const { hear, report } = plant();
    for (let n = 0; n < 120; n++) hear('elsewhere/often', `${n}`, T0 + n * second);
    hear('elsewhere/once', Buffer.from([0xff, 0xfe]), T0 + 60 * second);
    const [often, once] = report(T0 + 120 * second).unmapped;
    expect(often).toMatchObject({ topic: 'elsewhere/often', field: null, messages: 120, firstSeenUs: T0, lastSeenUs: T0 + 119 * second, sizeBytes: 3 });
    expect(often).toMatchObject({ sample: { topic: 'elsewhere/often', cut: false }, looksLike: 'packtags', line: null });
    expect(atob(often!.sample.payloadBase64)).toBe('119');
    expect(often!.ratePerMin).toBeGreaterThan(57);
    expect(often!.ratePerMin).toBeLessThan(63);
    expect(once).toMatchObject({ messages: 1, looksLike: 'binary', suggestion: null });
  });

  it('are put together where a level is a number or an identifier', () => {
    const { hear, report } = plant();
    for (let n = 0; n < 50; n++) hear(`shop/order-events/${100_000 + n}/done`, 'true', T0 + n);
    hear('shop/order-events/3f2b6c1e-0000-4000-8000-aabbccddeeff/done', 'true', T0);
    hear('shop/machine/7/done', 'true', T0);
    expect(report(T0).unmapped.map(({ topic, messages }) => [topic, messages])).toStrictEqual([
      ['shop/order-events/+/done', 51],
      ['shop/machine/7/done', 1],
    ]);
  });

  it('name a field that nothing reads, of a message that is read', () => {
    const line = testLine('line-1');
    line.stations[0]!.mqtt!.dialect = 'json-bundle';
    const { hear, report } = plant(line);
    hear(`${ROOT}/telemetry`, '{"ts":"2026-01-05T08:00:00Z","kW":2,"Reject_Count":5}', T0);
    const { unmapped, errors } = report(T0);
    expect(errors).toStrictEqual([]);
    expect(unmapped).toMatchObject([{ topic: `${ROOT}/telemetry`, field: 'Reject_Count', line: 'line-1', suggestion: { unit: 'filler' } }]);
    expect(unmapped[0]!.suggestion!.signals).toStrictEqual([{ name: 'Reject_Count', signal: 'defectiveCount', confidence: 1 }]);
  });

  it('of SenML are fields by what stands after the last colon', () => {
    const line = testLine('line-1', { mqtt: { dialect: 'senml', prefix: 'umh/v1/e/s/a/line-1', signals: {} } });
    const { hear, report } = plant(line);
    hear(`${ROOT}/telemetry`, `[{"bn":"plant:filler:","bt":${T0 / 1e6},"n":"Motor_Power","v":2},{"n":"rssi","v":-60}]`, T0);
    const { unmapped, errors } = report(T0);
    expect(errors).toStrictEqual([]);
    expect(unmapped).toMatchObject([{ field: 'Motor_Power' }, { field: 'rssi' }]);
    expect(unmapped[0]!.suggestion!.signals).toMatchObject([{ name: 'Motor_Power', signal: 'power' }]);
  });

  it('of a discovery are counted unless the way in hears them', () => {
    const { look, report } = plant();
    look('elsewhere/x', '1', T0);
    look('spBv1.0/STATE/pharmatwin', '{"online":true,"timestamp":1}', T0);
    look(`${ROOT}/Weight`, '1', T0);
    expect(report(T0).unmapped.map(({ topic }) => topic)).toStrictEqual(['elsewhere/x']);
  });
});

describe('a suggested mapping', () => {
  it.each([
    ['a tag of the source', `${ROOT}/Machine/Power`, uns(2.2), 'filler', 'power'],
    ['a tag of another unit', `${ROOT}/Machine/Power_W`, uns(2200), 'filler', 'power'],
    ['a tag of no known name', `${ROOT}/Temp/SealBar`, uns(181), 'filler', 'process.tempSealBar'],
    ['a source under another name', 'umh/v1/e/s/a/line-1/Packer_01/Status/State', uns(6), 'packer', 'state'],
    ['a source below another prefix', 'site7/hall-2/filler/Reject_Count', uns(3), 'filler', 'defectiveCount'],
    ['a source that sends values alone', 'site7/filler/Status/CurMachSpeed', '79', 'filler', 'speed'],
    ['a name that is a unit', 'site7/filler/Watt', uns(2200), 'filler', 'power'],
    ['a message of a source', 'site7/packer/data', '{"ts":"2026-01-05T08:00:00Z","power":2.5,"lot":"A1"}', 'packer', 'power'],
  ])('of %s reads what was seen', (_, topic, payload, unit, signal) => {
    const line = testLine('line-1');
    const { hear, report } = plant(line);
    hear(topic, payload, T0);
    const [{ suggestion }] = report(T0).unmapped as [CommissioningReport['unmapped'][number]];
    expect(suggestion).toMatchObject({ line: 'line-1', unit });
    expect(suggestion!.signals[0]).toMatchObject({ signal });
    const read = decode(topic, Buffer.from(payload), new TopicTable([mended(line, suggestion!.yaml)]), new SparkplugHost([], () => undefined), T0);
    expect(read).toMatchObject({ ok: true, refused: [] });
    expect(read.ok && read.observations[0]).toMatchObject({ unit, signal });
  });

  it('says in which file, and of a number in another unit which', () => {
    const { hear, report } = plant();
    hear(`${ROOT}/Power_W`, uns(2200), T0);
    expect(report(T0).unmapped[0]!.suggestion!.yaml).toBe(`# line-1.yaml, line line-1: at its station filler
stations:
  - id: filler
    mqtt:
      signals:
        Power_W:
          signal: power
          receivedIn: W
`);
  });

  it('is of an edge node of Sparkplug B the line whose machines are named most like its devices', () => {
    const { hear, report } = plant();
    const birth = (name: string) => encodeSparkplug({ timeMs: T0 / 1000, metrics: [{ name, datatype: 'Int32', value: 6 }], seq: 1 });
    hear('spBv1.0/acme/DBIRTH/gateway-3/Filler', birth('Status/StateCurrent'), T0);
    const [node] = report(T0).nodes;
    expect(node).toMatchObject({ node: 'acme/gateway-3', line: 'line-1', devices: [{ device: 'Filler' }] });
    expect(node!.yaml).toBe(`# line-1.yaml, line line-1
mqtt:
  dialect: sparkplug-b
  prefix: acme/gateway-3
stations:
  - id: filler
    mqtt:
      topic: Filler
`);
  });

  it('is none where nothing is alike, and moves no source that is heard', () => {
    const { hear, report } = plant();
    hear('weather/paris/temperature', '21', T0);
    hear(`${ROOT}/_energy_v1/AcActivePowerTotal`, uns(2), T0);
    hear('site7/filler/Status/CurMachSpeed', '79', T0);
    expect(report(T0).unmapped.map(({ suggestion }) => suggestion)).toStrictEqual([null, null]);
  });

  it('gives no signal twice: of a machine that tells its power another one is a process value', () => {
    const { hear, report } = plant();
    hear(`${ROOT}/_energy_v1/AcActivePowerTotal`, uns(2), T0);
    hear(`${ROOT}/Drive/Power`, uns(2), T0);
    expect(report(T0).unmapped[0]!.suggestion!.signals).toMatchObject([{ name: 'Drive/Power', signal: 'process.drivePower' }]);
  });
});

describe('silence', () => {
  it('is told of a source never heard, of one that stopped, and of a tag that was mapped and never came', () => {
    const { hear, report } = plant();
    for (let n = 0; n < 60; n++) hear(`${ROOT}/_energy_v1/AcActivePowerTotal`, uns(n, T0 + n * second), T0 + n * second);
    const flow = { line: 'line-1', unit: 'filler', topic: `${ROOT}/_process_v1/Flow`, field: null, lastSeenUs: null, usualGapS: null, silentS: 60 };
    const packer = { line: 'line-1', unit: 'packer', topic: 'umh/v1/e/s/a/line-1/cell-7/packer/#', field: null, lastSeenUs: null, usualGapS: null };
    expect(report(T0 + 59 * second).silent).toStrictEqual([]);
    expect(report(T0 + 60 * second).silent).toStrictEqual([flow, { ...packer, silentS: 60 }]);
    const [filler] = report(T0 + 180 * second).silent;
    expect(filler).toMatchObject({ unit: 'filler', topic: `${ROOT}/#`, lastSeenUs: T0 + 59 * second, silentS: 121 });
    expect(filler!.usualGapS).toBeCloseTo(1, 9);
  });

  it('is not told of a topic by how fast its past was caught up with', () => {
    const { hear, report } = plant();
    const day = 86_400 * second;
    for (let n = 0; n < 100; n++) hear(`${ROOT}/_energy_v1/AcActivePowerTotal`, uns(n, T0 - day + n * 600 * second), T0 + n * second);
    for (let n = 0; n < 6; n++) {
      const atUs = T0 + (200 + n * 600) * second;
      hear(`${ROOT}/_energy_v1/AcActivePowerTotal`, uns(n, atUs), atUs);
      expect(report(atUs + 500 * second).silent.filter(({ unit, topic }) => unit === 'filler' && topic !== `${ROOT}/_process_v1/Flow`)).toEqual([]);
    }
  });

  it('is told of one topic of a source that goes on', () => {
    const { hear, report } = plant();
    for (let n = 0; n < 300; n++) {
      if (n < 100) hear(`${ROOT}/_energy_v1/AcActivePowerTotal`, uns(n, T0 + n * second), T0 + n * second);
      hear(`${ROOT}/_process_v1/Flow`, uns(n, T0 + n * second), T0 + n * second);
    }
    const of = report(T0 + 300 * second).silent.filter(({ unit }) => unit === 'filler');
    expect(of).toMatchObject([{ topic: `${ROOT}/_energy_v1/AcActivePowerTotal`, silentS: 201 }]);
  });
});

describe('the clock and the order of a source', () => {
  const power = (atUs: number, receivedUs: number, again = false) => [`${ROOT}/_energy_v1/AcActivePowerTotal`, uns(1, atUs), receivedUs, again] as const;

  it('is right, ahead or behind by the median of the last five minutes; the worst is told beside', () => {
    const { hear, report } = plant();
    for (let n = 0; n < 100; n++) hear(...power(T0 + n * 3 * second, T0 + (n * 3 + (n === 50 ? 30 : 0.2)) * second));
    expect(source(report(T0 + 300 * second), 'filler').clock).toMatchObject({ medianS: 0.2, worstS: 30, judgement: 'right' });
    expect(source(report(T0 + 3000 * second), 'filler').clock).toStrictEqual({ medianS: null, worstS: null, readings: 0, judgement: 'unknown' });
    const ahead = plant();
    for (let n = 0; n < 10; n++) ahead.hear(...power(T0 + (n * 3 + 90) * second, T0 + n * 3 * second));
    expect(source(ahead.report(T0 + 30 * second), 'filler').clock).toMatchObject({ medianS: -90, judgement: 'ahead' });
  });

  it('is right once three samples are: before them the source was only late', () => {
    const { hear, report } = plant();
    for (let n = 0; n < 50; n++) hear(...power(T0 + n * second - (50 - n) * 3600 * second, T0 + n * 3 * second));
    expect(source(report(T0 + 150 * second), 'filler').clock.judgement).toBe('behind');
    for (let n = 50; n < 53; n++) hear(...power(T0 + n * 3 * second, T0 + (n * 3 + 0.2) * second));
    expect(source(report(T0 + 160 * second), 'filler').clock).toMatchObject({ medianS: 0.2, judgement: 'right' });
  });

  it('counts what came late, out of order and again', () => {
    const { hear, report } = plant();
    hear(...power(T0 + 10 * second, T0 + 11 * second));
    hear(...power(T0 + 9 * second, T0 + 12 * second));
    hear(...power(T0 - 100 * second, T0 + 13 * second));
    hear(...power(T0 + 10 * second, T0 + 14 * second, true));
    expect(source(report(T0 + 20 * second), 'filler')).toMatchObject({ readings: 3, duplicates: 1, outOfOrder: 2, late: 1 });
  });
});

describe('errors by topic', () => {
  it('keep the last three payloads', () => {
    const { hear, report } = plant();
    const topic = `${ROOT}/_energy_v1/AcActivePowerTotal`;
    for (const [at, payload] of ['{', 'x', uns('much'), uns(1e99)].entries()) hear(topic, payload, T0 + at);
    const [error] = report(T0 + 9).errors;
    expect(error).toMatchObject({ topic, line: 'line-1', errors: 4, reasons: { 'not-json': 2, 'bad-value': 2 }, lastSeenUs: T0 + 3 });
    expect(error!.last.map(({ payloadBase64 }) => atob(payloadBase64))).toStrictEqual([uns(1e99), uns('much'), 'x']);
  });
});

describe('memory', () => {
  it('is bounded under 100,000 random topics, each of them counted, and what was there before stays', () => {
    const level = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789') });
    fc.assert(
      fc.property(fc.array(fc.array(level, { minLength: 1, maxLength: 6 }), { minLength: 10, maxLength: 500 }), fc.nat(), (few, salt) => {
        const table = new UnmappedTopics();
        const payload = { bytes: new Uint8Array(5_000), sizeBytes: 5_000 };
        const seen = (topic: string, at: number) => table.seen(topic, null, payload, T0 + at * 1000);
        seen('plant/real/topic', 0);
        for (let n = 0; n < 100_000; n++) seen(`${few[n % few.length]!.join('/')}/${(n * 7919 + salt).toString(36)}x`, n);
        seen('plant/real/topic', 100_000);
        const rows = table.list(T0 + 100_000_000);
        expect(rows.length).toBeLessThanOrEqual(2_200);
        expect(rows.reduce((sum, { messages }) => sum + messages, 0)).toBe(100_002);
        expect(rows.every(({ sample: { bytes } }) => bytes.buffer.byteLength <= 1_024)).toBe(true);
        expect(rows.find(({ topic }) => topic === 'plant/real/topic')).toMatchObject({ messages: 2 });
      }),
      { numRuns: 3 },
    );
  });

  it.each(['Memory', 'Errors', 'Nodes'])('of %s does not grow with what nobody sends twice', (what) => {
    const { hear, report } = plant();
    for (let n = 0; n < 3_000; n++) {
      if (what === 'Errors') hear(`${ROOT}/_process_v1/X${n}`, '{', T0 + n);
      else if (what === 'Nodes') hear(`spBv1.0/group/NDATA/node-${n}`, '', T0 + n);
      else hear(`a${n}/b/c`, '1', T0 + n);
    }
    const { errors, nodes } = report(T0 + second);
    expect([errors.length, nodes.length]).toStrictEqual(what === 'Errors' ? [500, 0] : what === 'Nodes' ? [0, 100] : [0, 0]);
  });
});
