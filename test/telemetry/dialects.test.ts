import { LineDefinition } from '../../src/contract/line.js';
import type { Observation, SignalValue } from '../../src/contract/telemetry.js';
import { decode, type Decoded } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from './cells.js';
import { testLine } from './lines.js';
import { unnumbered } from './unnumbered.js';

const NOW_MS = Date.UTC(2026, 0, 5, 8);
const NOW_US = NOW_MS * 1000;
const NOW_S = NOW_MS / 1000;
const PREFIX = 'acme/packing/line-1';

/** A line whose filler and packer are understood as said. */
function line(mqtt: object, filler: object = {}, packer: object = {}): LineDefinition {
  const plain = testLine('line-1');
  const stations = plain.stations.map((station) => ({ ...station, mqtt: station.id === 'filler' ? filler : packer }));
  const mapping = LineDefinition.shape.mqtt.parse({ dialect: 'uns-json', prefix: PREFIX, ...mqtt });
  return {
    ...plain,
    stations: stations.map((station) => ({ ...station, mqtt: LineDefinition.shape.stations.element.shape.mqtt.parse(station.mqtt) })),
    mqtt: mapping,
  };
}
function reader(definition: LineDefinition, cells = [testCell('cell-1')]) {
  const table = new TopicTable([definition], cells);
  const host = new SparkplugHost(sparkplugSources(cells), () => undefined);
  return (topic: string, payload: unknown): Decoded =>
    unnumbered(decode(topic, Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)), table, host, NOW_US));
}
const brief = ({ unit, signal, value, measuredAtUs, quality }: Observation) => [unit, signal, value, measuredAtUs - NOW_US, quality];
const told = (decoded: Decoded) => {
  if (!decoded.ok) throw new Error(decoded.detail);
  return { said: decoded.observations.map(brief), refused: decoded.refused.map(({ reason, detail }) => `${reason} ${detail}`) };
};
const said = (decoded: Decoded) => told(decoded).said;
const value = (decoded: Decoded): SignalValue | string => (decoded.ok ? (decoded.observations[0]?.value ?? null) : decoded.detail);

describe('PackTags, a topic for each tag', () => {
  const read = reader(line({ dialect: 'packtags' }));
  const at = (tag: string, payload: string) => read(`${PREFIX}/filler/${tag}`, payload);

  it.each<[string, string, string, SignalValue]>([
    ['Status/StateCurrent', '6', 'state', 'Execute'],
    ['Status/StateCurrent', ' 11\n', 'state', 'Held'],
    ['Status/StateCurrent', '"EXECUTE"', 'state', 'Execute'],
    ['Status/CurMachSpeed', '119.5', 'speed', 119.5],
    ['Status/CurMachSpeed', '1.195E2', 'speed', 119.5],
    ['Status/CurMachSpeed', 'null', 'speed', null],
    ['Status/EquipmentInterlock/Blocked', 'True', 'blocked', true],
    ['Admin/ProdDefectiveCount/0/AccCount', '118', 'defectiveCount', 118],
    ['Batch/LotId', '0019', 'batch', '0019'],
    ['Batch/LotId', '"19"', 'batch', '19'],
    ['Energy/AcActivePowerTotal', '-0.5', 'power', -0.5],
    ['Process/SealTemp', '163.5', 'process.sealTemp', 163.5],
    ['Process/Door', 'open', 'process.door', 'open'],
  ])('%s %s is %s %j, measured when it came', (tag, payload, signal, expected) => {
    expect(said(at(tag, payload))).toEqual([['filler', signal, expected, 0, 'good']]);
  });

  it.each([
    ['Status/CurMachSpeed', '', 'expected a number, a flag or a text, not ""'],
    ['Status/CurMachSpeed', '{"value":6}', 'expected a number, a flag or a text, not "{\\"value\\":6}"'],
    ['Status/CurMachSpeed', '"6', 'expected a number, a flag or a text, not "\\"6"'],
    ['Status/CurMachSpeed', 'NaN', 'speed: expected a finite number, not "NaN"'],
    ['Status/CurMachSpeed', '1e999', 'speed: expected a finite number, not Infinity'],
    ['Command/Start', '1', 'line line-1 maps no such topic'],
  ])('%s %j is refused', (tag, payload, detail) => {
    expect(at(tag, payload)).toMatchObject({ ok: false, detail });
  });

  it('are no duplicates where an equal value comes at another time', () => {
    const table = new TopicTable([line({ dialect: 'packtags' })]);
    const host = new SparkplugHost([], () => undefined);
    const session = (nowUs: number) => {
      const decoded = unnumbered(decode(`${PREFIX}/filler/Status/StateCurrent`, Buffer.from('6'), table, host, nowUs));
      return decoded.ok && decoded.session;
    };
    expect(session(NOW_US)).not.toBe(session(NOW_US + 1));
  });
});

describe('JSON objects of any form', () => {
  it('have time, value and quality where the file says', () => {
    const read = reader(
      line({
        time: { field: 'header/t', format: 's' },
        value: 'body/v',
        quality: { field: 'q', good: [192, 'GOOD'], uncertain: [64] },
        ignore: ['unit', '_packml_v1/Command/Start'],
      }),
    );
    const speed = (message: object) => read(`${PREFIX}/filler/_packml_v1/Status/CurMachSpeed`, message);
    const message = { header: { t: NOW_S }, body: { v: 80 } };
    expect(said(speed(message))).toEqual([['filler', 'speed', 80, 0, 'good']]);
    expect([192, 'GOOD', 64, 0, {}].map((q) => said(speed({ ...message, q, unit: '/min' }))[0]![4])).toEqual(['good', 'good', 'uncertain', 'bad', 'bad']);
    expect(speed({ ...message, extra: 1 })).toMatchObject({ ok: false, detail: 'there is no field "extra" in such a reading' });
    expect(speed({ body: { v: 80 } })).toMatchObject({ ok: false, detail: 'header/t is missing' });
    expect(speed({ header: { t: NOW_S } })).toMatchObject({ ok: false, detail: 'body/v is missing' });
    expect(read(`${PREFIX}/filler/_packml_v1/Command/Start`, '1')).toEqual({ ok: true, observations: [], refused: [] });
  });

  it.each<[string, unknown, number | string]>([
    ['iso', '2026-01-05T09:00:00', 0],
    ['iso', NOW_MS, 'timestamp_ms: 1767600000000 is no time in iso'],
    ['s', NOW_S + 0.25, 250_000],
    ['s', `${NOW_S}`, 0],
    ['ms', NOW_MS, 0],
    ['us', NOW_US + 1, 1],
    ['ns', NOW_US * 1000, 0],
    ['ns', `${NOW_US}123`, 0],
    ['ms', 'soon', 'timestamp_ms: "soon" is no time in ms'],
    ['s', NOW_MS, '1767600000000000 ms is not between the years 2000 and 2200'],
  ])('tell the time in %s: %j', (format, timestamp_ms, expected) => {
    const decoded = reader(line({ time: { format } }))(`${PREFIX}/filler/_packml_v1/Status/CurMachSpeed`, { timestamp_ms, value: 1 });
    expect(decoded.ok ? decoded.observations[0]!.measuredAtUs - NOW_US : decoded.detail).toBe(expected);
  });

  it('may come without a time', () => {
    const read = reader(line({ time: 'arrival' }, { dialect: 'json-bundle' }));
    expect(said(read(`${PREFIX}/packer/_packml_v1/Status/CurMachSpeed`, { value: 80 }))).toEqual([['packer', 'speed', 80, 0, 'good']]);
    expect(said(read(`${PREFIX}/filler/telemetry`, { speed: 80 }))).toEqual([['filler', 'speed', 80, 0, 'good']]);
  });
});

describe('a JSON bundle of a machine of a line', () => {
  const read = reader(
    line({
      dialect: 'json-bundle',
      messages: 'data',
      time: { field: 'head/ts' },
      ignore: ['seq', 'head/id'],
      signals: { 'drive/tubes_h': { signal: 'speed', receivedIn: '1/h' }, watt: { signal: 'power', receivedIn: 'W' } },
    }),
  );
  const head = { ts: '2026-01-05T08:00:00Z', id: 7 };

  it('is read at its topic, with values in objects where they are mapped', () => {
    expect(told(read(`${PREFIX}/filler/data`, { head, seq: 1, state: 6, drive: { tubes_h: 4740, rpm: 3 }, watt: 2200, other: { tubes_h: 1 } }))).toEqual({
      said: [
        ['filler', 'state', 'Execute', 0, 'good'],
        ['filler', 'speed', 79, 0, 'good'],
        ['filler', 'power', 2.2, 0, 'good'],
      ],
      refused: ['unknown-topic line-1/filler has no "drive/rpm"', 'unknown-topic line-1/filler has no "other"'],
    });
    expect(read(`${PREFIX}/filler/telemetry`, { head, state: 6 })).toMatchObject({ ok: false, reason: 'unknown-topic' });
  });

  it('that is nothing but what is not read has no readings', () => {
    expect(told(read(`${PREFIX}/filler/data`, { head, seq: 2 }))).toEqual({ said: [], refused: [] });
  });

  it('gives a bad value alone, in the same place and at the same time', () => {
    const decoded = read(`${PREFIX}/filler/data`, { head, drive: { tubes_h: 'fast' } });
    const [refused] = decoded.ok ? decoded.refused : [];
    expect(Buffer.from(refused!.payload).toString()).toBe('{"head":{"ts":"2026-01-05T08:00:00Z"},"drive":{"tubes_h":"fast"}}');
  });

  it('survives a value too deep to be written again', () => {
    const deep = `{"head":{"ts":${NOW_MS}},"state":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(told(read(`${PREFIX}/filler/data`, deep)).refused).toEqual(['bad-value state: expected a number from 0 to 17 or its name, not an array']);
  });
});

describe('states and modes of a source', () => {
  const state = (states: unknown, given: unknown) =>
    value(reader(line({ states }))(`${PREFIX}/filler/_packml_v1/Status/StateCurrent`, { timestamp_ms: NOW_MS, value: given }));
  it.each<[unknown, unknown, SignalValue]>([
    ['packml', 6, 'Execute'],
    ['opc-30060', 4, 'Execute'],
    ['opc-30060', '12', 'Suspended'],
    ['opc-30060', 'execute', 'Execute'],
    ['libremfg', 1, 'Idle'],
    ['weihenstephan', 'Operating', 'Execute'],
    ['weihenstephan', 'tailback', 'Suspended'],
    [{ '16': 'Execute', RUN: 'Execute', true: 'Execute', false: 'Stopped' }, 16, 'Execute'],
    [{ '16': 'Execute', RUN: 'Execute', true: 'Execute', false: 'Stopped' }, 'run ', 'Execute'],
    [{ '16': 'Execute', RUN: 'Execute', true: 'Execute', false: 'Stopped' }, false, 'Stopped'],
    [{ '16': 'Execute' }, null, null],
    [{ '16': 'Execute' }, 6, 'state: 6 is not in the map of the source'],
    [{ '16': 'Execute' }, { a: 1 }, 'state: an object is not in the map of the source'],
    ['opc-30060', '__proto__', 'state: "__proto__" is not in the map of the source'],
  ])('by %j %j is %j', (states, given, expected) => {
    expect(state(states, given)).toBe(expected);
  });

  it('differ from machine to machine', () => {
    const read = reader(line({ states: 'opc-30060', modes: { '7': 'Production' } }, { states: { '1': 'Held' }, modes: { AUTO: 'Production' } }));
    const at = (unit: string, tag: string, given: unknown) => value(read(`${PREFIX}/${unit}/_packml_v1/Status/${tag}`, { timestamp_ms: NOW_MS, value: given }));
    expect([at('filler', 'StateCurrent', 1), at('packer', 'StateCurrent', 1)]).toEqual(['Held', 'Resetting']);
    expect([at('filler', 'UnitModeCurrent', 'auto'), at('packer', 'UnitModeCurrent', 7)]).toEqual(['Production', 'Production']);
  });
});

describe('scale, offset and unit of a number', () => {
  it.each<[object, unknown, SignalValue]>([
    [{ signal: 'power', receivedIn: 'W' }, 2200, 2.2],
    [{ signal: 'energy', receivedIn: 'MJ' }, 36, 10],
    [{ signal: 'speed', receivedIn: '1/h' }, 6000, 100],
    [{ signal: 'speed', receivedIn: '1/h', scale: 10 }, 6000, 1000],
    [{ signal: 'process.temp', receivedIn: 'K', unit: 'Cel' }, 273.15, 0],
    [{ signal: 'process.temp', scale: 0.1, offset: -40 }, 600, 20],
    [{ signal: 'process.temp', receivedIn: 'degF', unit: 'Cel' }, 212, 100],
    [{ signal: 'goodCount', scale: 1000 }, 1.5, 1500],
  ])('%j of %j is %j', (mapping, given, expected) => {
    const decoded = reader(line({ signals: { X: mapping } }))(`${PREFIX}/filler/X`, { timestamp_ms: NOW_MS, value: given });
    expect(value(decoded) as number).toBeCloseTo(expected as number, 9);
  });
});

it('each machine of a line may speak a dialect of its own, below a prefix of its own', () => {
  const read = reader(line({}, { dialect: 'packtags', prefix: 'plc/7', topic: '' }, { dialect: 'senml' }));
  expect(said(read('plc/7/Status/StateCurrent', '6'))).toEqual([['filler', 'state', 'Execute', 0, 'good']]);
  expect(said(read(`${PREFIX}/packer/telemetry`, [{ n: 'state', v: 6, t: NOW_S }]))).toEqual([['packer', 'state', 'Execute', 0, 'good']]);
});

describe('the sources of a cell', () => {
  const cell = testCell('cell-1', {
    mqtt: {
      dialect: 'packtags',
      states: 'opc-30060',
      sources: {
        mixer: {
          dialect: 'json-bundle',
          prefix: 'old/mixer',
          topic: '',
          messages: '',
          states: { '2': 'Execute' },
          signals: { flow: { signal: 'draw.air', receivedIn: 'l/s', unit: 'x' } },
        },
        'utilities.air': { dialect: 'senml' },
      },
    },
    utilities: [{ id: 'air', unit: 'm3' }],
  });
  const read = reader(testLine('line-2'), [cell]);

  it('may each be understood otherwise', () => {
    expect(said(read('e/s/a/cell-1/oven/1/Status/StateCurrent', '4'))).toEqual([['oven.1', 'state', 'Execute', 0, 'good']]);
    expect(said(read('old/mixer', { ts: NOW_MS, state: 2, flow: 10 }))).toEqual([
      ['mixer', 'state', 'Execute', 0, 'good'],
      ['mixer', 'draw.air', 36, 0, 'good'],
    ]);
    expect(said(read('e/s/a/cell-1/utilities/air/telemetry', [{ bn: 'air:', n: 'flow', u: 'l/s', v: 10, t: NOW_S }]))).toEqual([
      ['utilities.air', 'flow', 36, 0, 'good'],
    ]);
  });

  it('of a flow say it with the machine, or its type, and the cell may say otherwise', () => {
    const plain = testCell('cell-3');
    const units = plain.units.map((unit) => ({
      ...unit,
      ...(unit.flow
        ? {
            flow: {
              ...unit.flow,
              stations: unit.flow.stations.map((station) => ({ ...station, mqtt: { states: { '1': 'Held' as const }, modes: { '9': 'Manual' as const } } })),
            },
          }
        : {}),
    }));
    const spoken = { ...plain, units, mqtt: { dialect: 'packtags' as const, sources: { 'pack.filler': { states: { '1': 'Idle' as const } } } } };
    const readSpoken = reader(testLine('line-2'), [spoken]);
    expect(value(readSpoken('e/s/a/cell-3/pack/filler/Status/StateCurrent', '1'))).toBe('Idle');
    expect(value(readSpoken('e/s/a/cell-3/pack/filler/Status/UnitModeCurrent', '9'))).toBe('Manual');
  });

  it('are all subscribed to, each topic once', () => {
    expect(new TopicTable([], [cell]).filters()).toEqual(['e/s/a/cell-1/#', 'old/mixer/#']);
    const within = testCell('cell-2', { mqtt: { dialect: 'packtags', prefix: 'a', sources: { mixer: { dialect: 'senml', prefix: 'a/b' } } } });
    expect(new TopicTable([], [within]).filters()).toEqual(['a/#']);
  });
});
