import fc from '../property.js';
import { sparkplugB } from '../../simulator/mqtt/sparkplug-b.js';
import { encodeSparkplug, type Metric } from '../../simulator/mqtt/sparkplug-payload.js';
import type { Reading } from '../../simulator/mqtt/way-out.js';
import { PACKML_STATES } from '../../src/contract/packml.js';
import { decode, type Decoded } from '../../src/telemetry/decode.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from './cells.js';

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
const table = new TopicTable([], [cell]);
beforeEach(() => {
  nowUs = T_MS * 1000;
  asked = [];
  host = new SparkplugHost([cell], (topic) => asked.push(topic));
});

const take = (below: string, payload: Uint8Array) => decode(`spBv1.0/e-s/${below}`, payload, table, host, nowUs);
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

  it('refuses data before their birth and asks for the births, once in five seconds', () => {
    const data = () => told(send('DDATA/node-1/mixer', 7, [metric({ alias: 1 })]));
    expect(data()).toEqual([['not-born', 'e-s/node-1 sent DDATA before its birth']]);
    data();
    expect(asked).toEqual([REBIRTH]);
    nowUs += 5_000_000;
    data();
    expect(asked).toEqual([REBIRTH, REBIRTH]);
    born();
    nowUs += 5_000_000;
    expect(told(send('DDATA/node-1/mixer', 1, [metric({ alias: 1 })]))).toEqual([['not-born', 'e-s/node-1 sent data of mixer before its birth']]);
    expect(asked.length).toBe(3);
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

  it('keeps what comes after a missing sequence number, and asks for the births', () => {
    born(255);
    mixerBorn(0);
    expect(asked).toEqual([]);
    expect(told(send('DDATA/node-1/mixer', 2, [metric({ alias: 1, value: 4 })]))).toEqual([['mixer', 'state', 'Idle']]);
    expect(asked).toEqual([REBIRTH]);
    nowUs += 10_000_000;
    send('DDATA/node-1/mixer', 3, [metric({ alias: 1, value: 4 })]);
    expect(asked).toEqual([REBIRTH]);
  });

  it('forgets aliases with a new birth of the node, and those of a device with its own', () => {
    born();
    mixerBorn(1);
    send('DBIRTH/node-1/mixer', 2, [metric({ name: STATE, alias: 5 })]);
    expect(told(send('DDATA/node-1/mixer', 3, [metric({ alias: 1 })]))).toEqual([['not-born', 'no birth of e-s/node-1/mixer gave alias 1']]);
    born(0, 1);
    expect(told(send('DDATA/node-1/mixer', 1, [metric({ alias: 5 })]))).toEqual([['not-born', 'e-s/node-1 sent data of mixer before its birth']]);
  });

  it('does not know the states of the devices after the death of their node, by our clock, until they are born again', () => {
    born(0, 3);
    mixerBorn(1);
    send('DBIRTH/node-1/weather', 2, [metric({ name: 'Weather/OutdoorAirTemp', alias: 7, datatype: 'Double', value: 4 })]);
    nowUs += 60_000_000;
    expect(told(send('NDEATH/node-1', undefined, [bdSeq(2)]))).toEqual([]); // of an earlier session
    const death = send('NDEATH/node-1', undefined, [bdSeq(3)]);
    expect(death).toMatchObject({ ok: true, observations: [{ unit: 'mixer', signal: 'state', value: null, measuredAtUs: nowUs, quality: 'uncertain' }] });
    expect(told(death)).toEqual([['mixer', 'state', null]]);
    born(0, 4);
    const again = mixerBorn(1);
    expect(again).toMatchObject({ ok: true, observations: [{ signal: 'state', value: 'Execute', measuredAtUs: nowUs + 1 }, { signal: 'power' }] });
  });

  it('knows a node that died while it told of its past up to its last word', () => {
    born(0, 3);
    mixerBorn(1);
    nowUs += 3_600_000_000;
    send('DDATA/node-1/mixer', 2, [metric({ alias: 1, value: 4 })], T_MS + 2000);
    nowUs += 60_000_000;
    expect(send('NDEATH/node-1', undefined, [bdSeq(3)])).toMatchObject({ ok: true, observations: [{ value: null, measuredAtUs: (T_MS + 2000) * 1000 }] });
  });

  it('does not know the state of a device after its own death, by its time', () => {
    born();
    mixerBorn(1);
    nowUs += 60_000_000;
    const death = send('DDEATH/node-1/mixer', 2, [], T_MS + 1000);
    expect(death).toMatchObject({ ok: true, observations: [{ unit: 'mixer', signal: 'state', value: null, measuredAtUs: (T_MS + 1000) * 1000 }] });
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
    expect(told(send('DBIRTH/node-1/kettle', 1, [metric({ name: STATE, alias: 8 })]))).toEqual([['unknown-topic', 'the cell has no source "kettle"']]);
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
        const fresh = new SparkplugHost([cell], () => undefined);
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
