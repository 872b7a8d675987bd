import type { ServerMessage } from '../../src/contract/stream.js';
import { LineFeed, type Subscription } from '../../src/stream/line-feed.js';
import { FakeAlarms, FakeTwin } from './stream-server.js';

function follower(gapMs = 0) {
  const got: ServerMessage[] = [];
  const frames: Buffer[] = [];
  const state = { ready: true };
  const subscription: Subscription = {
    line: 'osd-1',
    gapMs,
    epoch: '',
    rev: 0,
    eventSeq: 0,
    alarmSeq: 0,
    sentAtMs: -Infinity,
    ready: () => state.ready,
    send: (frame) => {
      frames.push(frame);
      got.push(JSON.parse(frame.toString()) as ServerMessage);
    },
  };
  const deltas = () => got.filter((message) => message.type === 'delta').map(({ from, to }) => `${from}>${to}`);
  return { subscription, got, frames, state, deltas };
}

function feed() {
  const clock = { nowMs: 0 };
  const twin = new FakeTwin();
  const alarms = new FakeAlarms();
  const line = new LineFeed('osd-1', twin, alarms, () => clock.nowMs);
  twin.changes$.subscribe(() => line.touch());
  twin.events$.subscribe(() => line.touchEvents());
  alarms.events$.subscribe(() => line.touchAlarms());
  return { clock, twin, alarms, line };
}

it('keeps the pace that each asked for, and each gets contiguous changes', () => {
  const { clock, twin, line } = feed();
  const fast = follower();
  const slow = follower(990);
  line.subscribe(fast.subscription, undefined);
  line.subscribe(slow.subscription, undefined);
  for (let tick = 1; tick <= 30; tick++) {
    clock.nowMs = tick * 100;
    twin.change({ good: tick });
    line.tick();
  }
  expect(fast.deltas()).toEqual(Array.from({ length: 30 }, (_, i) => `${i + 1}>${i + 2}`));
  expect(slow.deltas()).toEqual(['1>11', '11>21', '21>31']);
});

it('the same change is made once for all who get it', () => {
  const { twin, line } = feed();
  const [a, b] = [follower(), follower()];
  line.subscribe(a.subscription, undefined);
  line.subscribe(b.subscription, undefined);
  twin.change({ good: 1 });
  line.tick();
  expect(a.frames[0]).toBe(b.frames[0]);
  expect(a.frames[1]).toBe(b.frames[1]);
});

it('asks the twin for its state once a tick, and not at all while nobody follows or nothing changed', () => {
  const { twin, line } = feed();
  let asked = 0;
  const { view } = twin;
  twin.view = () => (asked++, view());
  twin.change({ good: 1 });
  line.tick();
  expect(asked).toBe(0);
  const { subscription } = follower();
  line.subscribe(subscription, undefined);
  line.subscribe(follower().subscription, undefined);
  line.tick();
  line.tick();
  expect(asked).toBe(1);
  line.unsubscribe(subscription);
});

it('a revision without any changed leaf is told with the next change, and before a check', () => {
  const { twin, line } = feed();
  const { subscription, got, deltas } = follower();
  line.subscribe(subscription, undefined);
  twin.change({});
  line.tick();
  expect(deltas()).toEqual([]);
  twin.change({ good: 9 });
  line.tick();
  expect(deltas()).toEqual(['1>3']);
  twin.change({});
  line.check();
  expect(deltas()).toEqual(['1>3', '3>4']);
  expect(got.at(-1)).toMatchObject({ type: 'check', rev: 4 });
});

it('who is not ready gets nothing, and then all that is missing: one change, every event', () => {
  const { twin, line } = feed();
  const { subscription, got, state, deltas } = follower();
  line.subscribe(subscription, undefined);
  state.ready = false;
  for (let good = 1; good <= 5; good++) {
    twin.change({ good });
    twin.happen();
    line.tick();
    line.check();
  }
  expect(got).toHaveLength(1);
  state.ready = true;
  line.tick();
  expect(deltas()).toEqual(['1>6']);
  expect(got.filter((message) => message.type === 'events').flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual([1, 2, 3, 4, 5]);
});

describe('alarms', () => {
  const numbers = (got: ServerMessage[]) => got.flatMap((message) => (message.type === 'alarms' ? message.events.map(({ seq }) => seq) : []));

  it('begin after the last one that was written, and each follows in its order, whatever became of the state', () => {
    const { twin, alarms, line } = feed();
    alarms.happen(3);
    const { subscription, got, state } = follower();
    line.subscribe(subscription, undefined);
    expect(got).toMatchObject([{ type: 'snapshot', alarmSeq: 3 }]);
    alarms.happen(1);
    line.tick();
    state.ready = false;
    for (let good = 1; good <= 500; good++) {
      twin.change({ good });
      alarms.happen(2);
      line.tick();
    }
    expect(numbers(got)).toEqual([4]);
    state.ready = true;
    line.tick();
    expect(numbers(got)).toEqual(Array.from({ length: 1001 }, (_, i) => i + 4));
  });

  it('go on by their number after a restart of the service, since that is told by the history', () => {
    const { twin, alarms, line } = feed();
    alarms.happen(5);
    twin.restart();
    const { subscription, got } = follower();
    line.subscribe(subscription, { epoch: 'epoch-1', rev: 7, eventSeq: 9, alarmSeq: 2 });
    expect(got[0]).toMatchObject({ type: 'snapshot', reason: 'other-epoch', alarmSeq: 2 });
    expect(numbers(got)).toEqual([3, 4, 5]);
  });

  it('of a history that was begun anew are told from its beginning', () => {
    const { alarms, line } = feed();
    alarms.happen(1);
    const { subscription, got } = follower();
    line.subscribe(subscription, { epoch: 'epoch-1', rev: 1, alarmSeq: 40 });
    alarms.happen(1);
    line.tick();
    expect(numbers(got)).toEqual([2]);
  });
});
