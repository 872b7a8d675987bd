import fc from '../../property.js';
import type { SignalValue } from '../../../src/contract/telemetry.js';
import { AlarmRecord, StandingAlarm } from '../../../src/contract/machine-alarm.js';
import { type AlarmBooks, alarmRecords, drainAlarms, hearAlarm, standingAlarms } from '../../../src/model/cell-mirror/alarms.js';
import { AT_S, reading, Told, US } from './small.js';

const DAY = 86_400;
const us = (atS: number) => (AT_S + atS) * US;
const EVER = { fromUs: 0, toUs: us(1000 * DAY) };

/** Alarms told by hand, beside what is told of lots. */
class Alarms extends Told {
  readonly books: AlarmBooks = {};
  heard = 0;
  alarm(source: string, atS: number, body: object): this {
    return this.raw(source, atS, JSON.stringify({ severity: 'high', ...body }));
  }
  raw(source: string, atS: number, value: SignalValue): this {
    if (hearAlarm(this.books, reading(source, atS, 'alarmEvent', value))) this.heard++;
    return this;
  }
  standing = () => standingAlarms(this.books, this.mirror);
  records = (window = EVER) => alarmRecords(this.books, this.mirror, window);
  drain(): this {
    drainAlarms(this.books, this.mirror);
    return this;
  }
}
const jam = { alarm: 'jam', machine: 'first' };

describe('alarms that machines send', () => {
  it('stand from their raising to their clearing, and are a record after that', () => {
    const told = new Alarms().alarm('line', 10, { ...jam, raised: true });
    const at = { alarm: 'jam', source: 'line', machine: 'first', severity: 'high', sinceUs: us(10), lot: null, zone: null, store: null };
    expect(told.standing()).toEqual({ 'line.first.jam': at });
    expect(told.records()).toEqual([{ ...at, clearedUs: null, clearedBy: null }]);
    told.alarm('line', 70, { ...jam, raised: false });
    expect(told.standing()).toEqual({});
    expect(told.records()).toEqual([{ ...at, clearedUs: us(70), clearedBy: 'source' }]);
  });

  it('are told apart by source, machine, zone, store and lot', () => {
    const told = new Alarms()
      .alarm('line', 1, { ...jam, raised: true })
      .alarm('line', 2, { ...jam, machine: 'second', raised: true })
      .alarm('mixer.1', 3, { alarm: 'jam', raised: true })
      .alarm('cell', 4, { alarm: 'room-pressure', zone: 'hall', raised: true })
      .alarm('cell', 5, { alarm: 'hold-limit', store: 'cold', lot: 'B/1', raised: true })
      .alarm('cell', 6, { alarm: 'hold-limit', store: 'cold', lot: 'B/2', raised: true })
      .alarm('cell', 7, { alarm: 'hold-limit', store: 'cold', lot: 'B/2', raised: false });
    expect(Object.keys(told.standing()).sort()).toEqual([
      'cell.hold-limit:store=cold:lot=B/1',
      'cell.room-pressure:zone=hall',
      'line.first.jam',
      'line.second.jam',
      'mixer.1.jam',
    ]);
  });

  it('stand with the most pressing first, then the newest', () => {
    const told = new Alarms();
    const severities = ['low', 'urgent', 'medium', 'high', 'urgent'];
    severities.forEach((severity, i) => told.alarm('tank', i, { alarm: `a${i}`, severity, raised: true }));
    expect(Object.values(told.standing()).map(({ alarm }) => alarm)).toEqual(['a4', 'a1', 'a3', 'a2', 'a0']);
    expect(told.records().map(({ alarm }) => alarm)).toEqual(['a4', 'a1', 'a3', 'a2', 'a0']);
  });

  it('take a change of severity without being raised anew', () => {
    const told = new Alarms().alarm('line', 10, { ...jam, severity: 'low', raised: true }).alarm('line', 20, { ...jam, severity: 'urgent', raised: true });
    expect(Object.values(told.standing())).toMatchObject([{ severity: 'urgent', sinceUs: us(10) }]);
  });

  it('whose raising was not heard have no beginning, once', () => {
    const told = new Alarms().alarm('line', 50, { ...jam, raised: false }).alarm('line', 60, { ...jam, raised: false });
    expect(told.records()).toMatchObject([{ sinceUs: null, clearedUs: us(50), clearedBy: 'source' }]);
  });

  it('are the same records whatever the order in which their changes are heard', () => {
    const change = fc.record({ atS: fc.integer({ min: 0, max: 500 }), raised: fc.boolean(), machine: fc.constantFrom('first', 'second'), severity: fc.constantFrom('low', 'urgent') }); // prettier-ignore
    const changes = fc.uniqueArray(change, { selector: ({ atS }) => atS, maxLength: 30 });
    const hear = (list: readonly { atS: number }[]) =>
      list.reduce((told, { atS, ...body }) => told.alarm('line', atS, { alarm: 'jam', ...body }), new Alarms());
    fc.assert(
      fc.property(
        changes.chain((list) => fc.tuple(fc.constant([...list].sort((a, b) => a.atS - b.atS)), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([sorted, shuffled]) => {
          const [told, other] = [hear(sorted), hear(shuffled)];
          expect(Object.entries(other.standing())).toEqual(Object.entries(told.standing()));
          const byText = (records: AlarmRecord[]) => records.map((record) => JSON.stringify(record)).sort();
          expect(byText(other.records())).toEqual(byText(told.records()));
          for (const record of told.records()) AlarmRecord.parse(record);
          for (const standing of Object.values(told.standing())) StandingAlarm.parse(standing);
          // Who stands is who was raised last.
          for (const machine of ['first', 'second'])
            expect(`line.${machine}.jam` in told.standing()).toBe(sorted.findLast((one) => one.machine === machine)?.raised ?? false);
        },
      ),
    );
  });

  it('that are heard twice are one, and what is no alarm is none', () => {
    const told = new Alarms().alarm('line', 10, { ...jam, raised: true }).alarm('line', 10, { ...jam, raised: true });
    for (const value of [null, 7, true, '', '{', '{}', '{"alarm":"jam","raised":"yes","severity":"low"}']) told.raw('line', 20, value);
    expect(hearAlarm(told.books, { ...reading('line', 30, 'alarmEvent', '{"alarm":"jam","raised":true,"severity":"low"}'), quality: 'bad' })).toBe(false);
    expect(hearAlarm(told.books, reading('line', 30, 'batchEvent', '{"alarm":"jam","raised":true,"severity":"low"}'))).toBe(false);
    expect(told.heard).toBe(1);
  });

  it('of a lot in a store end with its stay there, and other ones of a lot with the lot, where nobody clears them', () => {
    const told = new Alarms()
      .event('mixer.1', 0, { event: 'batch-begin', lot: 'B-1', product: 'gel', order: 'O-1', items: 1000 })
      .event('cell', 100, { event: 'stored', lot: 'B-1', store: 'cold', items: 1000 })
      .alarm('cell', 200, { alarm: 'hold-limit', store: 'cold', lot: 'B-1', raised: true })
      .alarm('cell', 210, { alarm: 'label-missing', lot: 'B-1', raised: true })
      .alarm('cell', 220, { alarm: 'label-missing', lot: 'B-9', raised: true });
    expect(Object.values(told.standing()).map(({ alarm, lot }) => [alarm, lot])).toEqual([
      ['label-missing', 'B-9'],
      ['label-missing', 'B-1'],
      ['hold-limit', 'B-1'],
    ]);
    told.event('cell', 300, { event: 'taken', lot: 'B-1', store: 'cold', items: 1000 });
    told.event('line', 400, { event: 'batch-end', lot: 'B-1', product: 'gel', outcome: 'done', good: 990 });
    expect(told.records().map(({ alarm, lot, clearedUs, clearedBy }) => [alarm, lot, clearedUs, clearedBy])).toEqual([
      ['label-missing', 'B-9', null, null],
      ['label-missing', 'B-1', us(400), 'lot'],
      ['hold-limit', 'B-1', us(300), 'lot'],
    ]);
  });

  it('are those of a window where they were within it, the newest first, after all that stand', () => {
    const told = new Alarms();
    for (const [alarm, from, to] of [['a', 0, 100], ['b', 50, 250], ['c', 210, 220], ['d', 300, 400]] as const)
      told.alarm('tank', from, { alarm, raised: true }).alarm('tank', to, { alarm, raised: false }); // prettier-ignore
    told.alarm('tank', 5, { alarm: 'e', raised: true });
    expect(told.records({ fromUs: us(200), toUs: us(300) }).map(({ alarm }) => alarm)).toEqual(['e', 'c', 'b']);
  });

  it('are dropped 45 days after they were cleared, and kept as long as they stand', () => {
    const told = new Alarms();
    for (const alarm of ['old', 'again', 'stands']) told.alarm('tank', 0, { alarm, raised: true });
    told.alarm('tank', 100, { alarm: 'old', raised: false }).alarm('tank', 100, { alarm: 'again', raised: false });
    told.alarm('tank', DAY, { alarm: 'again', raised: false }); // said once more
    told.alarm('tank', 2 * DAY, { alarm: 'again', raised: true }).alarm('tank', 44 * DAY, { alarm: 'again', raised: false });
    told.hear(reading('tank', 45 * DAY + 100, 'speed', 0)).drain();
    expect(told.records()).toHaveLength(4);
    told.hear(reading('tank', 45 * DAY + 101, 'speed', 0)).drain();
    expect(told.records().map(({ alarm, sinceUs, clearedUs }) => [alarm, sinceUs, clearedUs])).toEqual([
      ['stands', us(0), null],
      ['again', us(2 * DAY), us(44 * DAY)],
    ]);
    told.hear(reading('tank', 400 * DAY, 'speed', 0)).drain();
    expect(Object.keys(told.books)).toEqual(['tank.stands']);
  });

  it('that a machine says again and again take no more room than one', () => {
    const told = new Alarms();
    for (let atS = 0; atS < 2 * DAY; atS += 300) told.alarm('tank', atS, { alarm: 'level', raised: true });
    told.hear(reading('tank', 4 * DAY, 'speed', 0)).drain();
    expect(Object.values(told.books).map(({ changes }) => changes.length)).toEqual([1]);
    expect(told.records()).toMatchObject([{ sinceUs: us(0), clearedUs: null }]);
  });

  it('of a machine that chatters keep their newest 20,000 changes', () => {
    const told = new Alarms().alarm('line', 0, { ...jam, raised: true });
    for (let atS = 0; atS < 30_000; atS++) told.alarm('tank', atS, { alarm: 'level', raised: atS % 2 === 0 });
    told.hear(reading('tank', 30_000, 'speed', 0)).drain();
    expect(told.books['tank.level']!.changes.length).toBeLessThanOrEqual(20_000);
    expect(told.books['tank.level']!.changes.length).toBeGreaterThan(19_990);
    expect(told.standing()).toHaveProperty(['line.first.jam']);
  });
});
