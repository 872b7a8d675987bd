import type { AlarmEvent } from '../../src/contract/alarm.js';
import { AlarmKpis } from '../../src/contract/alarm-kpis.js';
import { floodsOf, mostWithin } from '../../src/model/alarm-floods.js';
import { alarmKpis } from '../../src/model/alarm-kpis.js';
import fc from '../property.js';

const MIN = 60e6;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
let seq = 0;
const event = (alarm: string, atUs: number, what: AlarmEvent['event'] = 'raised', more: Partial<AlarmEvent> = {}): AlarmEvent => ({
  ...{ seq: ++seq, atUs, recordedAtUs: atUs, alarm, unit: null, event: what, kind: 'alarm', priority: 'low', value: null, who: null, why: null, untilUs: null },
  ...more,
});
const kpis = (events: AlarmEvent[], { toUs = DAY, before = [] as AlarmEvent[] } = {}) =>
  AlarmKpis.parse(alarmKpis({ line: 'l', fromUs: 0, toUs, events, before }));

describe('how well alarms serve', () => {
  it('is nothing of nothing: no share, no mean of an empty window', () => {
    expect(kpis([])).toMatchObject({
      alarms: 0,
      perTenMin: { mean: 0, max: 0, load: 'acceptable' },
      topShare: null,
      priorities: { low: { share: null } },
      acknowledged: { medianS: null },
    });
    expect(kpis([], { toUs: 0 })).toMatchObject({ perTenMin: { mean: null, load: null }, floods: { timeShare: null } });
  });

  it('counts alarms in ten minutes, and advisories apart', () => {
    const events = Array.from({ length: 18 }, (_, i) => event(`a-${i}`, (i * HOUR) / 18));
    const { perTenMin, alarms, advisories } = kpis([...events, event('told', HOUR / 2, 'raised', { kind: 'advisory' })], { toUs: HOUR });
    expect([alarms, advisories, perTenMin]).toEqual([18, 1, { mean: 3, max: 3, load: 'too-many' }]);
  });

  it('tells priorities, the most frequent, and how soon they were acknowledged', () => {
    const events = [
      event('a', 0, 'raised', { priority: 'urgent' }),
      event('a', 60e6, 'acknowledged', { who: 'x' }),
      event('b', 100e6),
      event('a', HOUR, 'raised', { priority: 'urgent' }),
      event('b', HOUR + 1, 'acknowledged', { who: 'x' }),
      event('c', 2 * HOUR, 'acknowledged', { who: 'x' }), // raised before the window
      event('b', 3 * HOUR),
      event('a', 4 * HOUR),
    ];
    const { priorities, top, acknowledged, topShare } = kpis(events);
    expect(priorities.urgent).toEqual({ alarms: 2, share: 0.4, target: 0.01 });
    expect(top).toEqual([
      { alarm: 'a', alarms: 3, share: 0.6 },
      { alarm: 'b', alarms: 2, share: 0.4 },
    ]);
    expect([topShare, acknowledged]).toEqual([1, { count: 2, medianS: (60 + (HOUR + 1 - 100e6) / 1e6) / 2 }]);
  });

  it('finds alarms that chatter, and those that stand for more than a day', () => {
    const events = [
      event('c', 0),
      event('c', 20e6),
      event('c', 59e6),
      event('d', 0),
      event('d', 30e6),
      event('d', 60e6),
      event('s', DAY),
      event('e', DAY - 1),
      event('e', DAY + 1, 'returned'),
    ];
    const before = [event('old', -5 * DAY), event('gone', -2 * DAY, 'returned'), event('told', -2 * DAY, 'raised', { kind: 'advisory' })];
    const { chattering, stale } = kpis(events, { toUs: 2 * DAY, before });
    expect(chattering).toEqual([{ alarm: 'c', alarms: 3 }]);
    expect(stale.map(({ alarm }) => alarm)).toEqual(['old', 'c', 'd']);
  });

  it('a flood begins with more than ten alarms in ten minutes and ends when these hold fewer than five', () => {
    const times = Array.from({ length: 11 }, (_, i) => i * MIN * 0.5);
    expect(floodsOf(times.slice(1), DAY)).toEqual([]);
    expect(floodsOf(times, DAY)).toEqual([{ fromUs: 0, toUs: 3 * MIN + 10 * MIN, alarms: 11 }]);
    expect(floodsOf(times, 8 * MIN)).toEqual([{ fromUs: 0, toUs: 8 * MIN, alarms: 11 }]);
    expect(floodsOf([...times, 14 * MIN], DAY)).toHaveLength(1);
  });

  it('whatever is raised, shares add up to one, floods are in order and no alarm is in two of them', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3 * MIN }), { maxLength: 120 });
    fc.assert(
      fc.property(gaps, (each) => {
        let atUs = 0;
        const times = each.map((gap) => (atUs += gap));
        const toUs = atUs + 1;
        const floods = floodsOf(times, toUs);
        floods.forEach((flood, i) => {
          expect(flood.fromUs).toBeGreaterThanOrEqual(floods[i - 1]?.toUs ?? 0);
          expect(flood.toUs).toBeGreaterThanOrEqual(flood.fromUs);
          expect(times.filter((us) => us >= flood.fromUs && us < flood.toUs).length).toBeGreaterThanOrEqual(Math.min(flood.alarms, 1));
        });
        expect(floods.reduce((sum, { alarms }) => sum + alarms, 0)).toBeLessThanOrEqual(times.length);
        expect(floods.length > 0).toBe(mostWithin(times, 10 * MIN) > 10);
        const told = kpis(
          times.map((us, i) => event(`a-${i % 7}`, us)),
          { toUs },
        );
        if (times.length > 0) expect(Object.values(told.priorities).reduce((sum, { share }) => sum + share!, 0)).toBeCloseTo(1);
        expect(told.floods.timeShare!).toBeLessThanOrEqual(1);
      }),
    );
  });
});
