import { ActiveAlarm } from '../../../src/contract/alarm.js';
import { alarmCell, meaning, WatchCell } from './watched.js';

const H = 3600;
const watch = (on: object, more: object = {}) => new WatchCell(alarmCell([{ id: 'rule', on, more }]));

describe('a rule of a cell', () => {
  it('watches any signal of any source, with its dead-band', () => {
    const zone = watch({ when: 'below', of: 'zones.hall', signal: 'hvac.roomDp', limit: 10, deadBand: 2 });
    [15, 9, 11, 9, 12, 10].forEach((dp, s) => zone.say('zones.hall', s, { 'hvac.roomDp': dp }));
    expect(zone.told()).toEqual(['rule raised 1', 'rule returned 4']);
    const machine = watch({ when: 'above', of: 'line.first', signal: 'process.temp', limit: 80 });
    [79, 81, null, 'hot', 80].forEach((temp, s) => machine.say('line.first', s, { 'process.temp': temp }));
    expect(machine.told()).toEqual(['rule raised 1', 'rule returned 4']);
  });

  it('leaves out a reading that is older than its source had, as the record does', () => {
    const cell = watch({ when: 'above', of: 'tank', signal: 'power', limit: 5 });
    cell.say('tank', 10, { power: 1 }).say('tank', 5, { power: 9 });
    expect(cell.told()).toEqual([]);
  });

  it('says when a utility is at its capacity, as a share of it', () => {
    const cell = watch({ when: 'at-capacity', of: 'utilities.steam' });
    [90, 96, 94, 91, 89].forEach((flow, s) => cell.say('utilities.steam', s, { flow }));
    expect(cell.told()).toEqual(['rule raised 1', 'rule returned 4']);
    expect(cell.facts[0]!.value).toBe(0.96);
  });

  it('says when a machine has stood for too long, at the exact second, through several causes', () => {
    const cell = watch({ when: 'state', of: 'line.first', is: ['down', 'persons'], for: '10 min' }, { suppress: 'planned' });
    cell.say('line.first', 0, { state: 'Execute', stopReason: 0 });
    cell.say('line.first', 60, { state: 'Held', stopReason: 65 }).say('line.first', 200, { state: 'Held', stopReason: 40 });
    cell.say('line.first', 500, { speed: 0 }).pass(659);
    expect(cell.told()).toEqual([]);
    cell.pass(700).say('line.first', 720, { state: 'Execute' });
    expect(cell.told()).toEqual(['rule raised 660', 'rule returned 720']);
  });

  it('is suppressed while its machine is planned off', () => {
    const cell = watch({ when: 'above', of: 'line.first', signal: 'power', limit: 1 }, { suppress: 'planned' });
    cell.say('line.first', 0, { state: 'Execute', power: 2 });
    expect(cell.active()[0]).toMatchObject({ state: 'unacknowledged' });
    cell.say('line.first', 10, { mode: 'Maintenance' });
    expect(cell.told()).toEqual(['rule raised 0', 'rule returned 10']);
    expect(cell.active()[0]).toMatchObject({ state: 'suppressed' });
  });

  describe('that names an alarm of the machines', () => {
    const low = { when: 'below', of: 'zones.hall', signal: 'hvac.roomDp', limit: 10, deadBand: 1 };
    const zone = (more: object = {}) => watch(low, { suppressedBy: 'room-pressure', onDelay: '60 s', ...more });
    const lost = { alarm: 'room-pressure', zone: 'hall', severity: 'high' };

    it('is suppressed while that stands at its place: one excursion is one alarm', () => {
      const cell = zone().say('zones.hall', 0, { 'hvac.roomDp': 15 }).say('zones.hall', 10, { 'hvac.roomDp': 3 });
      cell.alarm('cell', 11, true, lost).say('zones.hall', 100, { 'hvac.roomDp': 2 }).pass(1000);
      expect(cell.told()).toEqual(['cell.room-pressure:zone=hall raised 11']);
      expect(cell.active().map(({ id, state }) => [id, state])).toContainEqual(['rule', 'suppressed']);
      cell.restart().survey().pass(1500);
      expect(cell.told()).toEqual(['cell.room-pressure:zone=hall raised 11']);
      cell.alarm('cell', 2000, false, lost).say('zones.hall', 2010, { 'hvac.roomDp': 15 }).pass(3000);
      expect(cell.told()).toEqual(['cell.room-pressure:zone=hall raised 11', 'cell.room-pressure:zone=hall returned 2060']);
    });

    it('is raised by itself where no machine says so, of another place, or when the machine says so no more and it still holds', () => {
      const cell = zone()
        .say('zones.hall', 0, { 'hvac.roomDp': 7 })
        .alarm('cell', 1, true, { ...lost, zone: 'store' })
        .pass(70);
      expect(cell.told()).toContain('rule raised 60');
      const after = zone().alarm('cell', 0, true, lost).say('zones.hall', 1, { 'hvac.roomDp': 7 }).alarm('cell', 100, false, lost).pass(200);
      expect(after.told()).toContain('rule raised 160');
    });

    it('that was raised before is acknowledged with the alarm of the machine', () => {
      const cell = zone().say('zones.hall', 0, { 'hvac.roomDp': 7 }).pass(70).alarm('cell', 80, true, lost);
      expect(cell.facts.map(({ alarm: id, event, why }) => [id, event, why])).toEqual([
        ['rule', 'raised', null],
        ['cell.room-pressure:zone=hall', 'raised', null],
        ['rule', 'returned', 'machine-alarm'],
      ]);
      expect(cell.active().map(({ id, state }) => [id, state])).toContainEqual(['rule', 'suppressed']);
      cell.say('zones.hall', 90, { 'hvac.roomDp': 15 }).alarm('cell', 91, false, lost).pass(500);
      expect(cell.active().map(({ id }) => id)).not.toContain('rule');
    });
  });

  it('says when the clean or the dirty hold time of a unit is nearly out, each slot for itself', () => {
    const cell = new WatchCell(
      alarmCell([
        { id: 'clean', on: { when: 'clean-hold', of: 'mixer', share: 0.9 } },
        { id: 'dirty', on: { when: 'dirty-hold', of: 'mixer.1', share: 0.5 } },
      ]),
    );
    const beat = (fromS: number, toS: number) => {
      for (let s = fromS; s <= toS; s += 240) cell.say('mixer.1', s, { power: 1 });
    };
    cell.event('mixer.1', 0, { event: 'step-begin', lot: 'L', step: 'mixing', in: 1 }).say('mixer.1', 0, { state: 'Execute', batch: 'L', phase: 'mix' });
    cell.event('mixer.1', H, { event: 'step-end', lot: 'L', step: 'mixing', in: 1, good: 1, rejected: 0 });
    cell.say('mixer.1', H, { batch: null, phase: 'idle', state: 'Idle' });
    beat(H + 240, 4 * H);
    expect(cell.told()).toEqual([`dirty raised ${3.5 * H}`]);
    cell.say('mixer.1', 4 * H, { phase: 'cleaning', state: 'Execute' });
    beat(4 * H + 240, 4.5 * H);
    cell
      .say('mixer.1', 4.5 * H, { phase: 'idle', state: 'Idle' })
      .say('mixer.1', 4.55 * H, { power: 1 })
      .pass(30 * H);
    expect(cell.told().slice(1)).toEqual([`dirty returned ${4 * H + 240}`, `clean:of=mixer.1 raised ${4.5 * H + 18 * H}`]);
    cell.say('mixer.1', 31 * H, { batch: 'M', phase: 'mix', state: 'Execute' }).say('mixer.1', 31 * H + 10, { power: 1 });
    expect(cell.told().at(-1)).toBe(`clean:of=mixer.1 returned ${31 * H + 10}`);
  });

  it('has an alarm for each lot whose hold time is nearly out, until it is taken', () => {
    const cell = watch({ when: 'hold-time', of: 'stores.cold', share: 0.8 });
    const stored = (lot: string, atS: number) => cell.event('cell', atS, { event: 'stored', lot, store: 'cold', items: 1 });
    stored('B-1', 0);
    stored('B/2', H);
    cell.pass(8.5 * H);
    expect(cell.told()).toEqual([`rule:lot=B-1 raised ${8 * H}`]);
    expect(cell.active()[0]).toMatchObject({ unit: 'stores.cold', about: { store: 'cold', lot: 'B-1' }, origin: 'rule' });
    cell
      .event('cell', 8.6 * H, { event: 'taken', lot: 'B-1', store: 'cold', items: 1 })
      .event('cell', 8.7 * H, { event: 'taken', lot: 'B/2', store: 'cold', items: 1 });
    expect(cell.told().slice(1)).toEqual([`rule:lot=B-1 returned ${8.6 * H}`]);
    expect(cell.active().map(({ id, state }) => [id, state])).toEqual([['rule:lot=B-1', 'returned']]);
    expect(cell.act('rule:lot=B-1', { what: 'acknowledge', who: 'x', why: null }).ok).toBe(true);
    cell.pass(9 * H);
    expect(cell.book.states).toEqual([]);
  });

  it('says when nothing is heard of a source, or of one of its signals', () => {
    const cell = new WatchCell(
      alarmCell([
        { id: 'silent', on: { when: 'silent', of: ['tank', 'line.first'], for: '6 min' } },
        { id: 'stale', on: { when: 'stale', of: 'tank', signal: 'power', for: '2 min' } },
      ]),
    );
    cell.say('tank', 0, { power: 1 }).say('line.first', 0, { speed: 1 }).say('tank', 300, { speed: 1 }).pass(600);
    expect(cell.told()).toEqual(['stale raised 120', 'silent:of=line.first raised 360.000001']);
    cell.say('tank', 650, { power: 1 }).say('line.first', 650, { speed: 1 });
    expect(cell.told().slice(2)).toEqual(['stale returned 650', 'silent:of=line.first returned 650']);
  });
});

describe('an alarm that a machine sends', () => {
  const jam = { machine: 'first' };

  it('is an advisory by its code where no file says what it means, with the severity that the machine tells', () => {
    const cell = new WatchCell(alarmCell([])).alarm('line', 1, true, jam);
    const shown = ActiveAlarm.parse(cell.active()[0]);
    expect(shown).toMatchObject({
      id: 'line.first.jam',
      unit: 'line.first',
      origin: 'machine',
      kind: 'advisory',
      priority: 'medium',
      state: 'active',
      response: null,
    });
    expect(shown).toMatchObject({ name: { en: 'jam', fr: 'jam' }, cause: null, about: { machine: 'first', lot: null } });
    expect(cell.act(shown.id, { what: 'acknowledge', who: 'x', why: null })).toEqual({ ok: false, reason: 'advisory' });
    cell.alarm('line', 5, false, jam).pass(66);
    expect([cell.told(), cell.active(), cell.book.states]).toEqual([['line.first.jam raised 1', 'line.first.jam returned 65'], [], []]);
  });

  it('is an alarm with a response where its machine, its unit or its cell has words for it', () => {
    const { units } = alarmCell([]).definition;
    const withWords = units.map((unit) =>
      unit.id !== 'line'
        ? unit
        : {
            ...unit,
            machineAlarms: [meaning('jam', { priority: 'urgent' }), meaning('door')],
            flow: {
              ...unit.flow!,
              stations: unit.flow!.stations.map((station) => (station.id === 'first' ? { ...station, machineAlarms: [meaning('jam')] } : station)),
            },
          },
    );
    const cell = new WatchCell(alarmCell([], { units: withWords, machineAlarms: [meaning('room-pressure', { kind: 'advisory' })] }));
    cell.alarm('line', 1, true, jam).alarm('line', 2, true, { machine: 'second' }).alarm('line', 3, true, { alarm: 'door' });
    cell.alarm('cell', 4, true, { alarm: 'room-pressure', zone: 'hall' }).alarm('tank', 5, true, { alarm: 'door', severity: 'low' });
    expect(cell.active().map(({ id, kind, priority, state }) => [id, kind, priority, state])).toEqual([
      ['line.second.jam', 'alarm', 'urgent', 'unacknowledged'],
      ['cell.room-pressure:zone=hall', 'advisory', 'medium', 'active'],
      ['line.door', 'alarm', 'medium', 'unacknowledged'],
      ['line.first.jam', 'alarm', 'medium', 'unacknowledged'],
      ['tank.door', 'advisory', 'low', 'active'],
    ]);
    expect(cell.active()[0]).toMatchObject({ response: { en: 'r' }, name: { en: 'name of jam' } });
  });

  it('about a lot returns when the lot leaves the store, also where the machine does not say so', () => {
    const cell = new WatchCell(alarmCell([], { machineAlarms: [meaning('hold-limit')] }));
    cell.event('cell', 0, { event: 'stored', lot: 'B-1', store: 'cold', items: 1 });
    cell.alarm('cell', 100, true, { alarm: 'hold-limit', store: 'cold', lot: 'B-1' });
    cell.event('cell', 200, { event: 'taken', lot: 'B-1', store: 'cold', items: 1 });
    expect(cell.told()).toEqual(['cell.hold-limit:store=cold:lot=B-1 raised 100', 'cell.hold-limit:store=cold:lot=B-1 returned 200']);
    expect(cell.active()[0]).toMatchObject({ state: 'returned' });
  });

  it('stands over a restart, keeps its shelf, and is dropped once nothing is left of it', () => {
    const cell = new WatchCell(alarmCell([], { machineAlarms: [meaning('door')] }));
    cell.alarm('cell', 1, true, { alarm: 'door' });
    expect(cell.act('cell.door', { what: 'take-out-of-service', who: 'x', why: 'repair' }).ok).toBe(true);
    cell.restart().alarm('cell', 9, false, { alarm: 'door' }).alarm('cell', 10, true, { alarm: 'door' });
    expect(cell.active()).toMatchObject([{ state: 'out-of-service', outOfService: { who: 'x', why: 'repair' }, raisedAtUs: expect.any(Number) }]);
    expect(cell.act('cell.door', { what: 'shelve', who: 'x', why: 'y', untilUs: Infinity })).toEqual({ ok: false, reason: 'out-of-service' });
    expect(cell.act('cell.door', { what: 'return-to-service', who: 'x', why: null }).ok).toBe(true);
    expect(cell.active()).toMatchObject([{ state: 'unacknowledged' }]);
    expect(cell.act('cell.door', { what: 'return-to-service', who: 'x', why: null })).toEqual({ ok: false, reason: 'in-service' });
  });
});

it('after a start a rule that is new is judged by what is known already', () => {
  const before = new WatchCell(alarmCell([]));
  before
    .event('cell', 0, { event: 'stored', lot: 'B-1', store: 'cold', items: 1 })
    .say('tank', 0, { state: 'Held', stopReason: 65 })
    .say('tank', 10, { power: 1 });
  const rules = [
    { id: 'hold', on: { when: 'hold-time', of: 'stores.cold', share: 0.1 } },
    { id: 'down', on: { when: 'state', of: 'tank', is: ['down'], for: '1 min' } },
  ];
  const after = new WatchCell(alarmCell(rules));
  Object.assign(after.mirror, before.mirror);
  after.survey().pass(2 * H);
  expect(after.told()).toEqual([`down raised 70`, `hold:lot=B-1 raised ${H}`]);
  const again = after.survey().told().length;
  expect(again).toBe(2);
});
