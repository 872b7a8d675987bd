import fc from '../property.js';
import type { Observation } from '../../src/contract/telemetry.js';
import { decode } from '../../src/telemetry/decode.js';
import type { Message } from '../../src/telemetry/ingest.js';
import { SparkplugHost } from '../../src/telemetry/sparkplug-host.js';
import { SparkplugReordering } from '../../src/telemetry/sparkplug-reordering.js';
import { sparkplugSources } from '../../src/telemetry/sparkplug-source.js';
import { TopicTable } from '../../src/telemetry/topics.js';
import { testCell } from './cells.js';
import { encodeSparkplug, type Metric } from './sparkplug-encode.js';
import { unnumbered } from './unnumbered.js';

const T_MS = Date.UTC(2026, 0, 5, 8);
const WAIT_US = 2_000_000;
const STATE = 'Status/StateCurrent';
const cell = testCell('node-1', { mqtt: { dialect: 'sparkplug-b' } });
const metric = (more: Partial<Metric>): Metric => ({ timeMs: T_MS, datatype: 'Int32', value: 6, ...more });
const BORN: Metric[] = [metric({ name: 'bdSeq', datatype: 'Int64', value: 0 })];
const MIXER: Metric[] = [metric({ name: STATE, alias: 1 })];
const message = (below: string, seq: number | undefined, metrics: Metric[], timeMs = T_MS, more: Partial<Message> = {}): Message => ({
  topic: `spBv1.0/e-s/${below}`,
  payload: encodeSparkplug({ timeMs, metrics, ...(seq === undefined ? {} : { seq }) }),
  dup: false,
  ...more,
});
const data = (seq: number, value: number, more: Partial<Message> = {}) =>
  message('DDATA/node-1/mixer', seq, [metric({ alias: 1, value, timeMs: T_MS + seq })], T_MS + seq, more);

/** The way from the broker to the ingest, with a clock and timers of ours. */
function way() {
  const table = new TopicTable([], [cell]);
  const asked: string[] = [];
  const host = new SparkplugHost(sparkplugSources([cell]), (topic) => asked.push(topic));
  const got: Observation[] = [];
  const topics: string[] = [];
  const refused: string[] = [];
  const state = { nowUs: T_MS * 1000, full: false };
  let timers: { atUs: number; call: () => void }[] = [];
  const accept = ({ topic, payload }: Message, done: () => void): void => {
    const decoded = unnumbered(decode(topic, payload, table, host, state.nowUs));
    topics.push(topic);
    if (decoded.ok) got.push(...decoded.observations);
    refused.push(...(decoded.ok ? decoded.refused : [decoded]).map(({ reason }) => reason));
    done();
  };
  const inner = {
    accept,
    hasRoom: () => !state.full,
    receive: (sent: Message, done: () => void) => {
      if (!state.full) accept(sent, done);
      return !state.full;
    },
  };
  const later = (ms: number, call: () => void) => {
    const timer = { atUs: state.nowUs + ms * 1000, call };
    timers.push(timer);
    return () => void (timers = timers.filter((other) => other !== timer));
  };
  const reordering = new SparkplugReordering(host, inner, WAIT_US, { nowUs: () => state.nowUs }, later);
  const receive = (sent: Message, done: () => void = () => undefined) => reordering.receive(sent, done);
  const pass = (us: number) => {
    state.nowUs += us;
    for (const timer of timers.filter(({ atUs }) => atUs <= state.nowUs)) {
      timers = timers.filter((other) => other !== timer);
      timer.call();
    }
  };
  const values = () => got.map(({ signal, value, quality }) => `${signal} ${value} ${quality}`);
  return { host, reordering, receive, pass, asked, got, topics, refused, values, state, timers: () => timers.length };
}

describe('messages of Sparkplug B out of their order', () => {
  it('are handed on in their order, and not received before', () => {
    const { receive, reordering, values, asked, host, timers } = way();
    receive(message('NBIRTH/node-1', 0, BORN));
    receive(data(3, 4));
    receive(data(2, 11));
    expect([values(), reordering.waiting, timers()]).toEqual([[], 2, 1]);
    receive(message('DBIRTH/node-1/mixer', 1, MIXER, T_MS + 1));
    expect(values()).toEqual(['state Execute good', 'state Held good', 'state Idle good']);
    expect([reordering.waiting, timers(), asked, host.status().gaps]).toEqual([0, 0, [], 0]);
  });

  it('wait no longer than is set: then the gap is counted, the values are uncertain and the births are asked for', () => {
    const { receive, pass, values, asked, host, timers } = way();
    receive(message('NBIRTH/node-1', 0, BORN));
    receive(message('DBIRTH/node-1/mixer', 1, MIXER, T_MS + 1));
    receive(data(4, 4));
    pass(WAIT_US - 1);
    expect([values(), asked]).toEqual([['state Execute good'], []]);
    pass(1);
    expect(values()).toEqual(['state Execute good', 'state Execute uncertain', 'state Idle uncertain']);
    expect(asked).toEqual(['spBv1.0/e-s/NCMD/node-1']);
    expect(host.status()).toMatchObject({ gaps: 1, lostMessages: 2, birthRequests: 1, nodes: [{ stale: true }] });
    expect(timers()).toBe(0);
    receive(message('NBIRTH/node-1', 0, BORN, T_MS + 9));
    receive(message('DBIRTH/node-1/mixer', 1, MIXER, T_MS + 9));
    expect(values().at(-1)).toBe('state Execute good');
    expect(host.status()).toMatchObject({ gaps: 1, nodes: [{ stale: false }] });
  });

  it('before any birth wait for it, once; then they are refused and the births are asked for', () => {
    const { receive, pass, refused, asked } = way();
    receive(data(5, 4));
    expect([refused, asked]).toEqual([[], []]);
    pass(WAIT_US);
    expect([refused, asked.length]).toEqual([['not-born'], 1]);
    receive(data(6, 4));
    expect(refused).toEqual(['not-born', 'not-born']);
  });

  it('are acknowledged when they were handed on, but for those that ask for no acknowledgement', () => {
    const { receive, pass } = way();
    const done: string[] = [];
    receive(message('NBIRTH/node-1', 0, BORN), () => done.push('birth'));
    receive(data(2, 4), () => done.push('qos 0'));
    receive(data(3, 4, { packet: { session: 'edge', id: 1 } }), () => done.push('qos 1'));
    expect(done).toEqual(['birth', 'qos 0']);
    pass(WAIT_US);
    expect(done).toEqual(['birth', 'qos 0', 'qos 1']);
  });

  it('for which there is no room have no place in the order: offered again they follow as if it were the first time', () => {
    const { receive, state, values, host, asked } = way();
    receive(message('NBIRTH/node-1', 0, BORN));
    receive(message('DBIRTH/node-1/mixer', 1, MIXER, T_MS + 1));
    state.full = true;
    expect([receive(data(2, 11)), receive(data(2, 11))]).toEqual([false, false]);
    state.full = false;
    expect([receive(data(2, 11)), receive(data(3, 4))]).toEqual([true, true]);
    expect(values()).toEqual(['state Execute good', 'state Held good', 'state Idle good']);
    expect([host.status().gaps, host.status().lostMessages, asked]).toEqual([0, 0, []]);
  });

  it('for which there is no room and that never come again are a gap like any other', () => {
    const { receive, state, pass, values, host, asked } = way();
    receive(message('NBIRTH/node-1', 0, BORN));
    receive(message('DBIRTH/node-1/mixer', 1, MIXER, T_MS + 1));
    state.full = true;
    expect(receive(data(2, 11))).toBe(false);
    state.full = false;
    expect(receive(data(3, 4))).toBe(true);
    pass(WAIT_US);
    expect(values()).toEqual(['state Execute good', 'state Execute uncertain', 'state Idle uncertain']);
    expect([host.status().gaps, asked.length]).toEqual([1, 1]);
  });

  it('that wait are handed on in time whether there is room or not: they are in memory already', () => {
    const { receive, state, pass, values } = way();
    receive(message('NBIRTH/node-1', 0, BORN));
    receive(message('DBIRTH/node-1/mixer', 1, MIXER, T_MS + 1));
    receive(data(3, 4));
    state.full = true;
    pass(WAIT_US);
    expect(values()).toEqual(['state Execute good', 'state Execute uncertain', 'state Idle uncertain']);
  });

  it('and without a readable number leave a gap where their number was', () => {
    const { receive, pass, host, refused } = way();
    receive(message('NBIRTH/node-1', 0, BORN));
    receive({ ...data(1, 4), payload: Buffer.alloc(2 * 1024 * 1024) });
    receive({ ...data(1, 4), payload: Buffer.from([0xff, 0xff]) });
    receive(data(2, 4));
    pass(WAIT_US);
    expect(refused.slice(0, 2)).toEqual(['too-large', 'bad-payload']);
    expect(host.status()).toMatchObject({ gaps: 1, lostMessages: 1 });
  });

  it('are handed on at the end, and at a new connection, after which nothing is known', () => {
    const { receive, reordering, values, refused, asked } = way();
    receive(message('NBIRTH/node-1', 0, BORN));
    receive(message('DBIRTH/node-1/mixer', 1, MIXER, T_MS + 1));
    receive(data(3, 4));
    reordering.connected();
    expect(values()).toEqual(['state Execute good', 'state Idle good']);
    expect([asked.length, reordering.waiting]).toEqual([1, 0]);
    receive(data(4, 4));
    reordering.releaseAll();
    expect(refused).toEqual(['not-born']);
  });

  it('do not hold up other nodes, other topics and nodes that nobody knows', () => {
    const { receive, topics } = way();
    receive(data(7, 4));
    receive({ topic: 'spBv1.0/e-s/DDATA/other/mixer', payload: data(7, 4).payload, dup: false });
    receive({ topic: 'umh/v1/x', payload: Buffer.from('1'), dup: false });
    receive({ topic: 'spBv1.0/nonsense', payload: Buffer.from('1'), dup: false });
    expect(topics).toEqual(['spBv1.0/e-s/DDATA/other/mixer', 'umh/v1/x', 'spBv1.0/nonsense']);
  });

  it('never hold more than 16 MB', () => {
    const { receive, reordering } = way();
    receive(message('NBIRTH/node-1', 0, BORN));
    const large = (seq: number) => message('DDATA/node-1/mixer', seq, [metric({ name: 'x', datatype: 'String', value: 'x'.repeat(1_000_000) })], T_MS + seq);
    for (let seq = 2; seq < 18; seq++) receive(large(seq));
    expect(reordering.waiting).toBe(16);
    receive(large(18));
    expect(reordering.waiting).toBe(0);
  });

  it('in any order within the time give the readings that they give in order', () => {
    const step = fc.oneof(
      { arbitrary: fc.record({ device: fc.constantFrom('mixer', 'oven.1'), value: fc.nat(16) }), weight: 8 },
      { arbitrary: fc.constantFrom({ rebirth: true }, { death: 'mixer' }), weight: 1 },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.infiniteStream(fc.nat(8)), (steps, displaced) => {
        let seq = -1;
        let timeMs = T_MS;
        const sent: Message[] = [];
        const say = (below: string, metrics: Metric[]) => sent.push(message(below, (seq = (seq + 1) % 256), metrics, (timeMs += 1)));
        const births = () => {
          seq = -1;
          say('NBIRTH/node-1', BORN);
          for (const [n, device] of ['mixer', 'oven.1'].entries()) say(`DBIRTH/node-1/${device}`, [metric({ name: STATE, alias: n, timeMs })]);
        };
        births();
        for (const one of steps) {
          if ('rebirth' in one) births();
          else if ('death' in one) {
            say(`DDEATH/node-1/${one.death}`, []);
            say(`DBIRTH/node-1/${one.death}`, [metric({ name: STATE, alias: 0, timeMs })]);
          } else say(`DDATA/node-1/${one.device}`, [metric({ alias: one.device === 'mixer' ? 0 : 1, value: one.value, timeMs })]);
        }
        const inOrder = way();
        for (const one of sent) inOrder.receive(one);
        const disordered = way();
        const places = sent.map((one, n) => ({ one, at: n + displaced.next().value! })).sort((a, b) => a.at - b.at);
        // Numbers begin anew with a birth of the node. Before the first one they wait; one that is overtaken later cannot be told from data.
        let session = 0;
        const rank = new Map(sent.map((one) => [one, one.topic.includes('/NBIRTH/') ? ++session - (session > 1 ? 0.5 : 0) : session]));
        for (const { one } of places.sort((a, b) => rank.get(a.one)! - rank.get(b.one)!)) disordered.receive(one);
        expect(disordered.got).toEqual(inOrder.got);
        expect([disordered.refused, disordered.host.status().gaps, disordered.asked]).toEqual([[], 0, []]);
      }),
      { numRuns: 60 },
    );
  });
});
