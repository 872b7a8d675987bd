import fc from '../property.js';
import { clockHours } from '../../src/model/clock-hours.js';

const instant = (text: string) => Date.parse(text) * 1e3;
const hours = (zone: string, from: string, to: string) =>
  clockHours(zone, instant(from), instant(to)).map(({ hour, fromUs, toUs }) => [hour, (toUs - fromUs) / 3600e6]);

describe('hours of the clock', () => {
  it('begin and end as the window does', () => {
    expect(hours('UTC', '2026-06-01T06:20:00Z', '2026-06-01T08:45:00Z')).toEqual([[6, 2 / 3], [7, 1], [8, 0.75]]); // prettier-ignore
  });

  it('are 23 and 25 hours long on the days on which clocks change', () => {
    const spring = hours('Europe/Paris', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z');
    expect([spring.length, spring.slice(0, 4)]).toEqual([23, [[0, 1], [1, 1], [3, 1], [4, 1]]]); // prettier-ignore
    const autumn = hours('Europe/Paris', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z');
    expect([autumn.length, autumn.slice(0, 4)]).toEqual([24, [[0, 1], [1, 1], [2, 2], [3, 1]]]); // prettier-ignore
  });

  it('follow zones that are half or three quarters of an hour off', () => {
    expect(hours('Asia/Kathmandu', '2026-06-01T00:00:00Z', '2026-06-01T01:30:00Z')).toEqual([[5, 0.25], [6, 1], [7, 0.25]]); // prettier-ignore
  });

  it('follow each other through the window', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata');
    const begin = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2026-12-31') });
    fc.assert(
      fc.property(zone, begin, fc.integer({ min: 1, max: 3 * 86_400_000 }), (timezone, fromMs, lengthMs) => {
        const [fromUs, toUs] = [fromMs * 1e3, (fromMs + lengthMs) * 1e3];
        const found = clockHours(timezone, fromUs, toUs);
        expect([found[0]!.fromUs, found.at(-1)!.toUs]).toEqual([fromUs, toUs]);
        for (const [i, hour] of found.entries()) expect(hour.toUs).toBe(found[i + 1]?.fromUs ?? toUs);
      }),
      { numRuns: 50 },
    );
  });
});
