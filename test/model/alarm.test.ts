import { fitAlarmBook } from '../../src/model/alarm-book.js';
import { watchedLine } from '../../src/model/alarm-sense.js';
import { activeAlarms, standingOf } from '../../src/model/alarm-view.js';
import { ActiveAlarm } from '../../src/contract/alarm.js';
import { alarm, alarmLine, at, Watch } from './alarm-lines.js';
import { reading } from './mirror-lines.js';

const HOT = { when: 'above', signal: 'process.temp', limit: 100, deadBand: 5 };
const hot = (more: object = {}) => new Watch(alarmLine([alarm('hot', HOT, more)]));

describe('a limit', () => {
  it('raises beyond the limit and returns once the value is back by the dead-band', () => {
    const watch = hot();
    for (const [s, value] of [100, 101, 99, 101, 96, 95, 100, 101].entries()) watch.say(s, 'packer', 'process.temp', value);
    expect(watch.told()).toEqual(['raised 1', 'returned 5', 'raised 7']);
  });

  it('waits for the on-delay and the off-delay, to the microsecond and without readings in between', () => {
    const watch = hot({ onDelay: '60 s', offDelay: '2 min' });
    watch.say(0, 'packer', 'process.temp', 101);
    watch.say(30, 'packer', 'process.temp', 99); // not long enough
    watch.say(40, 'packer', 'process.temp', 105);
    watch.pass(99.999999);
    expect(watch.told()).toEqual([]);
    watch.say(130, 'packer', 'process.temp', 90);
    watch.say(200, 'packer', 'process.temp', 99); // raised, the dead-band keeps it
    watch.say(230, 'packer', 'process.temp', 90);
    watch.pass(1000);
    expect(watch.told()).toEqual(['raised 100', 'returned 350']);
  });

  it('below is the other way round, and a text is no value', () => {
    const watch = new Watch(alarmLine([alarm('low', { when: 'below', signal: 'process.bar', limit: 5, deadBand: 1 })]));
    for (const [s, value] of [5, 4.9, 'off', 5.9, 6].entries()) watch.say(s, 'packer', 'process.bar', value);
    expect(watch.told()).toEqual(['raised 1', 'returned 2']);
  });

  it('of the line is on the sum of the measured powers', () => {
    const watch = new Watch(alarmLine([], [alarm('demand', { when: 'above', signal: 'power', limit: 10 })]));
    watch.say(0, 'filler', 'power', 6);
    watch.say(1, 'packer', 'power', 4);
    watch.say(2, 'packer', 'power', 4.5);
    watch.say(3, 'filler', 'power', 1);
    expect(watch.told('demand')).toEqual(['raised 2', 'returned 3']);
  });
});

describe('what time alone brings', () => {
  it('a machine that is not heard is silent after the twin’s own limit, and the line when none is', () => {
    const watch = new Watch(alarmLine([alarm('silent', { when: 'silent' })], [alarm('no-data', { when: 'stale', for: '60 s' })]));
    watch.say(0, 'packer', 'speed', 60);
    watch.say(20, 'filler', 'speed', 600);
    watch.say(50, 'filler', 'speed', 600);
    watch.say(200, 'packer', 'speed', 60);
    expect(watch.told('packer.silent')).toEqual(['raised 30.000001', 'returned 200']);
    expect(watch.told('no-data')).toEqual(['raised 110', 'returned 200']);
    expect(watch.facts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it('a machine whose source says that it is gone is silent at once', () => {
    const watch = new Watch(alarmLine([alarm('silent', { when: 'silent' })]));
    watch.say(0, 'packer', 'state', 'Execute');
    watch.hear({ ...reading('small', 5, 'packer', 'state', null), quality: 'uncertain' });
    watch.say(40, 'packer', 'state', 'Execute');
    expect(watch.told('packer.silent')).toEqual(['raised 5', 'returned 40']);
  });

  it('one signal may be stale while the machine speaks', () => {
    const watch = new Watch(alarmLine([alarm('stale', { when: 'stale', signal: 'power', for: '2 min' })]));
    watch.say(0, 'packer', 'power', 4);
    for (let s = 10; s <= 200; s += 10) watch.say(s, 'packer', 'speed', 60);
    expect(watch.told()).toEqual(['raised 120']);
  });

  it('a machine is down for long', () => {
    const watch = new Watch(alarmLine([alarm('down', { when: 'state', is: ['down', 'held'], for: '10 min' })]));
    watch.say(0, 'packer', 'state', 'Execute');
    watch.say(100, 'packer', 'state', 'Held');
    watch.say(400, 'packer', 'state', 'Aborted'); // the same stop
    watch.say(800, 'packer', 'state', 'Execute');
    watch.say(1000, 'packer', 'state', 'Held');
    watch.say(1500, 'packer', 'state', 'Execute');
    watch.say(1501, 'packer', 'state', 'Held');
    watch.pass(2000);
    expect(watch.told()).toEqual(['raised 700', 'returned 800']);
  });

  it('a confirmed deviation is raised with its ratio', () => {
    const watch = new Watch(alarmLine([alarm('slow', { when: 'deviation', finding: 'slow' }, { kind: 'advisory' })]));
    for (const unit of ['filler', 'packer', 'wrapper']) watch.say(0, unit, 'state', 'Execute');
    watch.say(0, 'wrapper', 'state', 'Execute');
    for (let s = 0; s <= 900; s += 5) watch.say(s, 'packer', 'speed', 50);
    expect(watch.facts).toHaveLength(1);
    expect(watch.facts[0]).toMatchObject({ event: 'raised', kind: 'advisory', alarm: 'packer.slow' });
    expect(watch.facts[0]!.value).toBeCloseTo(50 / 60, 3);
  });
});

describe('an alarm that is suppressed while its machine is planned off', () => {
  const suppressed = () => new Watch(alarmLine([alarm('silent', { when: 'silent' }, { suppress: 'planned', onDelay: '60 s', offDelay: '60 s' })]));

  it('returns when the shift ends, is shown as suppressed, and counts its delay from the begin of the next', () => {
    const watch = suppressed();
    watch.say(0, 'packer', 'state', 'Execute');
    watch.pass(8 * 3600 - 1);
    expect(watch.told()).toEqual(['raised 90.000001']);
    watch.pass(20 * 3600);
    expect(watch.told()).toEqual(['raised 90.000001', 'returned 28800 planned']);
    expect(standingOf(watch.watched, watch.book.states[0]!, watch.book)).toBe('suppressed');
    watch.pass(24 * 3600 + 60);
    expect(watch.told().slice(2)).toEqual(['raised 86460']);
  });

  it('and is not raised in maintenance', () => {
    const watch = new Watch(alarmLine([alarm('hot', HOT, { suppress: 'planned' })]));
    watch.say(0, 'packer', 'state', 'Stopped');
    watch.say(1, 'packer', 'mode', 'Maintenance');
    watch.say(2, 'packer', 'process.temp', 120);
    expect(watch.told()).toEqual([]);
    watch.say(3, 'packer', 'mode', 'Production');
    expect(watch.told()).toEqual(['raised 3']);
  });

  it('a value within the dead-band does not raise it again when the shift begins', () => {
    const watch = new Watch(alarmLine([alarm('hot', HOT, { suppress: 'planned' })]));
    watch.say(0, 'packer', 'process.temp', 101);
    watch.say(1, 'packer', 'process.temp', 98);
    watch.pass(30 * 3600);
    expect(watch.told()).toEqual(['raised 0', 'returned 28800 planned']);
    expect(standingOf(watch.watched, watch.book.states[0]!, watch.book)).toBe('returned');
  });
});

describe('what people do', () => {
  const who = 'operator';
  const standing = (watch: Watch) => standingOf(watch.watched, watch.book.states[0]!, watch.book);

  it('goes through the states of ISA-18.2', () => {
    const watch = hot();
    expect(standing(watch)).toBe('normal');
    watch.say(0, 'packer', 'process.temp', 101);
    expect(standing(watch)).toBe('unacknowledged');
    expect(watch.act({ what: 'acknowledge', who, why: null }).ok).toBe(true);
    expect(standing(watch)).toBe('acknowledged');
    watch.say(5, 'packer', 'process.temp', 50);
    expect(standing(watch)).toBe('normal');
    watch.say(6, 'packer', 'process.temp', 101);
    watch.say(7, 'packer', 'process.temp', 50);
    expect(standing(watch)).toBe('returned');
    expect(watch.act({ what: 'acknowledge', who, why: 'seen' }).ok).toBe(true);
    expect(standing(watch)).toBe('normal');
    expect(watch.act({ what: 'acknowledge', who, why: null })).toEqual({ ok: false, reason: 'nothing-to-acknowledge' });
    expect(watch.facts.map(({ seq, event, who }) => [seq, event, who])).toEqual([
      [1, 'raised', null],
      [2, 'acknowledged', who],
      [3, 'returned', null],
      [4, 'raised', null],
      [5, 'returned', null],
      [6, 'acknowledged', who],
    ]);
  });

  it('shelves until a time of the line; what holds then asks for a person again, once', () => {
    const watch = hot();
    watch.say(0, 'packer', 'process.temp', 50);
    expect(watch.act({ what: 'shelve', who, why: 'sensor', untilUs: at(0) })).toEqual({ ok: false, reason: 'in-the-past' });
    expect(watch.act({ what: 'shelve', who, why: 'sensor on order', untilUs: at(100) }).ok).toBe(true);
    watch.say(10, 'packer', 'process.temp', 101);
    expect(standing(watch)).toBe('shelved');
    watch.say(130, 'packer', 'process.temp', 102);
    expect(standing(watch)).toBe('unacknowledged');
    expect(watch.told()).toEqual(['shelved 0 sensor on order', 'raised 10', 'unshelved 100 time-up']);
    expect(watch.act({ what: 'shelve', who, why: 'again', untilUs: at(1000) }).ok).toBe(true);
    expect(watch.act({ what: 'unshelve', who, why: null }).ok).toBe(true);
    expect(watch.act({ what: 'unshelve', who, why: null })).toEqual({ ok: false, reason: 'not-shelved' });
    watch.say(140, 'packer', 'process.temp', 50);
    expect(standing(watch)).toBe('returned');
  });

  it('an advisory tells and asks for nobody', () => {
    const watch = hot({ kind: 'advisory' });
    watch.say(0, 'packer', 'process.temp', 101);
    expect(standing(watch)).toBe('active');
    expect(watch.act({ what: 'acknowledge', who, why: null })).toEqual({ ok: false, reason: 'advisory' });
    watch.say(1, 'packer', 'process.temp', 50);
    expect(standing(watch)).toBe('normal');
  });
});

it('the list has the most pressing first, then the newest', () => {
  const watch = new Watch(
    alarmLine([
      alarm('a', HOT, { priority: 'low' }),
      alarm('b', { ...HOT, limit: 200 }, { priority: 'medium' }),
      alarm('c', HOT, { priority: 'urgent' }),
      alarm('d', { ...HOT, limit: 150 }, { priority: 'medium' }),
      alarm('e', { ...HOT, limit: 999 }),
    ]),
  );
  watch.say(0, 'packer', 'process.temp', 160);
  watch.say(1, 'packer', 'process.temp', 210);
  const list = activeAlarms(watch.watched, watch.book).map((shown) => ActiveAlarm.parse(shown));
  expect(list.map(({ id }) => id)).toEqual(['packer.c', 'packer.b', 'packer.d', 'packer.a']);
});

it('a new version of the plant file keeps what goes on, begins what is new and returns what is gone', () => {
  const before = new Watch(alarmLine([alarm('hot', HOT), alarm('gone', HOT)]));
  before.say(0, 'packer', 'process.temp', 101);
  const now = alarmLine([alarm('new', HOT), alarm('hot', HOT, { priority: 'urgent' })]);
  const watched = watchedLine(now);
  const { book, facts } = fitAlarmBook(watched, JSON.parse(JSON.stringify(before.book)) as typeof before.book);
  expect(facts).toMatchObject([{ seq: 3, atUs: at(0), alarm: 'packer.gone', event: 'returned', why: 'rule-removed' }]);
  expect(book.states.map(({ id, raised, of }) => [id, raised, of.priority])).toEqual([
    ['packer.new', false, 'high'],
    ['packer.hot', true, 'urgent'],
  ]);
});

it('an alarm that has become an advisory waits for nobody any more', () => {
  const before = hot();
  before.say(0, 'packer', 'process.temp', 101);
  const now = watchedLine(alarmLine([alarm('hot', HOT, { kind: 'advisory' })]));
  const { book } = fitAlarmBook(now, before.book);
  expect(standingOf(now, book.states[0]!, book)).toBe('active');
  expect(book.states[0]).toMatchObject({ raised: true, unacknowledged: false });
});
