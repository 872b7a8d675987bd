import fc from '../property.js';
import { DEAD_LETTER_REASONS, type Observation } from '../../src/contract/telemetry.js';
import { decode } from '../../src/telemetry/decode.js';
import { parseIsoTimestamp } from '../../src/telemetry/decoders/timestamp.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testLine } from './lines.js';
import { unnumbered } from './unnumbered.js';

const NOW_US = Date.UTC(2026, 0, 5, 8) * 1000;
const NOW_MS = NOW_US / 1000;
const table = new TopicTable([testLine('wall-1'), testLine('replay-1', { clock: 'source' })]);
const host = new SparkplugHost([], () => undefined);
const ROOT = 'umh/v1/e/s/a/wall-1/filler';
const read = (topic: string, payload: string | Buffer) => unnumbered(decode(topic, Buffer.from(payload as string), table, host, NOW_US));
const value = (tag: string, given: unknown) => {
  const decoded = read(`${ROOT}/${tag}`, JSON.stringify({ timestamp_ms: NOW_MS, value: given }));
  return decoded.ok ? decoded.observations[0]!.value : decoded.reason;
};

describe('decoding UNS JSON', () => {
  it('gives the reading with its time, to the microsecond, and the time of arrival', () => {
    const expected: Observation = {
      line: 'wall-1', unit: 'packer', signal: 'state', value: 'Execute', measuredAtUs: 1767600000000125, receivedAtUs: NOW_US, quality: 'good',
    }; // prettier-ignore
    expect(read('umh/v1/e/s/a/wall-1/cell-7/packer/_packml_v1/Status/StateCurrent', '{"timestamp_ms":1767600000000.125,"value":6}')).toStrictEqual({
      ok: true,
      observations: [expected],
      refused: [],
    });
  });

  it.each([
    ['_packml_v1/Status/StateCurrent', 6, 'Execute'],
    ['_packml_v1/Status/StateCurrent', '11', 'Held'],
    ['_packml_v1/Status/StateCurrent', 'EXECUTE', 'Execute'],
    ['_packml_v1/Status/StateCurrent', 18, 'bad-value'],
    ['_packml_v1/Status/StateCurrent', 6.5, 'bad-value'],
    ['_packml_v1/Status/StateCurrent', true, 'bad-value'],
    ['_packml_v1/Status/StateCurrent', '__proto__', 'bad-value'],
    ['_packml_v1/Status/StateCurrent', null, null],
    ['_packml_v1/Status/UnitModeCurrent', 1, 'Production'],
    ['_packml_v1/Status/UnitModeCurrent', 'maintenance', 'Maintenance'],
    ['_packml_v1/Status/CurMachSpeed', 119.5, 119.5],
    ['_packml_v1/Status/CurMachSpeed', '119.5', 119.5],
    ['_packml_v1/Status/CurMachSpeed', 'NaN', 'bad-value'],
    ['_packml_v1/Status/CurMachSpeed', '', 'bad-value'],
    ['_packml_v1/Status/CurMachSpeed', [1], 'bad-value'],
    ['_packml_v1/Status/MachSpeed', 120, 120],
    ['_packml_v1/Status/EquipmentInterlock/Blocked', true, true],
    ['_packml_v1/Status/EquipmentInterlock/Starved', 0, false],
    ['_packml_v1/Status/EquipmentInterlock/Starved', 2, 'bad-value'],
    ['_packml_v1/Admin/ProdProcessedCount/0/AccCount', 118, 118],
    ['_packml_v1/Admin/ProdDefectiveCount/0/AccCount', -1, 'bad-value'],
    ['_packml_v1/Admin/StopReason/ID', 301, 301],
    ['_packml_v1/Admin/StopReason/ID', 0.5, 'bad-value'],
    ['_energy_v1/AcActivePowerTotal', -0.2, -0.2],
    ['_energy_v1/AcActiveEnergyTotalImportHp', 12.25, 12.25],
    ['_batch_v1/LotId', 'L-19', 'L-19'],
    ['_batch_v1/LotId', 19, '19'],
    ['_batch_v1/LotId', 'x'.repeat(1001), 'bad-value'],
    ['_process_v1/MainCompForce', 6.5, 6.5],
    ['_process_v1/Door', 'open', 'open'],
    ['_process_v1/Flow', 3, 6],
    ['_old_v1/Produced', 1.5, 1500],
    ['_packml_v1/Status/CurMachSpeed', -1, 'bad-value'],
    ['_packml_v1/Status/CurMachSpeed', 1e7, 1e7],
    ['_packml_v1/Status/MachSpeed', 1.1e7, 'bad-value'],
    ['_packml_v1/Admin/ProdProcessedCount/0/AccCount', 1e16, 'bad-value'],
    ['_old_v1/Produced', 1e13, 'bad-value'],
    ['_energy_v1/AcActivePowerTotal', -1e300, 'bad-value'],
    ['_energy_v1/AcActivePowerTotal', -1e6, -1e6],
    ['_energy_v1/AcActivePowerTotal', 1_000_001, 'bad-value'],
    ['_energy_v1/AcActiveEnergyTotalImportHp', -0.1, 'bad-value'],
    ['_energy_v1/AcActiveEnergyTotalImportHp', 1.1e12, 'bad-value'],
    ['_process_v1/MainCompForce', -1.1e15, 'bad-value'],
    ['_process_v1/Bad-Name', 1, 'unknown-topic'],
    ['_process_v1/a/b', 1, 'unknown-topic'],
    ['_packml_v1/Command/Start', 1, 'unknown-topic'],
  ])('%s %j is %j', (tag, given, expected) => {
    expect(value(tag, given)).toBe(expected);
  });

  it('says what a value may be that no machine can have', () => {
    const refused = (tag: string, given: number) => read(`${ROOT}/${tag}`, JSON.stringify({ timestamp_ms: NOW_MS, value: given }));
    expect(refused('_energy_v1/AcActivePowerTotal', -1e300)).toMatchObject({ detail: 'power: -1e+300 kW is not between -1000000 and 1000000 kW' });
    expect(refused('_packml_v1/Admin/ProdDefectiveCount/0/AccCount', -1)).toMatchObject({ detail: 'defectiveCount: -1 is not between 0 and 9007199254740991' });
  });

  it('names a process value by its tag, and by the mapping where there is one', () => {
    const signal = (tag: string) => {
      const found = table.find(`${ROOT}/${tag}`);
      return found.ok && found.target.kind === 'tag' ? found.target.field.signal : null;
    };
    expect([signal('_process_v1/SealTemp'), signal('_process_v1/Flow')]).toStrictEqual(['process.sealTemp', 'process.fillFlow']);
  });

  it.each<[string, string | Buffer, string]>([
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'not-utf8'],
    ['no JSON', '6', 'bad-payload'],
    ['no JSON at all', 'EXECUTE', 'not-json'],
    ['an empty payload', '', 'not-json'],
    ['an array', '[1,2]', 'bad-payload'],
    ['no value', '{"timestamp_ms":1767600000000}', 'bad-payload'],
    ['no time stamp', '{"value":6}', 'bad-payload'],
    ['a further field', '{"timestamp_ms":1767600000000,"value":6,"unit":"kW"}', 'bad-payload'],
    ['a time that is none', '{"timestamp_ms":"yesterday","value":6}', 'bad-payload'],
    ['a number too large for a double', '{"timestamp_ms":1767600000000,"value":1e999}', 'bad-value'],
    ['a time before 2000', '{"timestamp_ms":946684799999,"value":6}', 'implausible-timestamp'],
    ['a time after 2200', '{"timestamp_ms":7258118400000,"value":6}', 'implausible-timestamp'],
    ['a time in microseconds', '{"timestamp_ms":1767600000000000,"value":6}', 'implausible-timestamp'],
    ['a million brackets', '['.repeat(1_000_000), 'not-json'],
    ['a deep value', `{"timestamp_ms":1767600000000,"value":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'bad-value'],
    ['more than a mebibyte', ' '.repeat(1024 * 1024 + 1), 'too-large'],
  ])('refuses %s', (_what, payload, reason) => {
    const decoded = read(`${ROOT}/_packml_v1/Status/CurMachSpeed`, payload);
    expect(decoded).toMatchObject({ ok: false, reason });
    expect((decoded as { detail: string }).detail.length).toBeLessThan(200);
  });

  it('refuses what is more than five minutes ahead, on the wall clock only', () => {
    const at = (line: string, ms: number) => read(`umh/v1/e/s/a/${line}/filler/_energy_v1/AcActivePowerTotal`, `{"timestamp_ms":${ms},"value":1}`);
    expect(at('wall-1', NOW_MS + 300_000)).toMatchObject({ ok: true });
    expect(at('wall-1', NOW_MS + 300_001)).toMatchObject({ ok: false, reason: 'future-timestamp' });
    expect(at('replay-1', NOW_MS + 300_001)).toMatchObject({ ok: true });
    expect(at('wall-1', NOW_MS - 400 * 86_400_000)).toMatchObject({ ok: true });
  });

  it('tells a topic below a known prefix from one that no line reads', () => {
    expect(read('umh/v1/e/s/a/wall-1/nobody/x', '{}')).toStrictEqual({ ok: false, reason: 'unknown-topic', detail: 'line wall-1 maps no such topic' });
    expect(read('elsewhere', '{}')).toStrictEqual({ ok: false, reason: 'unknown-topic', detail: 'no line reads this topic' });
  });

  it('bounds the process values of a station that come by rule', () => {
    const fresh = new TopicTable([testLine('many')]);
    const found = Array.from({ length: 1001 }, (_, i) => fresh.find(`umh/v1/e/s/a/many/filler/_process_v1/P${i}`).ok);
    expect(found.filter((ok) => ok)).toHaveLength(1000);
    expect(fresh.find('umh/v1/e/s/a/many/filler/_process_v1/P0').ok).toBe(true);
  });

  it('refuses two stations on the same topics', () => {
    const twice = testLine('b', { mqtt: { dialect: 'uns-json', prefix: 'umh/v1/e/s/a/a' } });
    expect(() => new TopicTable([testLine('a'), twice])).toThrow('b/filler and a/filler read the same topics: umh/v1/e/s/a/a/filler/…');
  });

  it('subscribes to the prefixes of the lines', () => {
    expect(table.filters()).toStrictEqual(['umh/v1/e/s/a/replay-1/#', 'umh/v1/e/s/a/wall-1/#']);
  });

  it('never throws, whatever comes', () => {
    const topics = fc.oneof(fc.string(), fc.string().map((tail) => `${ROOT}/${tail}`), fc.constantFrom(`${ROOT}/_packml_v1/Status/StateCurrent`, `${ROOT}/_batch_v1/LotId`, `${ROOT}/_process_v1/X`)); // prettier-ignore
    const payloads = fc.oneof(
      fc.uint8Array().map((bytes) => Buffer.from(bytes)),
      fc.jsonValue().map((json) => Buffer.from(JSON.stringify(json))),
      fc
        .record({ timestamp_ms: fc.oneof(fc.double(), fc.string(), fc.constant(NOW_MS)), value: fc.jsonValue() })
        .map((json) => Buffer.from(JSON.stringify(json))),
    );
    fc.assert(
      fc.property(topics, payloads, (topic, payload) => {
        const decoded = decode(topic, payload, table, host, NOW_US);
        if (decoded.ok) for (const { measuredAtUs } of decoded.observations) expect(Number.isSafeInteger(measuredAtUs)).toBe(true);
        else expect(DEAD_LETTER_REASONS).toContain(decoded.reason);
      }),
      { numRuns: 500 },
    );
  });
});

describe('ISO time stamps', () => {
  const utc = (text: string) => Date.parse(text) * 1000;
  it.each([
    ['2026-01-05T08:00:00Z', utc('2026-01-05T08:00:00Z')],
    ['2026-01-05T08:00:00.1234567Z', utc('2026-01-05T08:00:00Z') + 123_456],
    ['2026-01-05T09:00:00,5+01:00', utc('2026-01-05T08:00:00Z') + 500_000],
    ['2026-01-05T03:30-0430', utc('2026-01-05T08:00:00Z')],
    ['2026-01-05T09:00:00', utc('2026-01-05T08:00:00Z')],
    ['2026-07-05 10:00', utc('2026-07-05T08:00:00Z')],
    ['2026-10-25T02:30:00', utc('2026-10-25T00:30:00Z')], // of the two, the first
    ['2026-03-29T02:30:00', utc('2026-03-29T01:30:00Z')], // skipped: as if the clocks had not changed
    ['2026-03-29T03:00:00', utc('2026-03-29T01:00:00Z')],
    ['2026-02-30T08:00:00Z', null],
    ['2026-01-05T25:00:00Z', null],
    ['2026-01-05', null],
  ])('%s in Paris', (text, expected) => {
    expect(parseIsoTimestamp(text, 'Europe/Paris')).toBe(expected);
  });
});
