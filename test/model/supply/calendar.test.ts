import { SupplyContract } from '../../../src/contract/supply.js';
import { easterDay, frenchHolidays } from '../../../src/model/supply/holidays.js';
import { contractIssues } from '../../../src/model/supply/issues.js';
import { localSteps } from '../../../src/model/supply/local-steps.js';
import { monthsOf } from '../../../src/model/supply/months.js';
import { labelsOf, periodOfSteps } from '../../../src/model/supply/periods.js';
import { timesOf } from '../../../src/model/supply/profile.js';
import { civilDate, dayNumber, localDay } from '../../../src/model/zone.js';
import { flat, load, PARIS, shipped, turpe, us } from './contracts.js';

const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe('the calendar of a contract', () => {
  it('knows Easter of years from 1943, the latest there is, to 2038', () => {
    const years = [1943, 1961, 1981, 2000, 2008, 2016, 2024, 2025, 2026, 2038];
    expect(years.map((year) => dateOf(easterDay(year)))).toEqual([
      '1943-04-25',
      '1961-04-02',
      '1981-04-19',
      '2000-04-23',
      '2008-03-23',
      '2016-03-27',
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2038-04-25',
    ]);
  });

  it('knows the eleven public holidays of France in 2026', () => {
    expect([...frenchHolidays(2026)].map(dateOf).sort()).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });

  it('turns days from 1890 to 2110 into their dates and back', () => {
    const days = Array.from({ length: 27_000 }, (_, i) => dayNumber(1890, 1, 1) + 3 * i);
    const wrong = days.filter((each) => {
      const { year, month, day } = civilDate(each);
      return dayNumber(year, month, day) !== each;
    });
    expect(wrong).toEqual([]);
    expect(civilDate(dayNumber(2024, 2, 29))).toEqual({ year: 2024, month: 2, day: 29 });
  });

  it.each(['Europe/Paris', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC'])('reads the clock of %s through a year', (timezone) => {
    const times = timesOf(load('2025-12-31T20:00:00Z', '2027-01-01T05:00:00Z', 0));
    const { day, minute } = localSteps(timezone, times);
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' });
    const wrong: number[] = [];
    for (let i = 0; i < times.steps; i += 13) {
      const atUs = times.fromUs + i * 600e6;
      const text = [Math.floor(minute[i]! / 60), minute[i]! % 60].map((part) => String(part).padStart(2, '0')).join(':');
      if (day[i] !== localDay(timezone, atUs) || text !== clock.format(atUs / 1000)) wrong.push(i);
    }
    expect(wrong).toEqual([]);
  });

  it('takes the first period that fits: peak, day and night by season, Sundays without peak', () => {
    const contract = turpe('turpe7-hta-cu-fixed-peak', 1);
    const labels = labelsOf(contract);
    const labelAt = (iso: string) => labels[periodOfSteps(contract, localSteps(PARIS, { fromUs: us(iso), stepS: 600, steps: 1 }))[0]!];
    expect(labelAt('2026-01-05T08:50:00+01:00')).toBe('P');
    expect(labelAt('2026-01-04T08:50:00+01:00')).toBe('HPH');
    expect(labelAt('2026-01-05T10:00:00+01:00')).toBe('HPH');
    expect(labelAt('2026-03-10T08:50:00+01:00')).toBe('HPH');
    expect(labelAt('2026-01-05T22:00:00+01:00')).toBe('HCH');
    expect(labelAt('2026-04-01T05:50:00+02:00')).toBe('HCB');
    expect(labelAt('2026-04-01T06:00:00+02:00')).toBe('HPB');
  });

  it('tells public holidays and called days from others', () => {
    const contract = flat({
      holidays: 'FR',
      periods: [{ label: 'called', dates: ['2026-05-07'] }, { label: 'free', days: ['sunday', 'holiday'] }, { label: 'work' }],
      energy: { byPeriod: { called: '1 EUR/kWh', free: '1 EUR/kWh', work: '1 EUR/kWh' } },
    });
    const steps = localSteps(PARIS, { fromUs: us('2026-05-07T00:00:00+02:00'), stepS: 3600, steps: 96 });
    const labels = [...periodOfSteps(contract, steps)].map((at) => labelsOf(contract)[at]);
    expect([0, 24, 48, 72].map((i) => labels[i])).toEqual(['called', 'free', 'work', 'free']);
  });

  it('shares a profile out among its local months', () => {
    const times = timesOf(load('2026-01-15T23:00:00Z', '2026-03-31T22:00:00Z', 0));
    const { months, monthOfStep } = monthsOf(PARIS, times, localSteps(PARIS, times));
    expect(months).toEqual([
      { month: '2026-01', share: 16 / 31 },
      { month: '2026-02', share: 1 },
      { month: '2026-03', share: 1 },
    ]);
    expect([monthOfStep[16 * 144 - 1], monthOfStep[16 * 144]]).toEqual([0, 1]);
  });
});

describe('issues of a contract', () => {
  const issues = (more: Parameters<typeof flat>[0]) => contractIssues(flat(more), '/c').map(({ pointer, detail }) => `${pointer}: ${detail}`);

  it('are none in those that ship, in all four options', () => {
    expect(shipped().map(({ id }) => id)).toHaveLength(4);
    expect(shipped().flatMap((contract) => contractIssues(contract, ''))).toEqual([]);
  });

  it('tell the first hour that no period covers', () => {
    expect(issues({ periods: [{ label: 'all', hours: [{ from: '06:00', to: '22:00' }] }] })).toEqual([
      '/c/periods: the periods must cover all hours of the year: no period covers 00:00 on a weekday in month 1',
    ]);
    expect(issues({ periods: [{ label: 'all', months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }] })[0]).toMatch('in month 12');
    expect(issues({ periods: [{ label: 'all', dates: ['2026-01-01'] }] })[0]).toMatch('no period covers 00:00');
    expect(issues({ holidays: 'FR', periods: [{ label: 'all', days: ['weekday', 'saturday', 'sunday'] }] })[0]).toMatch('on a holiday');
  });

  it('tell prices without a period, periods without a price, and times that the meter does not know', () => {
    expect(issues({ energy: { byPeriod: { night: '1 EUR/kWh' } } })).toEqual([
      '/c/energy/byPeriod/night: no period has the label "night"; expected one of all',
      '/c/energy/byPeriod: no price for the period all',
    ]);
    expect(issues({ periods: [{ label: 'all' }, { label: 'all', hours: [{ from: '06:05', to: '07:00' }] }] })[0]).toMatch(
      '/c/periods/1/hours: expected whole 10',
    );
    expect(issues({ periods: [{ label: 'all' }, { label: 'all', days: ['holiday'] }] })[0]).toMatch('/c/periods/1/days: without holidays');
    expect(issues({ validFrom: '2026-01-02', validTo: '2026-01-01' })).toEqual(['/c/validTo: must not be before validFrom']);
  });

  it('tell subscribed powers that fall, and capacity prices that rise', () => {
    const contract = turpe('turpe7-hta-lu-fixed-peak', [100, 90, 120, 120, 120]);
    expect(contractIssues(contract, '')).toEqual([
      { pointer: '/network/capacity/1/subscribed', detail: 'must not be below the power of P: subscribed powers rise from the dearest period to the cheapest' },
    ]);
    const [first, second, ...others] = contract.network.capacity.map((each) => ({ ...each, subscribed: 100 }));
    const turned = { ...contract, network: { ...contract.network, capacity: [second!, first!, ...others] } };
    expect(contractIssues(turned, '').map(({ pointer }) => pointer)).toEqual(['/network/capacity/1/price']);
  });

  it('of form: both prices of the energy, or none', () => {
    const form = { id: 'a', source: 's', validFrom: '2026-01-01', periods: [{ label: 'all' }] };
    expect(SupplyContract.safeParse({ ...form, energy: {} }).success).toBe(false);
    expect(SupplyContract.safeParse({ ...form, energy: { byPeriod: { all: '1 EUR/kWh' }, dayAhead: { series: 'spot' } } }).success).toBe(false);
    expect(SupplyContract.safeParse({ ...form, energy: { byPeriod: { all: '1 kWh' } } }).success).toBe(false);
  });
});
