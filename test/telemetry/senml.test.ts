import { encode } from 'cborg';
import { decode } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from './cells.js';
import { station, testLine } from './lines.js';
import { unnumbered } from './unnumbered.js';

const NOW_S = Date.UTC(2026, 0, 5, 8) / 1000;
const NOW_US = NOW_S * 1e6;
const cells = [testCell('cell-1', { mqtt: { dialect: 'senml', ignore: ['rssi'] } })];
const table = new TopicTable([], cells);
const host = new SparkplugHost(sparkplugSources(cells), () => undefined);
const take = (topic: string, payload: string | Uint8Array) => unnumbered(decode(topic, Buffer.from(payload as string), table, host, NOW_US));

function read(records: unknown, below = 'mixer/telemetry') {
  const decoded = take(`e/s/a/cell-1/${below}`, JSON.stringify(records));
  if (!decoded.ok) return decoded.detail;
  return {
    said: decoded.observations.map(({ unit, signal, value, measuredAtUs }) => [unit, signal, value, measuredAtUs - NOW_US]),
    refused: decoded.refused.map(({ reason, detail }) => `${reason} ${detail}`),
    payloads: decoded.refused.map(({ payload }) => Buffer.from(payload).toString()),
    session: decoded.session,
  };
}
const said = (records: unknown, below?: string) => {
  const got = read(records, below);
  if (typeof got === 'string') throw new Error(got);
  expect(got.refused).toEqual([]);
  return got.said;
};

describe('SenML', () => {
  it('reads a pack of a machine, names after the base name', () => {
    const pack = [
      { bn: 'compiegne:l1:tp01:', bt: NOW_S, n: 'speed', u: '1/h', v: 119_500 },
      { n: 'power', u: 'W', v: 13_900 },
      { n: 'state', vs: 'EXECUTE' },
      { n: 'blocked', vb: false },
      { n: 'process.temp', u: 'Cel', v: 21.5, t: 0.5 },
    ];
    expect(said(pack)).toEqual([
      ['mixer', 'speed', 119_500 / 60, 0],
      ['mixer', 'power', 13.9, 0],
      ['mixer', 'state', 'Execute', 0],
      ['mixer', 'blocked', false, 0],
      ['mixer', 'process.temp', 21.5, 500_000],
    ]);
  });

  it('reads the same pack in CBOR, and of a record that is refused keeps its JSON, which is refused again', () => {
    const records = [
      { bn: 'mixer:', bt: NOW_S, n: 'speed', u: '1/h', v: 120 },
      { n: 'power', u: 'hp', v: 2n ** 63n },
      { n: 'state', vs: 'HELD' },
    ];
    const topic = 'e/s/a/cell-1/mixer/telemetry';
    const decoded = take(topic, encode(records));
    if (!decoded.ok) throw new Error(decoded.detail);
    expect(decoded.observations.map(({ signal, value }) => [signal, value])).toEqual([['speed', 2], ['state', 'Held']]); // prettier-ignore
    const [letter] = decoded.refused;
    expect([letter!.detail, Buffer.from(letter!.payload).toString()]).toEqual([
      'v: 9223372036854775808 is not of its kind',
      '[{"n":"power","u":"hp","v":"9223372036854775808"}]',
    ]);
    expect(take(topic, letter!.payload)).toMatchObject({ ok: true, observations: [], refused: [{ reason: 'bad-payload' }] });
  });

  it('does not read what names another source on the topic of one', () => {
    const pack = [
      { bn: 'plant:mixer:', bt: NOW_S, n: 'speed', v: 60 },
      { bn: 'plant:oven.2:', n: 'speed', v: 60 },
    ];
    expect(read(pack)).toMatchObject({ said: [['mixer', 'speed', 60, 0]], refused: ['not-bound the topic of mixer is not for oven.2'] });
  });

  it('does not read what names another machine of the line there either, whatever that one speaks', () => {
    const line = testLine('line-1', {
      stations: [station('filler', { buffer: { capacity: 9 } }), station('packer', { mqtt: { dialect: 'senml', prefix: 'gw' } })],
    });
    const pack = JSON.stringify([{ bn: 'line-1:filler:', n: 'power', v: 3 }, { bn: 'line-1:packer:', n: 'power', v: 4 }]); // prettier-ignore
    expect(decode('gw/packer/telemetry', Buffer.from(pack), new TopicTable([line]), host, NOW_US)).toMatchObject({
      observations: [{ unit: 'packer', value: 4 }],
      refused: [{ reason: 'not-bound', detail: 'the topic of packer is not for filler' }],
    });
  });

  it('adds base values, and keeps base fields until a record gives others', () => {
    const pack = [
      { bn: 'm:', bt: NOW_S, bu: 'kW', bv: 10, n: 'power', v: 1 },
      { n: 'power', v: 2, t: -60 },
      { n: 'power', t: -30 },
      { bv: 0, bu: 'Wh', n: 'energy', v: 1500 },
      { bn: '', n: 'state', vs: 'Held' },
    ];
    expect(said(pack)).toEqual([
      ['mixer', 'power', 11, 0],
      ['mixer', 'power', 12, -60e6],
      ['mixer', 'power', 10, -30e6],
      ['mixer', 'energy', 1.5, 0],
      ['mixer', 'state', 'Held', 0],
    ]);
  });

  it('counts times below 2^28 from the arrival, which makes equal messages others', () => {
    expect(said([{ n: 'speed', v: 1 }, { n: 'speed', v: 2, t: -5 }, { bt: -10, n: 'speed', v: 3, t: 2 }])).toEqual([
      ['mixer', 'speed', 1, 0],
      ['mixer', 'speed', 2, -5e6],
      ['mixer', 'speed', 3, -8e6],
    ]); // prettier-ignore
    expect([read([{ n: 'speed', v: 1 }]), read([{ n: 'speed', v: 1, t: NOW_S }])]).toMatchObject([{ session: `arrived ${NOW_US}` }, { session: undefined }]);
  });

  it('takes a sum over time for the signal that counts it', () => {
    expect(said([{ bt: NOW_S, n: 'power', u: 'W', v: 1000, s: 36e5 }, { n: 'power.heat', u: 'kW', bs: 3600, s: 3600 }])).toEqual([
      ['mixer', 'power', 1, 0],
      ['mixer', 'energy', expect.closeTo(1, 12), 0],
      ['mixer', 'energy.heat', 2, 0],
    ]); // prettier-ignore
    expect(read([{ n: 'speed', s: 3 }])).toMatchObject({ refused: ['bad-value speed: the sum of it is no signal'] });
  });

  it('refuses a bad record alone, resolved so that it can be read again', () => {
    const got = read([
      { bn: 'x:', bt: NOW_S, n: 'state', v: 6 },
      { n: 'power', u: 'hp', v: 3 },
      { n: 'colour', vs: 'red', t: 1 },
      { n: 'power', v: 'much' },
      { n: 'batch' },
      { n: 'batch', vs: 'a', vb: true },
      { n: 'batch', vd: 'AAAA' },
      { n: 'bad name', v: 1 },
      { n: 'state', u: 'kW', v: 6 },
      7,
      { n: 'batch', vs: 'L-1' },
    ]);
    expect(got).toMatchObject({
      said: [['mixer', 'state', 'Execute', 0], ['mixer', 'batch', 'L-1', 0]],
      refused: [
        'bad-payload v: "much" is not of its kind',
        'bad-payload a record without a value',
        'bad-payload a record has one value, not vs and vb',
        'bad-value vd: bytes are no value of a signal',
        'bad-payload "x:bad name" is no name of SenML',
        'bad-payload expected a SenML record, not 7',
        'bad-value power: "hp" cannot be converted to kW',
        'unknown-topic cell-1/mixer has no "colour"',
        'bad-value state: "kW" cannot be converted to a number without unit',
      ],
    }); // prettier-ignore
    if (typeof got === 'string') throw new Error(got);
    expect(got.payloads[6]).toBe(`[{"n":"x:power","u":"hp","t":${NOW_S},"v":3}]`);
    expect(read(JSON.parse(got.payloads[6]!))).toMatchObject({ refused: ['bad-value power: "hp" cannot be converted to kW'] });
  });

  it('refuses what would take over a bad base field, until a good one comes', () => {
    expect(read([{ bt: 'soon', n: 'speed', v: 1 }, { n: 'speed', v: 2 }, { bt: NOW_S, n: 'speed', v: 3 }])).toMatchObject({
      said: [['mixer', 'speed', 3, 0]],
      refused: Array(2).fill('bad-payload bt: "soon" is not of its kind, of this record or one before it'),
    }); // prettier-ignore
  });

  it.each([
    [{ n: 'speed', v: 1 }, 'expected an array of SenML records, not an object'],
    [[], 'there is no record'],
    [[{ bver: 11, n: 'speed', v: 1 }], 'bver: version 10 of SenML is read, not 11'],
    [[{ n: 'speed', v: 1 }, { bver: '10' }], 'bver: version 10 of SenML is read, not "10"'],
    [[{ n: 'speed', v: 1, wind_: 2 }], 'the field "wind_" would have to be understood'],
    [Array.from({ length: 10_001 }, () => ({ n: 'speed', v: 1 })), '10001 records; at most 10000 are read of a message'],
  ])('refuses a pack whole: %#', (records, detail) => {
    expect(read(records)).toBe(detail);
  });

  it('does not mind fields that it does not know, nor records of base fields alone', () => {
    expect(
      said([
        { bver: 10, bn: 'm:', bt: NOW_S },
        { n: 'speed', v: 1, ut: 60, note: 'x' },
        { n: 'rssi', v: -70 },
      ]),
    ).toEqual([['mixer', 'speed', 1, 0]]);
  });

  it('on the topic of the cell, names its sources; on the topic of a source, speaks for that one alone', () => {
    const pack = [{ bn: 'gw:mixer:', bt: NOW_S, n: 'state', v: 6 }, { bn: 'gw:oven.2:', n: 'state', v: 4 }, { bn: 'gw:', n: 'alarmEvent', vs: '{"alarm":"a","raised":true,"severity":"low"}' }]; // prettier-ignore
    expect(said(pack, 'telemetry').map(([unit, signal]) => [unit, signal])).toEqual([
      ['mixer', 'state'],
      ['oven.2', 'state'],
      ['cell', 'alarmEvent'],
    ]);
    expect(said([{ n: 'gw:a7:state', v: 6, t: NOW_S }], 'oven/1/telemetry')).toEqual([['oven.1', 'state', 'Execute', 0]]);
    expect(read([{ n: 'gw:mixer:state', v: 6, t: NOW_S }], 'oven/1/telemetry')).toMatchObject({
      said: [],
      refused: ['not-bound the topic of oven.1 is not for mixer'],
    });
    expect(read([{ n: 'gw:stranger:state', v: 6 }], 'telemetry')).toMatchObject({ refused: ['unknown-topic there is no "gw:stranger:state"'] });
  });
});
