import type { LineDefinition } from '../../src/contract/line.js';
import { decode, type Decoded } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testLine } from './lines.js';
import { encodeSparkplug, type Metric } from './sparkplug-encode.js';

const T_MS = Date.UTC(2026, 0, 5, 8);
const STATE = 'Status/StateCurrent';
const REBIRTH = 'spBv1.0/acme/NCMD/line-1';

const metric = (more: Partial<Metric>): Metric => ({ timeMs: T_MS, datatype: 'Int32', value: 6, ...more });
const bdSeq = metric({ name: 'bdSeq', datatype: 'Int64', value: 0 });

/** A line whose machines speak as `stations` say, heard by a host. */
function plant(more: object = {}, stations: (object | undefined)[] = []) {
  const plain = testLine('line-1', { mqtt: { dialect: 'sparkplug-b', prefix: 'acme/line-1' }, ...more });
  const line: LineDefinition = { ...plain, stations: plain.stations.map((station, i) => ({ ...station, mqtt: stations[i] })) };
  const asked: string[] = [];
  const host = new SparkplugHost(sparkplugSources([line]), (topic) => asked.push(topic));
  const table = new TopicTable([line]);
  const hear = (topic: string, payload: Uint8Array, nowMs: number) => told(decode(topic, payload, table, host, nowMs * 1000));
  const say = (below: string, seq: number | undefined, metrics: Metric[], timeMs = T_MS, nowMs = timeMs) =>
    hear(`spBv1.0/acme/${below}`, encodeSparkplug({ timeMs, metrics, ...(seq === undefined ? {} : { seq }) }), nowMs);
  return { asked, host, table, hear, say };
}
const told = (decoded: Decoded) =>
  decoded.ok
    ? [
        ...decoded.observations.map(({ line, unit, signal, value, measuredAtUs, quality }) => [`${line}/${unit}`, signal, value, (measuredAtUs - T_MS * 1000) / 1000, quality]),
        ...decoded.refused.map(({ reason, detail }) => [reason, detail]),
      ]
    : [[decoded.reason, decoded.detail]]; // prettier-ignore

describe('a line that is an edge node', () => {
  it('has its machines for devices: births, data by alias, the death of one and of all, births again', () => {
    const { say, host } = plant();
    expect(say('NBIRTH/line-1', 0, [bdSeq])).toEqual([]);
    expect(say('DBIRTH/line-1/filler', 1, [metric({ name: STATE, alias: 1 }), metric({ name: 'Batch/LotId', alias: 2, datatype: 'String', value: 'L-19' })])).toEqual([
      ['line-1/filler', 'state', 'Execute', 0, 'good'],
      ['line-1/filler', 'batch', 'L-19', 0, 'good'],
    ]); // prettier-ignore
    say('DBIRTH/line-1/packer', 2, [metric({ name: 'Energy/AcActivePowerTotal', alias: 3, datatype: 'Double', value: 2 })]);
    expect(say('DDATA/line-1/packer', 3, [metric({ alias: 3, datatype: 'Double', value: 2.5, timeMs: T_MS + 10 })], T_MS + 10)).toEqual([
      ['line-1/packer', 'power', 2.5, 10, 'good'],
    ]);
    expect(say('DDEATH/line-1/packer', 4, [], T_MS + 20)).toEqual([['line-1/packer', 'power', null, 20, 'uncertain']]);
    expect(say('NDEATH/line-1', undefined, [bdSeq], T_MS, T_MS + 30)).toEqual([
      ['line-1/filler', 'state', null, 30, 'uncertain'],
      ['line-1/filler', 'batch', null, 30, 'uncertain'],
    ]);
    expect(host.status().nodes).toMatchObject([{ node: 'acme/line-1', lines: ['line-1'], online: false }]);
    say('NBIRTH/line-1', 0, [bdSeq]);
    expect(say('DBIRTH/line-1/filler', 1, [metric({ name: STATE, value: 11 })], T_MS, T_MS + 40)).toEqual([['line-1/filler', 'state', 'Held', 30.001, 'good']]);
  });

  it('is asked for its births where its data come before them, and where a message was lost', () => {
    const { say, asked, host } = plant();
    expect(say('DDATA/line-1/filler', 7, [metric({ alias: 1 })])).toEqual([['not-born', 'acme/line-1 sent DDATA before its birth']]);
    expect(asked).toEqual([REBIRTH]);
    say('NBIRTH/line-1', 0, [bdSeq], T_MS + 10_000);
    host.lost('acme/line-1', 2, false, (T_MS + 10_000) * 1000);
    expect([asked, host.status().lostMessages]).toEqual([[REBIRTH, REBIRTH], 2]);
  });

  it('may have a device called otherwise than its machine, and a machine beside it in another dialect', () => {
    const { say, hear, table } = plant({}, [{ topic: 'PLC 1' }, { dialect: 'packtags', prefix: 'old' }]);
    say('NBIRTH/line-1', 0, [bdSeq]);
    expect(say('DBIRTH/line-1/PLC 1', 1, [metric({ name: STATE })])).toEqual([['line-1/filler', 'state', 'Execute', 0, 'good']]);
    expect(say('DBIRTH/line-1/packer', 2, [metric({ name: STATE })])).toEqual([['unknown-topic', 'no line or cell has device "packer" of acme/line-1']]);
    expect(hear('old/packer/Status/StateCurrent', Buffer.from('6'), T_MS)).toEqual([['line-1/packer', 'state', 'Execute', 0, 'good']]);
    expect([table.sparkplugFilters(), table.filters()]).toEqual([['spBv1.0/acme/+/line-1/#'], ['old/#']]);
  });

  it('may have a machine that is an edge node of its own, itself without devices', () => {
    const { say, host } = plant({}, [{ prefix: 'acme/filler-7', topic: '' }]);
    say('NBIRTH/line-1', 0, [bdSeq]);
    expect(say('NBIRTH/filler-7', 0, [bdSeq, metric({ name: STATE, alias: 1 })])).toEqual([['line-1/filler', 'state', 'Execute', 0, 'good']]);
    expect(say('NDATA/filler-7', 1, [metric({ alias: 1, value: 4, timeMs: T_MS + 10 })])).toEqual([['line-1/filler', 'state', 'Idle', 10, 'good']]);
    expect(say('NDEATH/line-1', undefined, [bdSeq])).toEqual([]); // that of the packer alone
    expect(host.status().nodes.map(({ node, online }) => [node, online])).toEqual([['acme/filler-7', true], ['acme/line-1', false]]); // prettier-ignore
  });

  it('tells its own time where the line goes by that: at its death nothing is known after its last word, and what has no time is refused', () => {
    const ahead = T_MS + 3_600_000; // a replay that runs before our clock
    const { say } = plant({ clock: 'source' });
    say('NBIRTH/line-1', 0, [bdSeq], ahead, T_MS);
    expect(say('DBIRTH/line-1/filler', 1, [metric({ name: STATE, timeMs: ahead })], ahead, T_MS)).toEqual([
      ['line-1/filler', 'state', 'Execute', 3_600_000, 'good'],
    ]);
    expect(say('NDEATH/line-1', undefined, [bdSeq], ahead, T_MS + 20_000)).toEqual([['line-1/filler', 'state', null, 3_600_000.001, 'uncertain']]);
    const untimed = plant({ clock: 'source' });
    untimed.say('NBIRTH/line-1', 0, [bdSeq]);
    const birth = encodeSparkplug({ metrics: [{ name: STATE, datatype: 'Int32', value: 6 }], seq: 1 });
    expect(untimed.hear('spBv1.0/acme/DBIRTH/line-1/filler', birth, T_MS)).toEqual([
      ['bad-payload', 'Status/StateCurrent has no time, and the line has the clock of its sources'],
    ]);
  });

  it('tells its own time at its death too where it is a little behind our clock', () => {
    const { say } = plant({ clock: 'source' });
    say('NBIRTH/line-1', 0, [bdSeq]);
    say('DBIRTH/line-1/filler', 1, [metric({ name: STATE })], T_MS, T_MS + 30_000);
    expect(say('NDEATH/line-1', undefined, [bdSeq], T_MS, T_MS + 40_000)).toEqual([['line-1/filler', 'state', null, 0.001, 'uncertain']]);
  });
});
