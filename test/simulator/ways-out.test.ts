import { readFileSync } from 'node:fs';
import { bundleKey, jsonBundle } from '../../simulator/mqtt/json-bundle.js';
import { opcUaJson } from '../../simulator/mqtt/opcua-json.js';
import { packTags } from '../../simulator/mqtt/packtags.js';
import { senml } from '../../simulator/mqtt/senml.js';
import { metricName, sparkplugB } from '../../simulator/mqtt/sparkplug-b.js';
import { asksForRebirth, encodeSparkplug, type Datatype } from '../../simulator/mqtt/sparkplug-payload.js';
import { unsJson } from '../../simulator/mqtt/uns-json.js';
import type { Outgoing, Reading } from '../../simulator/mqtt/way-out.js';
import { describeWithShared } from '../shared.js';

const PREFIX = { uns: 'umh/v1/demo/valclair/solids/solid-dose', bundle: 'demo/valclair/solids/solid-dose', sparkplug: 'demo-valclair/solid-dose' };
const at = (source: string, tag: string, value: Reading['value'], timeMs = 1_767_600_000_000): Reading => ({ source, tag, value, timeMs });
const STATE = '_packml_v1/Status/StateCurrent';

/** Fields of a protobuf message by their numbers, as far as the tests look at them. Written apart from the encoder. */
function decode(bytes: Buffer): Map<number, (number | Buffer)[]> {
  const fields = new Map<number, (number | Buffer)[]>();
  let i = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = BigInt(bytes[i++]!);
      value |= (byte & 127n) << shift;
      if (byte < 128n) return Number(value);
    }
  };
  while (i < bytes.length) {
    const key = varint();
    let value: number | Buffer;
    if (key % 8 === 0) value = varint();
    else if (key % 8 === 1) {
      value = bytes.readDoubleLE(i);
      i += 8;
    } else {
      const length = varint();
      value = bytes.subarray(i, i + length);
      i += length;
    }
    const number = key >> 3;
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
}
const metricsOf = (payload: Buffer) =>
  (decode(payload).get(2) ?? []).map((bytes) => {
    const fields = decode(bytes as Buffer);
    const one = (number: number) => fields.get(number)?.[0];
    const value = one(10) ?? one(11) ?? one(13) ?? one(14) ?? one(15);
    return { name: one(1)?.toString(), alias: one(2), datatype: one(4), value: Buffer.isBuffer(value) ? value.toString() : value };
  });
const seqOf = (payload: Buffer) => decode(payload).get(3)?.[0];
const made = ({ topic, payload }: Outgoing | { topic: string; payload: Buffer }) => ({
  topic,
  payload: typeof payload === 'function' ? payload() : (payload as Buffer),
});

describe('UNS JSON', () => {
  it('is one tag a topic below the cell, the unit or the machine', () => {
    expect(unsJson(PREFIX.uns).encode([at('press/press', STATE, 6), at('', '_order_v1/Event', '{"a":1}')])).toEqual([
      { topic: `umh/v1/demo/valclair/solids/solid-dose/press/press/${STATE}`, payload: '{"timestamp_ms":1767600000000,"value":6}' },
      { topic: 'umh/v1/demo/valclair/solids/solid-dose/_order_v1/Event', payload: '{"timestamp_ms":1767600000000,"value":"{\\"a\\":1}"}' },
    ]);
  });
});

describe('the JSON bundle', () => {
  it('is one message for what a source says at an instant', () => {
    const readings = [
      at('coater', STATE, 6),
      at('dryer', STATE, 4),
      at('coater', '_energy_v1/AcActivePowerTotal', 36.1),
      at('coater', '_batch_v1/Event', 'x', 1_767_600_000_001),
    ];
    expect(jsonBundle(PREFIX.bundle).encode(readings)).toEqual([
      { topic: 'demo/valclair/solids/solid-dose/coater/telemetry', payload: '{"ts":"2026-01-05T08:00:00.000Z","state":6,"kW":36.1}' },
      { topic: 'demo/valclair/solids/solid-dose/dryer/telemetry', payload: '{"ts":"2026-01-05T08:00:00.000Z","state":4}' },
      { topic: 'demo/valclair/solids/solid-dose/coater/telemetry', payload: '{"ts":"2026-01-05T08:00:00.001Z","batch.Event":"x"}' },
    ]);
  });

  it('gives every tag a key of its own', () => {
    expect(bundleKey('_energy_v1/heat/Energy')).toBe('energy.heat.Energy');
    expect(bundleKey('_packml_v1/Admin/ProdDefectiveCount/0/AccCount')).toBe('reject');
  });
});

describe('PackTags', () => {
  it('are the value alone on a topic of the tag', () => {
    expect(packTags('a/b').encode([at('press/press', STATE, 6), at('', '_order_v1/Event', '{"a":1}'), at('press', '_batch_v1/LotId', '')])).toEqual([
      { topic: 'a/b/press/press/Status/StateCurrent', payload: '6' },
      { topic: 'a/b/Order/Event', payload: '{"a":1}' },
      { topic: 'a/b/press/Batch/LotId', payload: '' },
    ]);
  });
});

describe('SenML', () => {
  it('is a pack for what a source says at an instant, with units', () => {
    const said = [at('oven/2', STATE, 6), at('oven/2', '_energy_v1/heat/Power', 4.5), at('oven/2', '_batch_v1/Step', 'bake'), at('', '_alarm_v1/Event', 'x')];
    expect(senml('e/s/a/cell-1').encode(said)).toEqual([
      {
        topic: 'e/s/a/cell-1/oven/2/telemetry',
        payload: '[{"bn":"cell-1:oven.2:","bt":1767600000,"n":"state","v":6},{"n":"power.heat","u":"kW","v":4.5},{"n":"step","vs":"bake"}]',
      },
      { topic: 'e/s/a/cell-1/telemetry', payload: '[{"bn":"cell-1:cell:","bt":1767600000,"n":"alarmEvent","vs":"x"}]' },
    ]);
  });
});

describe('OPC UA PubSub JSON', () => {
  it('is a message of the DataSetWriter that a source is, its sequence unbroken', () => {
    const way = opcUaJson('opcua/json/data/p');
    const [first, second] = [6, 4].map(
      (state) => way.encode([at('oven/2', STATE, state), at('oven/2', '_packml_v1/Admin/ProdProcessedCount/0/AccCount', 1)])[0]!,
    );
    expect([first!.topic, JSON.parse(first!.payload as string)]).toEqual([
      'opcua/json/data/p/oven.2',
      {
        MessageId: 'p-oven.2-1767600000000-1',
        MessageType: 'ua-data',
        PublisherId: 'p',
        Messages: [
          {
            DataSetWriterId: 1,
            DataSetWriterName: 'oven.2',
            SequenceNumber: 1,
            Timestamp: '2026-01-05T08:00:00.000Z',
            MessageType: 'ua-deltaframe',
            Payload: { 'Status.StateCurrent': 6, 'Admin.ProdProcessedCount[0].AccCount': 1 },
          },
        ],
      },
    ]);
    expect(JSON.parse(second!.payload as string)).toMatchObject({ Messages: [{ DataSetWriterId: 1, SequenceNumber: 2 }] });
  });
});

describe('Sparkplug B', () => {
  it('names metrics as PackTags do', () => {
    expect([STATE, '_packml_v1/Admin/ProdProcessedCount/0/AccCount', '_energy_v1/AcActivePowerTotal', '_batch_v1/LotId'].map(metricName)).toEqual([
      'Status/StateCurrent',
      'Admin/ProdProcessedCount[0]/AccCount',
      'Energy/AcActivePowerTotal',
      'Batch/LotId',
    ]);
  });

  it('begins with births of all that is known, then sends data by alias, its sequence unbroken', () => {
    const way = sparkplugB(PREFIX.sparkplug, [at('press', STATE, 4), at('press/press', '_packml_v1/Status/CurMachSpeed', 1992.5)]);
    const session = way.session!();
    const births = session.greetings().map(made);
    expect(births.map(({ topic }) => topic)).toEqual([
      'spBv1.0/demo-valclair/NBIRTH/solid-dose',
      'spBv1.0/demo-valclair/DBIRTH/solid-dose/press',
      'spBv1.0/demo-valclair/DBIRTH/solid-dose/press.press',
    ]);
    expect(births.map(({ payload }) => seqOf(payload))).toEqual([0, 1, 2]);
    expect(metricsOf(births[0]!.payload)[0]).toMatchObject({ name: 'bdSeq', value: 0 });
    expect(metricsOf(births[1]!.payload)).toEqual([{ name: 'Status/StateCurrent', alias: 1, datatype: 3, value: 4 }]);
    expect(metricsOf(births[2]!.payload)).toEqual([{ name: 'Status/CurMachSpeed', alias: 2, datatype: 10, value: 1992.5 }]);
    const data = way.encode([at('press', STATE, 6), at('press/press', '_packml_v1/Status/CurMachSpeed', 0)]).map(made);
    expect(data.map(({ topic }) => topic.split('/')[2])).toEqual(['DDATA', 'DDATA']);
    expect(data.map(({ payload }) => seqOf(payload))).toEqual([3, 4]);
    expect(metricsOf(data[0]!.payload)).toEqual([{ name: undefined, alias: 1, datatype: 3, value: 6 }]);
  });

  it('gives the will of each connection the bdSeq of its birth, and no sequence', () => {
    const way = sparkplugB(PREFIX.sparkplug, []);
    for (const bdSeq of [0, 1, 2]) {
      const { will, greetings } = way.session!();
      expect(will.topic).toBe('spBv1.0/demo-valclair/NDEATH/solid-dose');
      expect(metricsOf(will.payload)).toEqual([{ name: 'bdSeq', alias: undefined, datatype: 4, value: bdSeq }]);
      expect(seqOf(will.payload)).toBeUndefined();
      expect(metricsOf(greetings()[0]!.payload)[0]!.value).toBe(bdSeq);
    }
  });

  it('is born again where a device says something new, and does not repeat events in births', () => {
    const way = sparkplugB(PREFIX.sparkplug, []);
    way.session!().greetings();
    const event: Reading = { ...at('press', '_batch_v1/Event', '{"event":"step-end"}'), event: true };
    const first = way.encode([at('press', STATE, 6), event]).map(made);
    expect(first.map(({ topic }) => topic.split('/')[2])).toEqual(['DBIRTH', 'DDATA']);
    expect(metricsOf(first[0]!.payload).map(({ name, value }) => [name, value])).toEqual([
      ['Status/StateCurrent', 6],
      ['Batch/Event', ''],
    ]);
    expect(metricsOf(first[1]!.payload)[1]!.value).toBe('{"event":"step-end"}');
    expect(way.encode([at('press', STATE, 4)]).map(({ topic }) => topic.split('/')[2])).toEqual(['DDATA']);
  });

  it('counts its sequence from 0 to 255 and on from 0', () => {
    const way = sparkplugB(PREFIX.sparkplug, [at('press', STATE, 0)]);
    way.session!().greetings();
    const seqs = Array.from({ length: 300 }, (_, i) => seqOf(made(way.encode([at('press', STATE, i % 18)])[0]!).payload));
    expect(seqs).toEqual(Array.from({ length: 300 }, (_, i) => (2 + i) % 256));
  });

  it('answers a command to be born again, and no other', () => {
    const way = sparkplugB(PREFIX.sparkplug, [at('press', STATE, 0)]);
    way.session!().greetings();
    const command = (value: boolean) => encodeSparkplug({ timeMs: 1, metrics: [{ name: 'Node Control/Rebirth', timeMs: 1, datatype: 'Boolean', value }] });
    expect(way.asked!.topic).toBe('spBv1.0/demo-valclair/NCMD/solid-dose');
    expect(way.asked!.answer(command(true)).map(({ topic }) => topic.split('/')[2])).toEqual(['NBIRTH', 'DBIRTH']);
    expect(way.asked!.answer(command(false))).toEqual([]);
    for (const noise of [Buffer.from('no protobuf'), Buffer.from([0x12, 0xff]), Buffer.alloc(0)]) expect(asksForRebirth(noise)).toBe(false);
  });
});

interface Vector {
  id: string;
  hex: string;
  payload: { timestamp: number; seq?: number; metrics: { name?: string; alias?: number; timestamp: number; type: string; value: number | string | boolean }[] };
}

describeWithShared('against encoded vectors of Sparkplug B', [['data', 'sparkplug', 'vectors.json']], ([file]) => {
  const vectors = JSON.parse(readFileSync(file!, 'utf8')) as Vector[];
  const asked = vectors.find(({ id }) => id === 'pharma-ncmd-rebirth')!;
  const plain = vectors.filter(({ payload }) =>
    payload.metrics.every(
      ({ type, value, ...rest }) =>
        ['Int32', 'Int64', 'UInt64', 'Double', 'Boolean', 'String'].includes(type) &&
        !(Number(value) < 0) &&
        Object.keys(rest).every((key) => ['name', 'alias', 'timestamp'].includes(key)),
    ),
  );

  it('knows a command to be born again', () => {
    expect(asksForRebirth(Buffer.from(asked.hex, 'hex'))).toBe(true);
  });

  it.each(plain.map((vector) => [vector.id, vector] as const))('encodes the same fields: %s', (_, { hex, payload }) => {
    const metrics = payload.metrics.map(({ timestamp, type, ...rest }) => ({ ...rest, timeMs: timestamp, datatype: type as Datatype }));
    const ours = encodeSparkplug({ timeMs: payload.timestamp, metrics, seq: payload.seq });
    expect(metricsOf(ours)).toEqual(metricsOf(Buffer.from(hex, 'hex')));
    expect(decode(ours).get(1)).toEqual(decode(Buffer.from(hex, 'hex')).get(1));
  });
});
