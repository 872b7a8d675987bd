import fc from '../property.js';
import { DEAD_LETTER_REASONS, SignalName, type SignalValue } from '../../src/contract/telemetry.js';
import { SourceId } from '../../src/contract/equipment.js';
import { cellSources } from '../../src/plant/cell-sources.js';
import { decode } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from './cells.js';
import { testLine } from './lines.js';
import { unnumbered } from './unnumbered.js';

const NOW_MS = Date.UTC(2026, 0, 5, 8);
const cells = [testCell('uns-1'), testCell('bundle-1', { mqtt: { dialect: 'json-bundle' } })];
const table = new TopicTable([testLine('line-1')], cells);
const host = new SparkplugHost(sparkplugSources(cells), () => undefined);
const take = (topic: string, payload: string | Buffer) => unnumbered(decode(topic, Buffer.from(payload as string), table, host, NOW_MS * 1000));
const read = (below: string, value: unknown) => take(`umh/v1/e/s/a/uns-1/${below}`, JSON.stringify({ timestamp_ms: NOW_MS, value }));
const bundle = (below: string, values: object) => take(`e/s/a/bundle-1/${below}`, JSON.stringify({ ts: '2026-01-05T08:00:00.000Z', ...values }));

const EVENT = JSON.stringify({ event: 'step-begin', lot: 'L-1', step: 'mix', in: 100 });

describe('a cell that speaks UNS JSON', () => {
  it.each<[string, unknown, string, string, SignalValue]>([
    ['mixer/_packml_v1/Status/StateCurrent', 6, 'mixer', 'state', 'Execute'],
    ['oven/2/_batch_v1/Phase', 'bake', 'oven.2', 'phase', 'bake'],
    ['oven/2/_batch_v1/LotId', '', 'oven.2', 'batch', null],
    ['mixer/_batch_v1/Product', '', 'mixer', 'product', null],
    ['mixer/_batch_v1/Order', 'alpha-weekly-1', 'mixer', 'order', 'alpha-weekly-1'],
    ['mixer/_batch_v1/Step', 'mix', 'mixer', 'step', 'mix'],
    ['mixer/_batch_v1/Event', EVENT, 'mixer', 'batchEvent', EVENT],
    ['mixer/_energy_v1/heat/Power', 4.5, 'mixer', 'power.heat', 4.5],
    ['mixer/_energy_v1/heat/Energy', 45, 'mixer', 'energy.heat', 45],
    ['mixer/_utility_v1/air/Flow', 12, 'mixer', 'draw.air', 12],
    ['mixer/_utility_v1/air/Total', 120, 'mixer', 'used.air', 120],
    ['pack/filler/_packml_v1/Status/CurMachSpeed', 59.9, 'pack.filler', 'speed', 59.9],
    ['pack/filler/_process_v1/SealTemp', 160, 'pack.filler', 'process.sealTemp', 160],
    ['utilities/air/_utility_v1/Flow', 30, 'utilities.air', 'flow', 30],
    ['utilities/air/_utility_v1/Total', 300, 'utilities.air', 'total', 300],
    ['utilities/air/_energy_v1/AcActiveEnergyTotalImportHp', 3, 'utilities.air', 'energy', 3],
    ['zones/solids/_hvac_v1/SetbackActive', true, 'zones.solids', 'hvac.setbackActive', true],
    ['zones/solids/_hvac_v1/RoomRH', 45.1, 'zones.solids', 'hvac.roomRh', 45.1],
    ['zones/solids/_hvac_v1/SupplyAirTemp', 18, 'zones.solids', 'hvac.supplyAirTemp', 18],
    ['weather/_weather_v1/OutdoorAirRH', 80, 'weather', 'weather.outdoorAirRh', 80],
    [
      '_order_v1/Event',
      '{"event":"done","order":"o","product":"alpha","lost":0}',
      'cell',
      'orderEvent',
      '{"event":"done","order":"o","product":"alpha","lost":0}',
    ],
    [
      'laboratory/_qc_v1/Release',
      '{"lot":"L","release":"r","decision":"released"}',
      'laboratory',
      'qcRelease',
      '{"lot":"L","release":"r","decision":"released"}',
    ],
    ['_alarm_v1/Event', '{"alarm":"hold-limit","raised":true,"severity":"low"}', 'cell', 'alarmEvent', '{"alarm":"hold-limit","raised":true,"severity":"low"}'],
  ])('%s %j is of %s, %s', (below, given, unit, signal, value) => {
    const decoded = read(below, given);
    expect(decoded).toEqual({
      ok: true,
      observations: [{ line: 'uns-1', unit, signal, value, measuredAtUs: NOW_MS * 1000, receivedAtUs: NOW_MS * 1000, quality: 'good' }],
      refused: [],
    });
  });

  it.each([
    'oven/_packml_v1/Status/StateCurrent', // it has slots
    'oven/3/_packml_v1/Status/StateCurrent',
    'mixer/_energy_v1/steam/Power',
    'mixer/_energy_v1/electricity/Power',
    'mixer/_hvac_v1/RoomRH',
    'pack/filler/_batch_v1/Phase',
    'utilities/water/_utility_v1/Flow',
    'laboratory/_qc_v1/Sample',
    'zones/solids/_packml_v1/Status/StateCurrent',
    '_packml_v1/Status/StateCurrent',
    'weather/_weather_v1/Bad-Name',
  ])('%s is of nothing that the cell file makes possible', (below) => {
    expect(read(below, 1)).toEqual({ ok: false, reason: 'unknown-topic', detail: 'cell uns-1 has no such source or tag' });
  });

  it.each([
    ['mixer/_batch_v1/Event', 'begun', 'batchEvent: expected an event as JSON text, not "begun"'],
    ['mixer/_batch_v1/Event', 7, 'batchEvent: expected an event as JSON text, not 7'],
    ['mixer/_batch_v1/Event', '{"event":"step-begin","lot":"L"}', 'batchEvent: /step missing'],
    ['mixer/_batch_v1/Event', '{"event":"step-begun"}', 'batchEvent: /event expected'],
    ['laboratory/_qc_v1/Result', '[]', 'qcResult: '],
    ['mixer/_alarm_v1/Event', '{"alarm":"x","raised":"yes","severity":"low"}', 'alarmEvent: /raised expected'],
    ['mixer/_utility_v1/air/Flow', 1e12, 'draw.air: 1000000000000 /h is not between'],
    ['utilities/air/_utility_v1/Total', -1, 'total: -1 is not between'],
    ['zones/solids/_hvac_v1/SetbackActive', 2, 'hvac.setbackActive: expected true or false'],
    ['zones/solids/_hvac_v1/RoomRH', -50, 'hvac.roomRh: -50 % is not between'],
    ['weather/_weather_v1/OutdoorAirTemp', 'warm', 'weather.outdoorAirTemp: expected a finite number'],
    ['mixer/_energy_v1/heat/Energy', -1, 'energy.heat: -1 kWh is not between'],
  ])('%s %j is refused with what was expected', (below, given, detail) => {
    const refused = read(below, given) as { detail: string };
    expect(refused).toMatchObject({ ok: false, reason: 'bad-value' });
    expect(refused.detail.slice(0, detail.length)).toBe(detail);
    expect(refused.detail.length).toBeLessThan(220);
  });

  it('has names of the contract for all its sources and signals', () => {
    for (const { unit, tags } of cellSources(testCell('any', { utilities: [{ id: '3-bar-steam', unit: 'kg' }] }))) {
      expect(SourceId.safeParse(unit).success).toBe(true);
      for (const signal of Object.values(tags)) expect([signal, SignalName.safeParse(signal).success]).toEqual([signal, true]);
    }
  });
});

describe('a cell that speaks in JSON bundles', () => {
  it('gives a reading for each value, and refuses a bad one alone, with a message that has only that', () => {
    const decoded = bundle('oven/1/telemetry', { state: 6, kW: 'much', 'energy.heat.Energy': 7, lot: '', colour: 'red', 'process.Temp': 180 });
    if (!decoded.ok) throw new Error(decoded.detail);
    expect(decoded.observations.map(({ line, unit, signal, value }) => [line, unit, signal, value])).toEqual([
      ['bundle-1', 'oven.1', 'state', 'Execute'],
      ['bundle-1', 'oven.1', 'energy.heat', 7],
      ['bundle-1', 'oven.1', 'batch', null],
      ['bundle-1', 'oven.1', 'process.temp', 180],
    ]);
    expect(decoded.refused.map(({ reason, detail, payload }) => [reason, detail, Buffer.from(payload).toString()])).toEqual([
      ['bad-value', 'power: expected a finite number, not "much"', '{"ts":"2026-01-05T08:00:00.000Z","kW":"much"}'],
      ['unknown-topic', 'bundle-1/oven.1 has no "colour"', '{"ts":"2026-01-05T08:00:00.000Z","colour":"red"}'],
    ]);
    const again = take('e/s/a/bundle-1/oven/1/telemetry', Buffer.from(decoded.refused[0]!.payload));
    expect(again).toMatchObject({ ok: true, observations: [], refused: [{ detail: 'power: expected a finite number, not "much"' }] });
  });

  it('reads the cell itself at its own topic, and times without zone in the zone of the cell', () => {
    const decoded = take(
      'e/s/a/bundle-1/telemetry',
      '{"ts":"2026-01-05T09:00:00","order.Event":"{\\"event\\":\\"done\\",\\"order\\":\\"o\\",\\"product\\":\\"alpha\\",\\"lost\\":1}"}',
    );
    expect(decoded).toMatchObject({ ok: true, observations: [{ unit: 'cell', signal: 'orderEvent', measuredAtUs: NOW_MS * 1000 }] });
  });

  it.each<[string, string | Buffer, string]>([
    ['no time', '{"state":6}', 'bad-payload'],
    ['a time that is none', '{"ts":"soon","state":6}', 'bad-payload'],
    ['a time far ahead', '{"ts":"2026-01-05T08:06:00Z","state":6}', 'future-timestamp'],
    ['a time in seconds', `{"ts":${NOW_MS / 1000},"state":6}`, 'implausible-timestamp'],
    ['no value', '{"ts":"2026-01-05T08:00:00Z"}', 'bad-payload'],
    ['no JSON', '{', 'not-json'],
    ['an array', '[6]', 'bad-payload'],
    ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'not-utf8'],
    ['more values than any source has', `{"ts":${NOW_MS},${Array.from({ length: 10_001 }, (_, i) => `"a${i}":1`).join()}}`, 'bad-payload'],
  ])('is refused whole with %s', (_what, payload, reason) => {
    expect(take('e/s/a/bundle-1/mixer/telemetry', payload)).toMatchObject({ ok: false, reason });
  });

  it('never throws, and loses no value', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.constantFrom('state', 'kW', 'lot', 'batch.Event', '__proto__', 'process.X'), fc.string()), fc.jsonValue()),
        (values) => {
          const text = JSON.stringify({ ...values, ts: NOW_MS });
          const decoded = take('e/s/a/bundle-1/mixer/telemetry', text);
          const { ts: _ts, ...others } = JSON.parse(text) as Record<string, unknown>;
          if (decoded.ok) expect(decoded.observations.length + decoded.refused.length).toBe(Object.keys(others).length);
          else expect(DEAD_LETTER_REASONS).toContain(decoded.reason);
        },
      ),
    );
  });

  it('never throws at bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(take('e/s/a/bundle-1/mixer/telemetry', Buffer.from(bytes)).ok).toBeDefined();
      }),
    );
  });
});

it('subscribes to lines and cells, and to nodes of Sparkplug B apart', () => {
  const all = new TopicTable([testLine('line-1')], [...cells, testCell('node-1', { mqtt: { dialect: 'sparkplug-b', prefix: 'plant/node' } })]);
  expect(all.filters()).toEqual(['e/s/a/bundle-1/#', 'umh/v1/e/s/a/line-1/#', 'umh/v1/e/s/a/uns-1/#']);
  expect(all.sparkplugFilters()).toEqual(['spBv1.0/plant/+/node/#']);
  expect(['spBv1.0/plant/DDATA/node/mixer', 'spBv1.0/plant/DDATA/other/mixer', 'umh/v1/e/s/a/uns-1/x'].map((topic) => all.lineOf(topic))).toEqual([
    'node-1',
    null,
    'uns-1',
  ]);
});
