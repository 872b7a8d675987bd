import fc from 'fast-check';
import { ALARM_PRIORITIES, AlarmStanding, type ActiveAlarm, type AlarmEvent } from '../../src/contract/alarm.js';
import { formatsOf } from '../../web/src/format/formats.js';
import { namesOfCell, namesOfLine } from '../../web/src/panels/all-alarms/alarm-names.js';
import { standingSo, worstFirst, STANDINGS, type PlacedAlarm } from '../../web/src/panels/all-alarms/alarm-list.js';
import { merged } from '../../web/src/panels/all-alarms/history-list.js';
import { definition } from './cell-view.js';

const NOTHING = {
  unit: null,
  about: null,
  origin: 'rule',
  name: { en: 'A', fr: 'A' },
  kind: 'alarm',
  returnedAtUs: null,
  value: null,
  acknowledgedBy: null,
} as const;
const placed = (place: string, id: string, alarm: Pick<ActiveAlarm, 'priority' | 'state'> & { raisedAtUs?: number }): PlacedAlarm => ({
  place: { kind: 'cell', id: place },
  alarm: { ...NOTHING, raisedAtUs: 0, shelved: null, outOfService: null, cause: null, consequence: null, response: null, id, ...alarm },
});
const ids = (alarms: readonly PlacedAlarm[]) => alarms.map(({ alarm }) => alarm.id);

describe('the alarms of all places', () => {
  const all = [
    placed('a', 'shelved', { priority: 'urgent', state: 'shelved' }),
    placed('a', 'advisory', { priority: 'urgent', state: 'active' }),
    placed('a', 'low', { priority: 'low', state: 'unacknowledged' }),
    placed('a', 'seen', { priority: 'high', state: 'acknowledged', raisedAtUs: 9 }),
    placed('b', 'gone', { priority: 'high', state: 'returned', raisedAtUs: 1 }),
    placed('b', 'new', { priority: 'high', state: 'unacknowledged', raisedAtUs: 2 }),
  ];

  it('stand worst first over all of them: by priority, then what nobody has seen, then the newest; silenced ones last', () => {
    expect(ids(worstFirst(all))).toEqual(['new', 'gone', 'seen', 'low', 'advisory', 'shelved']);
  });

  it('are each in one of the states that the list is chosen by', () => {
    const any = fc.record({ priority: fc.constantFrom(...ALARM_PRIORITIES), state: fc.constantFrom(...AlarmStanding.options) });
    fc.assert(
      fc.property(fc.array(any), (some) => {
        const alarms = some.map((alarm, i) => placed('a', String(i), alarm));
        expect(STANDINGS.flatMap((standing) => ids(standingSo(alarms, standing))).sort()).toEqual(ids(standingSo(alarms, undefined)).sort());
      }),
    );
    expect(ids(standingSo(all, 'unacknowledged'))).toEqual(['low', 'gone', 'new']);
  });
});

describe('the history of all places', () => {
  const event = (seq: number, atUs: number): AlarmEvent => ({
    ...{
      seq,
      atUs,
      recordedAtUs: 0,
      alarm: 'a.b',
      unit: null,
      event: 'raised',
      kind: 'alarm',
      priority: 'low',
      value: null,
      who: null,
      why: null,
      untilUs: null,
    },
  });
  const of = (id: string, times: readonly number[], next: string | null) => ({
    place: { kind: 'line' as const, id },
    page: { items: times.map((atUs, i) => event(times.length - i, atUs)), next },
  });
  const told = ({ events }: ReturnType<typeof merged>) => events.map(({ place, event: { atUs } }) => `${place.id}${atUs}`);

  it('is one list, the newest first', () => {
    const list = merged([of('a', [9, 3], null), of('b', [5], null)], 50);
    expect([told(list), list.more]).toEqual([['a9', 'b5', 'a3'], false]);
  });

  it('ends where a place may have more between the events of another', () => {
    const list = merged([of('a', [9, 8], '1'), of('b', [10, 5, 2], null)], 50);
    expect([told(list), list.more]).toEqual([['b10', 'a9', 'a8'], true]);
  });

  it('is not longer than was asked for, and says that there is more', () => {
    const list = merged([of('a', [9, 8, 7], null)], 2);
    expect([told(list), list.more]).toEqual([['a9', 'a8'], true]);
    expect(merged([of('a', [], null)], 2)).toEqual({ events: [], more: false });
  });
});

describe('alarms that stand no more', () => {
  const format = formatsOf('fr');

  it('are called as the plant file calls them, those of machines by the words for their codes', () => {
    const words = {
      name: { en: 'Jam', fr: 'Bourrage' },
      cause: { en: '', fr: '' },
      consequence: { en: '', fr: '' },
      kind: 'alarm',
      onDelay: 0,
      offDelay: 0,
    } as const;
    const names = namesOfCell('site', { ...definition, machineAlarms: [{ id: 'jam', ...words }] }, format);
    expect(names.alarm('packaging.blister.jam')).toBe('Bourrage');
    expect(names.alarm('cell.hold-limit:store=bulk:lot=B.1')).toBe('Durée d’attente dépassée');
    expect(names.alarm('nothing-known')).toBe('nothing known');
    expect([names.opens('packaging.blister'), names.opens('zones.grey')]).toEqual(['packaging', null]);
  });

  it('keep their ids until the plant file is there', () => {
    const names = namesOfLine('osd-1', undefined, format);
    expect([names.name, names.alarm('press.force-high'), names.opens('press')]).toEqual(['osd-1', 'press.force-high', null]);
  });
});
