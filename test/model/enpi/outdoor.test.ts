import { HourlySeries } from '../../../src/contract/series.js';
import { periodEnd } from '../../../src/model/enpi/calendar.js';
import { outdoorOf } from '../../../src/model/enpi/outdoor.js';
import { instantOf } from '../../../src/model/zone.js';
import { dayUs, NEW_YEAR, PARIS } from './made-site.js';

const HOUR_US = 3.6e9;
const at = (day: number, hour = 0) => instantOf(PARIS, day, hour * 60);
/** 2024-03-31 has 23 hours, 2024-10-27 has 25. */
const [SHORT, LONG] = [NEW_YEAR + 90, NEW_YEAR + 300];

describe('periods of the local calendar', () => {
  it.each([
    ['hour', at(NEW_YEAR, 5), at(NEW_YEAR, 6)],
    ['day', at(NEW_YEAR), at(NEW_YEAR + 1)],
    ['day', at(SHORT), at(SHORT) + 23 * HOUR_US],
    ['day', at(LONG), at(LONG) + 25 * HOUR_US],
    ['week', at(LONG - 3), at(LONG - 3) + 169 * HOUR_US],
    ['month', at(NEW_YEAR + 31), at(NEW_YEAR + 60)],
    ['month', at(NEW_YEAR + 335), at(NEW_YEAR + 366)],
  ] as const)('a %s from %d ends at %d', (each, from, to) => {
    expect(periodEnd(each, PARIS, from)).toBe(to);
  });
  it.each([
    ['hour', at(NEW_YEAR) + 1],
    ['day', at(NEW_YEAR, 1)],
    ['week', at(NEW_YEAR, 12)],
    ['month', at(NEW_YEAR + 1)],
  ] as const)('no %s begins at %d', (each, from) => {
    expect(periodEnd(each, PARIS, from)).toBeNull();
  });
});

describe('outdoor temperatures of a period', () => {
  /** Hours from 2024-03-30 on, each as warm as the hour of the local clock. */
  const hours = (days: number, gaps: readonly number[] = []) =>
    HourlySeries.parse({
      kind: 'hourly',
      id: 'outdoor',
      unit: 'degC',
      source: 'made',
      timezone: PARIS,
      is: 'measured',
      fromUs: dayUs(89),
      values: Array.from({ length: 24 * days }, (_, i) => (gaps.includes(i) ? null : new Date((dayUs(89) + i * HOUR_US) / 1000).getUTCHours())),
    });
  const period = (from: number, days: number) => ({ fromUs: dayUs(from), toUs: dayUs(from + days) });

  it('are means of its civil days, that of 23 hours too', () => {
    // By UTC: from 23:00 to 23:00, all hours of the clock once; the short day has not 22, the last of its 23
    expect(outdoorOf(hours(4), period(89, 2), 'week', PARIS)).toEqual([11.5, (276 - 22) / 23]);
  });
  it('of an hour its own, and none beyond the series', () => {
    const fromUs = dayUs(89) + 5 * HOUR_US;
    expect(outdoorOf(hours(4), { fromUs, toUs: fromUs + HOUR_US }, 'hour', PARIS)).toEqual([4]);
    expect(outdoorOf(hours(1), period(92, 1), 'day', PARIS)).toEqual([null]);
  });
  it('are not known where a tenth of a day is missing, and are where less is', () => {
    expect(outdoorOf(hours(4, [3, 4, 5]), period(89, 1), 'day', PARIS)).toEqual([null]);
    const [mean] = outdoorOf(hours(4, [3, 4]), period(89, 1), 'day', PARIS);
    expect(mean).toBeCloseTo((276 - 2 - 3) / 22, 12);
  });
});
