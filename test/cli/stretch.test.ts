import { datedStretch, datedTime } from '../../src/cli/stretch.js';

describe('a stretch of days', () => {
  it('goes from the begin of its first day to the end of its last by the clock of the site', () => {
    expect(datedStretch({ from: '2026-11-16', to: '2026-11-16' }, 'Europe/Paris')).toEqual({
      from: '2026-11-15T23:00:00.000Z',
      to: '2026-11-16T23:00:00.000Z',
    });
  });

  it('knows days of 23 and 25 hours', () => {
    const hours = (day: string) => {
      const { from, to } = datedStretch({ from: day, to: day }, 'Europe/Paris');
      return (Date.parse(to!) - Date.parse(from!)) / 3.6e6;
    };
    expect(['2026-03-29', '2026-10-25', '2026-10-26'].map(hours)).toEqual([23, 25, 24]);
  });

  it('leaves other times to the service, also a day that there is not', () => {
    expect(datedStretch({ from: 'now-7d', to: '2026-11-16T06:00:00Z' }, 'Europe/Paris')).toEqual({ from: 'now-7d', to: '2026-11-16T06:00:00Z' });
    expect(datedStretch({}, 'Europe/Paris')).toEqual({});
    expect(datedTime('2026-02-30', 'T00:00', 'Europe/Paris')).toBe('2026-02-30');
  });
});
