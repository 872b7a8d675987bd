import { decode } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from './cells.js';
import { unnumbered } from './unnumbered.js';

const T = '2026-01-05T08:00:00Z';
const NOW_US = Date.parse(T) * 1000;
const BASE = 'opcua/json/data/e-s-cell-1';
const cells = [
  testCell('cell-1', {
    mqtt: { dialect: 'opcua-json', ignore: ['Heartbeat'], sources: { 'oven.1': { topic: 'Writer-O1' } }, signals: { Power: { signal: 'power' } } },
  }),
];

/** A fresh table: metadata are remembered. */
function reader() {
  const table = new TopicTable([], cells);
  const host = new SparkplugHost(sparkplugSources(cells), () => undefined);
  return (topic: string, message: unknown) => {
    const decoded = unnumbered(decode(topic, Buffer.from(JSON.stringify(message)), table, host, NOW_US));
    if (!decoded.ok) return decoded.detail;
    return {
      said: decoded.observations.map(({ unit, signal, value, measuredAtUs, quality }) => [unit, signal, value, measuredAtUs - NOW_US, quality]),
      refused: decoded.refused.map(({ reason, detail }) => `${reason} ${detail}`),
      payloads: decoded.refused.map(({ payload }) => JSON.parse(Buffer.from(payload).toString()) as unknown),
      session: decoded.session,
    };
  };
}
const data = (...messages: object[]) => ({ MessageId: '1', MessageType: 'ua-data', PublisherId: 'p', Messages: messages });
const set = (name: string, payload: unknown, more: object = {}) => ({ DataSetWriterName: name, Timestamp: T, Payload: payload, ...more });

describe('OPC UA PubSub JSON', () => {
  it('reads key frames and delta frames of several writers of a group', () => {
    const read = reader();
    expect(
      read(
        `${BASE}/group-1`,
        data(
          set('mixer', { 'Status.StateCurrent': 6, 'Admin.ProdProcessedCount[0].AccCount': 118 }, { MessageType: 'ua-keyframe', SequenceNumber: 1 }),
          set('Writer-O1', { 'Status.StateCurrent': 11 }, { MessageType: 'ua-deltaframe', MetaDataVersion: { MajorVersion: 1, MinorVersion: 2 } }),
          { DataSetWriterName: 'mixer', Timestamp: T, MessageType: 'ua-keepalive' },
          set('mixer', { Heartbeat: 7, 'Process.Temp': 21.5 }),
        ),
      ),
    ).toEqual({
      said: [
        ['mixer', 'state', 'Execute', 0, 'good'],
        ['mixer', 'processedCount', 118, 0, 'good'],
        ['oven.1', 'state', 'Held', 0, 'good'],
        ['mixer', 'process.temp', 21.5, 0, 'good'],
      ],
      refused: [],
      payloads: [],
      session: undefined,
    });
  });

  it.each<[string, unknown]>([
    ['a network message with one message', { MessageType: 'ua-data', Messages: set('mixer', { 'Status.StateCurrent': 6 }) }],
    ['a message without a network message', set('mixer', { 'Status.StateCurrent': 6 })],
    ['a list of messages', [set('mixer', { 'Status.StateCurrent': 6 })]],
    ['an id that is a name, as in version 1.04', data({ DataSetWriterId: 'mixer', Timestamp: T, Payload: { 'Status.StateCurrent': 6 } })],
  ])('takes %s', (_what, message) => {
    expect(reader()(BASE, message)).toMatchObject({ said: [['mixer', 'state', 'Execute', 0, 'good']], refused: [] });
  });

  it('takes fields alone on the topic of a writer, measured when they came', () => {
    expect(reader()(`${BASE}/any-group/mixer`, { 'Status.StateCurrent': 6 })).toMatchObject({
      said: [['mixer', 'state', 'Execute', 0, 'good']],
      session: `arrived ${NOW_US}`,
    });
  });

  it.each<[string, unknown, unknown[]]>([
    ['a bare value', 2.5, [2.5, 0, 'good']],
    ['null', null, [null, 0, 'good']],
    ['a Variant of 1.04', { Type: 11, Body: 2.5 }, [2.5, 0, 'good']],
    ['a Variant of 1.05', { UaType: 11, Value: 2.5 }, [2.5, 0, 'good']],
    ['a DataValue with its time', { Value: 2.5, SourceTimestamp: '2026-01-05T07:59:59.5Z', ServerTimestamp: T }, [2.5, -500_000, 'good']],
    ['a DataValue with a Variant', { Value: { Type: 11, Body: 2.5 } }, [2.5, 0, 'good']],
    ['a bad value', { Status: 0x80310000 }, [null, 0, 'bad']],
    ['a bad value with its number', { Value: 2.5, StatusCode: { Code: 0x80000000, Symbol: 'Bad' } }, [2.5, 0, 'bad']],
    ['an uncertain value', { Value: 2.5, Status: { Code: 0x40900000 } }, [2.5, 0, 'uncertain']],
    ['a good value that says so', { Value: 2.5, Status: {} }, [2.5, 0, 'good']],
  ])('takes %s', (_what, field, [value, atUs, quality]) => {
    expect(reader()(BASE, data(set('mixer', { Power: field })))).toMatchObject({ said: [['mixer', 'power', value, atUs, quality]], refused: [] });
  });

  it('takes the status of the whole message, and a text in a language as the text', () => {
    const message = set('mixer', { Power: 2, 'Batch.LotId': { Locale: 'en', Text: 'L-1' } }, { Status: { Code: 0x80000000 } });
    expect(reader()(BASE, data(message))).toMatchObject({ said: [['mixer', 'power', 2, 0, 'bad'], ['mixer', 'batch', 'L-1', 0, 'bad']] }); // prettier-ignore
  });

  it('knows a writer by its id, and the names and units of its fields, once metadata told them', () => {
    const read = reader();
    const message = data({ DataSetWriterId: 7, Timestamp: T, Payload: { Power: 2200 } });
    const inOrder = data({ DataSetWriterId: 7, Timestamp: T, Payload: [1800, 6] });
    expect(read(BASE, message)).toMatchObject({ said: [], refused: ['unknown-topic no metadata named the DataSetWriter 7'] });
    const units = [
      { Key: { Name: 'EngineeringUnits' }, Value: { Type: 22, Body: { TypeId: { Id: 888 }, Body: { UnitId: 5723220, DisplayName: { Text: 'W' } } } } },
    ];
    const metadata = {
      MessageId: '2', MessageType: 'ua-metadata', PublisherId: 'p', DataSetWriterId: 7, DataSetWriterName: 'mixer',
      MetaData: { Name: 'Mixer data', Fields: [{ Name: 'Power', Properties: units }, { Name: 'Status.StateCurrent' }] },
    }; // prettier-ignore
    expect(read('opcua/json/metadata/e-s-cell-1/group/mixer', metadata)).toMatchObject({ said: [], refused: [] });
    expect(read(BASE, message)).toMatchObject({ said: [['mixer', 'power', 2.2, 0, 'good']], refused: [] });
    expect(read(BASE, inOrder)).toMatchObject({ said: [['mixer', 'power', 1.8, 0, 'good'], ['mixer', 'state', 'Execute', 0, 'good']] }); // prettier-ignore
    expect(read(BASE, data({ DataSetWriterId: 7, Timestamp: T, Payload: [1] }))).toMatchObject({ refused: ['bad-payload 1 fields; metadata told of 2'] });
  });

  it('lets a topic of a writer speak for that one alone', () => {
    const read = reader();
    expect(read(`${BASE}/mixer`, data(set('Writer-O1', { Power: 1 })))).toMatchObject({
      refused: ['not-bound Writer-O1 may not speak on the topic of mixer'],
    });
    expect(read(`${BASE}/mixer`, data(set('Line1.Mixer', { Power: 1 })))).toMatchObject({ said: [['mixer', 'power', 1, 0, 'good']] });
    expect(read(BASE, data(set('nobody', { Power: 1 })))).toMatchObject({ refused: ['unknown-topic there is no source of the DataSetWriter "nobody"'] });
    expect(read(BASE, { Power: 1 })).toMatchObject({ refused: ['unknown-topic neither topic nor message names a DataSetWriter'] });
  });

  it('refuses a bad field alone, so that it can be read again, and a bad message alone', () => {
    const read = reader();
    const got = read(BASE, data(set('mixer', { Power: { Value: 'much' }, 'Status.StateCurrent': 6, Colour: 'red' }), { DataSetWriterName: 'mixer', Timestamp: 'soon', Payload: {} }, 5 as never)); // prettier-ignore
    expect(got).toMatchObject({
      said: [['mixer', 'state', 'Execute', 0, 'good']],
      refused: [
        'bad-payload Timestamp: "soon" is no time in iso',
        'bad-payload expected a DataSetMessage, not 5',
        'bad-value power: expected a finite number, not "much"',
        'unknown-topic cell-1/mixer has no "Colour"',
      ],
    });
    if (typeof got === 'string') throw new Error(got);
    expect(read(BASE, got.payloads[2])).toMatchObject({ said: [], refused: ['bad-value power: expected a finite number, not "much"'] });
  });

  it('takes messages that only carry the protocol, and refuses what is no message', () => {
    const read = reader();
    expect(read(BASE, { MessageType: 'ua-status', Status: 'Operational' })).toMatchObject({ said: [], refused: [] });
    expect(read(BASE, data({ DataSetWriterName: 'mixer', MessageType: 'ua-keepalive' }))).toMatchObject({ said: [], refused: [] });
    expect(read(BASE, 6)).toBe('expected an OPC UA message, not 6');
    expect(read(BASE, { MessageType: 'ua-data' })).toBe('Messages is missing');
    expect(read(BASE, { MessageType: 'ua-metadata', DataSetWriterId: 1 })).toBe('MetaData: expected the fields of a DataSet');
  });

  it('is subscribed to with its metadata', () => {
    expect(new TopicTable([], cells).filters()).toEqual(['opcua/json/data/e-s-cell-1/#', 'opcua/json/metadata/e-s-cell-1/#']);
  });
});
