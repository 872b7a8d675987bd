import { shiftAt, shiftCalendar, shiftsBetween, workAt, workingUs } from '../../src/model/calendar.js';
import { instantOf, localDay } from '../../src/model/zone.js';
import { AROUND_THE_CLOCK, both, define, HOUR_US, station } from './lines.js';

const us = (iso: string) => Date.parse(iso) * 1000;
const calendar = (shifts: { id: string; days: string[]; from: string; to: string }[], timezone = 'Europe/Paris') =>
  shiftCalendar(timezone, define([station('a')], { shifts: shifts.map((shift) => ({ ...shift, name: both(shift.id) })) as never, timezone }).shifts);
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];

describe('shifts', () => {
  const twoShifts = calendar([
    { id: 'early', days: WORKDAYS, from: '06:00', to: '14:00' },
    { id: 'late', days: WORKDAYS, from: '14:00', to: '22:00' },
  ]);

  it('knows the shift at work, its beginning included and its end not', () => {
    expect(shiftAt(twoShifts, us('2026-01-05T13:00:00Z'))).toMatchObject({
      shift: { id: 'late' },
      fromUs: us('2026-01-05T13:00:00Z'),
      toUs: us('2026-01-05T21:00:00Z'),
    });
    expect(shiftAt(twoShifts, us('2026-01-05T12:59:59Z'))!.shift.id).toBe('early');
    expect(shiftAt(twoShifts, us('2026-01-05T21:00:00Z'))).toBeNull();
    expect(shiftAt(twoShifts, us('2026-01-04T12:00:00Z'))).toBeNull(); // Sunday
  });

  it('work goes on over touching shifts and ends with the last', () => {
    expect(workAt(twoShifts, us('2026-01-05T05:00:00Z'))).toEqual({ working: true, untilUs: us('2026-01-05T21:00:00Z') });
    expect(workAt(twoShifts, us('2026-01-09T21:00:00Z'))).toEqual({ working: false, untilUs: us('2026-01-12T05:00:00Z') });
  });

  it('a week holds 80 h of two shifts on five days', () => {
    expect(workingUs(twoShifts, us('2026-01-05T00:00:00Z'), us('2026-01-12T00:00:00Z'))).toBe(80 * HOUR_US);
    expect(shiftsBetween(twoShifts, us('2026-01-05T00:00:00Z'), us('2026-01-12T00:00:00Z'))).toHaveLength(10);
  });

  it('a night shift belongs to the day on which it begins', () => {
    const nights = calendar([{ id: 'night', days: ['fri'], from: '22:00', to: '06:00' }]);
    expect(shiftAt(nights, us('2026-01-10T03:00:00Z'))).toMatchObject({ fromUs: us('2026-01-09T21:00:00Z'), toUs: us('2026-01-10T05:00:00Z') });
    expect(workAt(nights, us('2026-01-10T05:00:00Z'))).toEqual({ working: false, untilUs: us('2026-01-16T21:00:00Z') });
  });

  it('overlapping shifts count once', () => {
    const overlap = calendar([
      { id: 'a', days: ['mon'], from: '06:00', to: '14:00' },
      { id: 'b', days: ['mon'], from: '13:30', to: '22:00' },
    ]);
    expect(workingUs(overlap, us('2026-01-05T00:00:00Z'), us('2026-01-06T00:00:00Z'))).toBe(16 * HOUR_US);
    expect(shiftAt(overlap, us('2026-01-05T12:45:00Z'))!.shift.id).toBe('b');
  });

  it('work around the clock never ends', () => {
    const always = shiftCalendar('Europe/Paris', define([station('a')], { shifts: AROUND_THE_CLOCK }).shifts);
    const { working, untilUs } = workAt(always, us('2026-01-05T12:00:00Z'));
    expect(working).toBe(true);
    expect(untilUs).toBeGreaterThan(us('2026-01-12T12:00:00Z'));
    expect(workAt(always, untilUs).working).toBe(true);
  });

  it.each([
    ['2026-03-29', 23, 7],
    ['2026-10-25', 25, 9],
    ['2026-06-14', 24, 8],
  ])('in Paris %s has %d hours and the night shift before its morning %d', (date, hours, night) => {
    const day = Math.floor(Date.parse(`${date}T00:00:00Z`) / 86400e3);
    expect(instantOf('Europe/Paris', day + 1, 0) - instantOf('Europe/Paris', day, 0)).toBe(hours * HOUR_US);
    const nights = calendar([{ id: 'night', days: ['sat'], from: '22:00', to: '06:00' }]);
    expect(workingUs(nights, us(`${date}T00:00:00Z`) - 12 * HOUR_US, us(`${date}T12:00:00Z`))).toBe(night * HOUR_US);
  });

  it('a time that the clock skips or shows twice has one instant', () => {
    const skipped = Math.floor(Date.UTC(2026, 2, 29) / 86400e3);
    expect(instantOf('Europe/Paris', skipped, 150)).toBe(us('2026-03-29T01:30:00Z'));
    const twice = Math.floor(Date.UTC(2026, 9, 25) / 86400e3);
    expect(instantOf('Europe/Paris', twice, 150)).toBe(us('2026-10-25T00:30:00Z'));
    expect(localDay('Europe/Paris', us('2026-01-05T23:30:00Z'))).toBe(Math.floor(Date.UTC(2026, 0, 6) / 86400e3));
  });
});
