import fc from '../property.js';
import { sparkplugB } from '../../simulator/mqtt/sparkplug-b.js';
import { encodeSparkplug, type Metric } from './sparkplug-encode.js';
import type { Reading } from '../../simulator/mqtt/way-out.js';
import { PACKML_STATES } from '../../src/contract/packml.js';
import { decode, type Decoded } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from './cells.js';
import { unnumbered } from './unnumbered.js';

const T_MS = Date.UTC(2026, 0, 5, 8);
const cell = testCell('node-1', { mqtt: { dialect: 'sparkplug-b' } });
const STATE = 'Status/StateCurrent';
const STATE_TAG = '_packml_v1/Status/StateCurrent';
const SIGNALS: Record<string, string> = {
  [STATE_TAG]: 'state',
  '_packml_v1/Admin/ProdProcessedCount/0/AccCount': 'processedCount',
  '_energy_v1/heat/Energy': 'energy.heat',
  '_batch_v1/LotId': 'batch',
};

let nowUs: number;
let asked: string[];
let host: SparkplugHost;
let timers: { atUs: number; call: () => void }[];
const table = new TopicTable([], [cell]);
beforeEach(() => {
  nowUs = T_MS * 1000;
  asked = [];
  timers = [];
  const after = (ms: number, call: () => void) => {
    const timer = { atUs: nowUs + ms * 1000, call };
    timers.push(timer);
    return () => void (timers = timers.filter((other) => other !== timer));
  };
  host = new SparkplugHost(sparkplugSources([cell]), (topic) => asked.push(topic), after);
});
const pass = (seconds: number) => {
  for (const endUs = nowUs + seconds * 1e6; nowUs < endUs; nowUs += 1e6) {
    const due = timers.filter(({ atUs }) => atUs <= nowUs + 1e6);
    timers = timers.filter((timer) => !due.includes(timer));
    const atUs = nowUs;
    nowUs += 1e6;
    for (const { call } of due) call();
    nowUs = atUs;
  }
};

const take = (below: string, payload: Uint8Array) => unnumbered(decode(`spBv1.0/e-s/${below}`, payload, table, host, nowUs));
const send = (below: string, seq: number | undefined, metrics: Metric[], timeMs = T_MS) =>
  take(below, encodeSparkplug({ timeMs, metrics, ...(seq === undefined ? {} : { seq }) }));
const metric = (more: Partial<Metric>): Metric => ({ timeMs: T_MS, datatype: 'Int32', value: 6, ...more });
const bdSeq = (value: number) => metric({ name: 'bdSeq', datatype: 'Int64', value });
const born = (seq = 0, session = 0) =>
  send('NBIRTH/node-1', seq, [bdSeq(session), metric({ name: 'Node Control/Rebirth', datatype: 'Boolean', value: false })]);
const mixerBorn = (seq: number, value = 6) => send('DBIRTH/node-1/mixer', seq, [metric({ name: STATE, alias: 1, value }), metric({ name: 'Energy/AcActivePowerTotal', alias: 2, datatype: 'Double', value: 5 })]); // prettier-ignore
const told = (decoded: Decoded) =>
  decoded.ok
    ? [...decoded.observations.map(({ unit, signal, value }) => [unit, signal, value]), ...decoded.refused.map(({ reason, detail }) => [reason, detail])]
    : [[decoded.reason, decoded.detail]];
const REBIRTH = 'spBv1.0/e-s/NCMD/node-1';

describe('the host of Sparkplug B', () => {
  it('reads births by name and data by alias, and counts nothing that only carries the protocol', () => {
    expect(told(born())).toEqual([]);
    expect(told(mixerBorn(1))).toEqual([['mixer', 'state', 'Execute'], ['mixer', 'power', 5]]); // prettier-ignore
    expect(told(send('DDATA/node-1/mixer', 2, [metric({ alias: 1, value: 11 }), metric({ alias: 2, datatype: 'Double', value: 2.5 })]))).toEqual([
      ['mixer', 'state', 'Held'],
      ['mixer', 'power', 2.5],
    ]);
    expect(told(send('DDATA/node-1/mixer', 3, [metric({ name: STATE, value: 4 })]))).toEqual([['mixer', 'state', 'Idle']]);
    expect(told(send('NCMD/node-1', undefined, []))).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('refuses data before their birth and asks for the births, at most every five seconds', () => {
    const data = () => told(send('DDATA/node-1/mixer', 7, [metric({ alias: 1 })]));
    expect(data()).toEqual([['not-born', 'e-s/node-1 sent DDATA before its birth']]);
    data();
    expect(asked).toEqual([REBIRTH]);
    pass(5);
    expect(asked).toEqual([REBIRTH, REBIRTH]);
    born();
    expect(told(send('DDATA/node-1/mixer', 1, [metric({ alias: 1 })]))).toEqual([['not-born', 'e-s/node-1 sent data of mixer before its birth']]);
    pass(4);
    expect(asked.length).toBe(2);
    pass(1); // what fell into the pause is asked at its end
    expect(asked.length).toBe(3);
  });

  it('does not go on asking a node that died', () => {
    born();
    host.lost('e-s/node-1', 1, false, nowUs);
    send('NDEATH/node-1', undefined, [bdSeq(0)]);
    pass(600);
    expect([asked.length, timers.length]).toEqual([1, 0]);
  });

  it('asks ever more rarely a node that does not answer, at last every five minutes', () => {
    host.connected(nowUs);
    pass(3600);
    expect(asked.length).toBe(1 + 6 + Math.floor((3600 - 315) / 300)); // at 0, 5, 15, 35, 75, 155 and 315 s, then every 300 s
  });

  it('refuses an alias that no birth gave, alone, and asks for the births', () => {
    born();
    mixerBorn(1);
    expect(told(send('DDATA/node-1/mixer', 2, [metric({ alias: 1, value: 4 }), metric({ alias: 9 })]))).toEqual([
      ['mixer', 'state', 'Idle'],
      ['not-born', 'no birth of e-s/node-1/mixer gave alias 9'],
    ]);
    expect(asked).toEqual([REBIRTH]);
  });

  it('is not sure of anything that was told after a lost message until it is told anew, and asks for the births, ever more rarely', () => {
    born();
    mixerBorn(1);
    send('DBIRTH/node-1/weather', 2, [metric({ name: 'Weather/OutdoorAirTemp', alias: 7, datatype: 'Double', value: 4 })]);
    send('DDATA/node-1/mixer', 3, [metric({ alias: 2, datatype: 'Double', value: 7, timeMs: T_MS + 1000 })], T_MS + 1000);
    const lastUs = (T_MS + 1000) * 1000;
    host.lost('e-s/node-1', 2, false, nowUs);
    expect(asked).toEqual([REBIRTH]);
    expect(host.status()).toMatchObject({ gaps: 1, lostMessages: 2, birthRequests: 1, nodes: [{ stale: true }] });
    const next = send('DDATA/node-1/mixer', 6, [metric({ alias: 1, value: 4, timeMs: T_MS + 1000 })], T_MS + 1000);
    expect(next).toMatchObject({
      observations: [
        { unit: 'mixer', signal: 'state', value: 'Execute', quality: 'uncertain', measuredAtUs: lastUs + 1 },
        { unit: 'mixer', signal: 'power', value: 7, quality: 'uncertain', measuredAtUs: lastUs + 1 },
        { unit: 'weather', signal: 'weather.outdoorAirTemp', value: 4, quality: 'uncertain', measuredAtUs: lastUs + 1 },
        { unit: 'mixer', signal: 'state', value: 'Idle', quality: 'uncertain', measuredAtUs: lastUs + 2 },
      ],
    });
    pass(34);
    expect(asked.length).toBe(3); // at 0, 5 and 15 s
    pass(2);
    expect(asked.length).toBe(4);
    born();
    expect(host.status()).toMatchObject({ nodes: [{ stale: false }] });
    expect(mixerBorn(1, 11)).toMatchObject({
      observations: [{ signal: 'state', value: 'Held', quality: 'good', measuredAtUs: lastUs + 2 }, { signal: 'power' }],
    });
  });

  it('is not sure of a device after a lost message until the device is born again', () => {
    born();
    mixerBorn(1);
    host.lost('e-s/node-1', 1, false, nowUs);
    expect(mixerBorn(3)).toMatchObject({ observations: [{ quality: 'uncertain' }, { quality: 'uncertain' }, { quality: 'good' }, { quality: 'good' }] });
    expect(host.status()).toMatchObject({ nodes: [{ stale: false }] });
  });

  it('tells of a loss also with a message that it cannot use', () => {
    born();
    send('DBIRTH/node-1/mixer', 1, [
      metric({ name: 'Energy/heat/Energy', datatype: 'Double', value: 10 }),
      metric({ name: 'Batch/LotId', datatype: 'String', value: 'L-1' }),
    ]);
    host.lost('e-s/node-1', 1, false, nowUs);
    expect(told(send('DDATA/node-1/kettle', 3, [metric({ alias: 1 })]))).toEqual([
      ['mixer', 'energy.heat', 10],
      ['mixer', 'batch', 'L-1'],
      ['unknown-topic', 'no line or cell has device "kettle" of e-s/node-1'],
    ]);
  });

  it('forgets aliases with a new birth of the node, and those of a device with its own', () => {
    born();
    mixerBorn(1);
    send('DBIRTH/node-1/mixer', 2, [metric({ name: STATE, alias: 5 })]);
    expect(told(send('DDATA/node-1/mixer', 3, [metric({ alias: 1 })]))).toEqual([['not-born', 'no birth of e-s/node-1/mixer gave alias 1']]);
    born(0, 1);
    expect(told(send('DDATA/node-1/mixer', 1, [metric({ alias: 5 })]))).toEqual([['not-born', 'e-s/node-1 sent data of mixer before its birth']]);
  });

  it('knows nothing of the devices after the death of their node, by our clock, until they are born again', () => {
    born(0, 3);
    mixerBorn(1);
    send('DBIRTH/node-1/weather', 2, [metric({ name: 'Weather/OutdoorAirTemp', alias: 7, datatype: 'Double', value: 4 })]);
    nowUs += 60_000_000;
    expect(told(send('NDEATH/node-1', undefined, [bdSeq(2)]))).toEqual([]); // of an earlier session
    const death = send('NDEATH/node-1', undefined, [bdSeq(3)]);
    expect(told(death)).toEqual([['mixer', 'state', null], ['mixer', 'power', null], ['weather', 'weather.outdoorAirTemp', null]]); // prettier-ignore
    if (death.ok) for (const { measuredAtUs, quality } of death.observations) expect([measuredAtUs, quality]).toEqual([nowUs, 'uncertain']);
    expect(host.status()).toMatchObject({
      nodes: [
        {
          online: false,
          sinceUs: nowUs,
          devices: [
            { device: 'mixer', online: false, sinceUs: nowUs },
            { device: 'weather', online: false },
          ],
        },
      ],
    });
    born(0, 4);
    const again = mixerBorn(1);
    expect(again).toMatchObject({ ok: true, observations: [{ signal: 'state', value: 'Execute', measuredAtUs: nowUs + 1 }, { signal: 'power' }] });
    expect(host.status()).toMatchObject({
      nodes: [
        {
          online: true,
          sinceUs: nowUs,
          devices: [
            { device: 'mixer', online: true },
            { device: 'weather', online: false },
          ],
        },
      ],
    });
  });

  it('holds what was told over a birth without death, and takes its devices for absent until they are born again', () => {
    born(0, 3);
    mixerBorn(1);
    nowUs += 1_000_000;
    expect(told(born(0, 4))).toEqual([]);
    expect(host.status()).toMatchObject({ nodes: [{ online: true, sinceUs: nowUs, devices: [{ device: 'mixer', online: false, sinceUs: nowUs }] }] });
  });

  it('keeps what a unit of a cell works on over its death, uncertain, and the last count', () => {
    born();
    send('DBIRTH/node-1/mixer', 1, [
      metric({ name: 'Batch/LotId', alias: 1, datatype: 'String', value: 'L-1' }),
      metric({ name: 'Energy/heat/Energy', alias: 2, datatype: 'Double', value: 10 }),
    ]);
    expect(send('DDEATH/node-1/mixer', 2, [])).toMatchObject({
      observations: [
        { signal: 'batch', value: 'L-1', quality: 'uncertain' },
        { signal: 'energy.heat', value: 10, quality: 'uncertain', measuredAtUs: T_MS * 1000 + 1 },
      ],
    });
  });

  it('marks what is historical, whatever its time, and does not hold it for the last value', () => {
    born();
    mixerBorn(1);
    const data = send('DDATA/node-1/mixer', 2, [
      metric({ alias: 1, value: 11, timeMs: T_MS + 5000, historical: true }),
      metric({ alias: 2, datatype: 'Double', value: 3 }),
    ]);
    expect(data).toMatchObject({
      observations: [
        { signal: 'state', value: 'Held', historical: true },
        { signal: 'power', value: 3 },
      ],
    });
    if (data.ok) expect(data.observations[1]).not.toHaveProperty('historical');
    host.lost('e-s/node-1', 1, false, nowUs);
    expect(told(send('DDATA/node-1/mixer', 4, []))).toEqual([['mixer', 'state', 'Execute'], ['mixer', 'power', 3]]); // prettier-ignore
  });

  it('reads null, and the quality that a metric has', () => {
    born();
    mixerBorn(1);
    const data = send('DDATA/node-1/mixer', 2, [
      metric({ alias: 2, datatype: 'Double', isNull: true }),
      metric({ alias: 2, datatype: 'Double', value: 1, quality: 0 }),
    ]);
    expect(data).toMatchObject({
      observations: [
        { value: null, quality: 'good' },
        { value: 1, quality: 'bad' },
      ],
    });
    const stale = send('DDATA/node-1/mixer', 3, [
      metric({ alias: 2, datatype: 'Double', value: 1, quality: 500 }),
      metric({ alias: 2, datatype: 'Double', value: 1, quality: 192 }),
      metric({ alias: 2, datatype: 'Double', value: 1, quality: 7 }),
    ]);
    expect(stale).toMatchObject({ observations: [{ quality: 'uncertain' }, { quality: 'good' }, { quality: 'uncertain' }] });
  });

  it('reads data whose datatype is left out by that of the birth', () => {
    born();
    send('DBIRTH/node-1/mixer', 1, [metric({ name: 'Process/Offset', alias: 1, datatype: 'Int16', value: -3 })]);
    expect(told(send('DDATA/node-1/mixer', 2, [metric({ alias: 1, datatype: 'Int16', withoutDatatype: true, value: -45 })]))).toEqual([
      ['mixer', 'process.offset', -45],
    ]);
  });

  it('accepts bdSeq as either type of whole number', () => {
    send('NBIRTH/node-1', 0, [metric({ name: 'bdSeq', datatype: 'UInt64', value: 7 })]);
    mixerBorn(1);
    expect(told(send('NDEATH/node-1', undefined, [bdSeq(6)]))).toEqual([]);
    expect(told(send('NDEATH/node-1', undefined, [bdSeq(7)])).length).toBe(2);
  });

  it('knows devices of one name apart by their nodes, and the metrics of a node that is a source itself', () => {
    const of = (id: string) => testCell(id, { mqtt: { dialect: 'sparkplug-b', prefix: `e-s/${id}` } });
    const [mixer] = sparkplugSources([of('node-2')]);
    const two = new SparkplugHost(
      [...sparkplugSources([cell]), mixer!, { ...mixer!, device: null, origin: { ...mixer!.origin, unit: 'oven.1' } }],
      () => undefined,
    );
    const give = (node: string, kind: 'NBIRTH' | 'NDATA' | 'DBIRTH', metrics: Metric[]) =>
      two.take({ node: `e-s/${node}`, kind, device: kind === 'DBIRTH' ? 'mixer' : null }, encodeSparkplug({ timeMs: T_MS, metrics, seq: 0 }), nowUs);
    give('node-1', 'NBIRTH', [bdSeq(0)]);
    expect(told(give('node-2', 'NBIRTH', [bdSeq(0), metric({ name: STATE, alias: 4 })]))).toEqual([['oven.1', 'state', 'Execute']]);
    expect(told(give('node-2', 'NDATA', [metric({ alias: 4, value: 11 })]))).toEqual([['oven.1', 'state', 'Held']]);
    for (const node of ['node-1', 'node-2']) {
      const decoded = give(node, 'DBIRTH', [metric({ name: STATE, alias: 1 })]);
      expect(decoded).toMatchObject({ observations: [{ line: node, unit: 'mixer' }] });
    }
    expect(two.knows('e-s/node-3')).toBe(false);
  });

  it('knows a node that died while it told of its past up to its last word', () => {
    born(0, 3);
    mixerBorn(1);
    nowUs += 3_600_000_000;
    send('DDATA/node-1/mixer', 2, [metric({ alias: 1, value: 4 })], T_MS + 2000);
    nowUs += 60_000_000;
    const measuredAtUs = (T_MS + 2000) * 1000;
    expect(send('NDEATH/node-1', undefined, [bdSeq(3)])).toMatchObject({
      observations: [
        { value: null, measuredAtUs },
        { value: null, measuredAtUs },
      ],
    });
  });

  it('knows nothing of a device after its own death, by its time', () => {
    born();
    mixerBorn(1);
    nowUs += 60_000_000;
    const death = send('DDEATH/node-1/mixer', 2, [], T_MS + 1000);
    expect(told(death)).toEqual([['mixer', 'state', null], ['mixer', 'power', null]]); // prettier-ignore
    if (death.ok) for (const { measuredAtUs, quality } of death.observations) expect([measuredAtUs, quality]).toEqual([(T_MS + 1000) * 1000, 'uncertain']);
    expect(host.status()).toMatchObject({ nodes: [{ online: true, devices: [{ device: 'mixer', online: false, sinceUs: (T_MS + 1000) * 1000 }] }] });
    expect(told(send('DDATA/node-1/mixer', 3, [metric({ alias: 1 })]))[0]![0]).toBe('not-born');
  });

  it('tells equal births of two sessions apart', () => {
    const session = (decoded: Decoded) => (decoded.ok ? decoded.session : null);
    born();
    const first = mixerBorn(1);
    nowUs += 1;
    born();
    const second = mixerBorn(1);
    expect(session(first)).not.toBe(session(second));
  });

  it('passes over events in births: they happened, they do not hold', () => {
    born();
    const event = JSON.stringify({ event: 'step-begin', lot: 'L-1', step: 'mix', in: 100 });
    const EVENT = { name: 'Batch/Event', alias: 3, datatype: 'String' as const };
    expect(told(send('DBIRTH/node-1/mixer', 1, [metric({ ...EVENT, value: '' })]))).toEqual([]);
    expect(told(send('DBIRTH/node-1/mixer', 2, [metric({ ...EVENT, value: event })]))).toEqual([]);
    expect(told(send('DDATA/node-1/mixer', 3, [metric({ alias: 3, datatype: 'String', value: event })]))).toEqual([['mixer', 'batchEvent', event]]);
  });

  it('refuses what the cell file does not make possible, without losing count', () => {
    born();
    expect(told(send('DBIRTH/node-1/kettle', 1, [metric({ name: STATE, alias: 8 })]))).toEqual([
      ['unknown-topic', 'no line or cell has device "kettle" of e-s/node-1'],
    ]);
    expect(told(send('DBIRTH/node-1/mixer', 2, [metric({ name: 'Colour', alias: 9 })]))).toEqual([['unknown-topic', 'node-1/mixer has no "Colour"']]);
    expect(told(send('NDATA/node-1', 3, [metric({ name: 'Temperature' })]))).toEqual([
      ['unknown-topic', 'readings of e-s/node-1 belong to devices: "Temperature" is one of the node'],
    ]);
    expect(told(take('DDATA/node-1', new Uint8Array()))).toEqual([['unknown-topic', 'cell node-1 has no such source or tag']]);
    expect(asked).toEqual([]);
  });

  it('refuses a bad value alone, with its metric as a payload', () => {
    born();
    mixerBorn(1);
    const decoded = send('DDATA/node-1/mixer', 2, [metric({ alias: 1, value: 99 }), metric({ alias: 2, datatype: 'Double', value: 1 })]);
    expect(told(decoded)).toEqual([
      ['mixer', 'power', 1],
      ['bad-value', 'state: expected a number from 0 to 17 or its name, not 99'],
    ]);
    if (decoded.ok)
      expect(Buffer.from(decoded.refused[0]!.payload)).toEqual(
        Buffer.from(encodeSparkplug({ timeMs: 0, metrics: [metric({ alias: 1, value: 99 })] }).subarray(2)),
      );
  });

  it('asks every node for its births on a new connection, and knows none of them', () => {
    born();
    mixerBorn(1);
    host.connected(nowUs);
    expect(asked).toEqual([REBIRTH]);
    expect(told(send('DDATA/node-1/mixer', 2, [metric({ alias: 1 })]))).toEqual([['not-born', 'e-s/node-1 sent DDATA before its birth']]);
  });

  it('gives all that the simulator says, whatever it is and however often it connects', () => {
    const tags = fc.constantFrom(...Object.keys(SIGNALS));
    const said = fc.record({ source: fc.constantFrom('mixer', 'oven/1', 'pack/filler'), tag: tags, n: fc.nat(16) });
    const steps = fc.array(fc.oneof({ arbitrary: fc.array(said, { minLength: 1, maxLength: 5 }), weight: 4 }, { arbitrary: fc.constant(null), weight: 1 }), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, (script) => {
        const fresh = new SparkplugHost(sparkplugSources([cell]), () => undefined);
        const way = sparkplugB('e-s/node-1', []);
        const bytes = (payload: string | (() => Buffer)) => (typeof payload === 'string' ? Buffer.from(payload) : payload());
        const values = new Map<string, unknown>();
        const hear = (topic: string, payload: string | Buffer | (() => Buffer)) => {
          const decoded = decode(topic, Buffer.isBuffer(payload) ? payload : bytes(payload), table, fresh, nowUs);
          if (!decoded.ok) throw new Error(decoded.detail);
          expect(decoded.refused).toEqual([]);
          for (const { unit, signal, value, measuredAtUs } of decoded.observations) values.set(`${unit} ${signal} ${measuredAtUs}`, value);
        };
        const connect = () =>
          way.session!()
            .greetings()
            .forEach(({ topic, payload }) => hear(topic, payload));
        connect();
        const expected: Reading[] = [];
        for (const [second, step] of script.entries()) {
          if (step === null) connect();
          else {
            const readings = [
              ...new Map(
                step.map(({ source, tag, n }) => [
                  `${source} ${tag}`,
                  { source, tag, value: tag.endsWith('LotId') ? `L-${n}` : n, timeMs: T_MS - 60_000 + second },
                ]),
              ).values(),
            ];
            expected.push(...readings);
            for (const { topic, payload } of way.encode(readings)) hear(topic, payload);
          }
        }
        const keyOf = ({ source, tag, timeMs }: Reading) => `${source.replace('/', '.')} ${SIGNALS[tag]} ${timeMs * 1000}`;
        const valueOf = ({ tag, value }: Reading) => (tag === STATE_TAG ? PACKML_STATES[Number(value)] : value);
        expect(values).toEqual(new Map(expected.map((reading) => [keyOf(reading), valueOf(reading)])));
      }),
      { numRuns: 50 },
    );
  });

  it('never throws, whatever comes on any topic of a node', () => {
    const kinds = fc.constantFrom('NBIRTH', 'NDATA', 'NDEATH', 'DBIRTH', 'DDATA', 'DDEATH', 'NCMD', 'STATE', 'x');
    fc.assert(
      fc.property(fc.array(fc.record({ kind: kinds, device: fc.constantFrom('', '/mixer', '/kettle', '/a/b'), bytes: fc.uint8Array() })), (messages) => {
        for (const { kind, device, bytes } of messages) expect(take(`${kind}/node-1${device}`, bytes).ok).toBeDefined();
      }),
    );
  });
});
