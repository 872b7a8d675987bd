import { HourlySeries, type TypicalYear } from '../../../src/contract/series.js';
import { Emissions } from '../../../src/contract/supply.js';
import { billOf } from '../../../src/model/supply/bill.js';
import { carbonOf } from '../../../src/model/supply/carbon.js';
import { timesOf } from '../../../src/model/supply/profile.js';
import { steppedSeries, typicalOf, yearlySum } from '../../../src/model/supply/series.js';
import { flat, load, PARIS, us } from './contracts.js';

function hourly(from: string, values: (number | null)[], more: Partial<HourlySeries> = {}): HourlySeries {
  return HourlySeries.parse({
    kind: 'hourly',
    id: 'spot',
    unit: 'EUR/kWh',
    source: 'test',
    is: 'measured',
    timezone: PARIS,
    fromUs: us(from),
    values,
    ...more,
  });
}
const plain = { typical: false, factor: 1 };

describe('a series', () => {
  const profile = load('2026-01-05T00:00:00Z', '2026-01-05T03:00:00Z', 6);

  it('gives each 10 minutes the value of their hour, and NaN in a gap or outside', () => {
    const { values, gapHours } = steppedSeries(hourly('2026-01-05T00:00:00Z', [0.1, null]), { typical: false, factor: 2 }, timesOf(profile));
    expect([...values]).toEqual([...Array.from({ length: 6 }, () => 0.2), ...Array.from({ length: 12 }, () => NaN)]);
    expect(gapHours).toBe(2);
  });

  it('of quarter hours gives the mean over 10 minutes that two of them share', () => {
    const series = hourly('2026-01-05T00:00:00Z', [1, 3, 5, 7], { stepS: 900 });
    const { values } = steppedSeries(series, plain, timesOf(load('2026-01-05T00:00:00Z', '2026-01-05T01:00:00Z', 1)));
    expect([...values]).toEqual([1, 2, 3, 5, 6, 7].map((value) => expect.closeTo(value, 9)));
  });

  it('has a typical year of means by month, local hour and kind of day', () => {
    const twoWeeks = Array.from({ length: 24 * 14 }, (_, i) => (Math.floor(i / 24) % 7 < 5 ? 10 : 4) + (i % 24 === 18 ? 1 : 0));
    const typical = typicalOf(hourly('2026-01-04T23:00:00Z', twoWeeks));
    expect(typical.weekday[0]![18]).toBe(11);
    expect(typical.weekday[0]![0]).toBe(10);
    expect(typical.weekend[0]![0]).toBe(4);
    expect(typical.weekday[6]![0]).toBeNull();
    expect(typical.is).toBe('estimated');
  });

  it('of weekdays only has a typical year in which they stand for weekends too', () => {
    expect(typicalOf(hourly('2026-01-04T23:00:00Z', [7])).weekend[0]![0]).toBe(7);
  });

  it('has the sum of a year where every hour of every month is known', () => {
    const ones: TypicalYear['weekday'] = Array.from({ length: 12 }, () => Array.from({ length: 24 }, () => 1));
    const year: TypicalYear = { kind: 'typical', id: 'a', unit: 'W/m2', source: 's', timezone: PARIS, is: 'estimated', weekday: ones, weekend: ones };
    expect(yearlySum(year)).toBeCloseTo(8766, 6);
    expect(yearlySum({ ...year, weekend: ones.map((month, m) => month.map((value) => (m === 3 ? null : value))) })).toBeNull();
  });
});

describe('day-ahead prices', () => {
  const contract = flat({ energy: { dayAhead: { series: 'spot', factor: 2, premium: '10 EUR/MWh' } } });

  it('cost their factor, and the premium, also below zero', () => {
    const found = billOf(contract, load('2026-01-05T00:00:00Z', '2026-01-05T02:00:00Z', 100), PARIS, { spot: hourly('2026-01-05T00:00:00Z', [0.05, -0.02]) });
    expect(found.ok && found.bill.energyEur).toBeCloseTo(100 * (0.1 + 0.01) + 100 * (-0.04 + 0.01), 9);
  });

  it('that do not cover the horizon are missing, or typical where asked, and labelled', () => {
    const spot = hourly(
      '2025-01-05T23:00:00Z',
      Array.from({ length: 24 * 7 }, () => 0.05),
    );
    const profile = load('2026-01-05T23:00:00Z', '2026-01-06T23:00:00Z', 100);
    const missing = billOf(contract, profile, PARIS, { spot });
    expect(missing.ok ? [] : missing.missing).toEqual([
      { code: 'no-prices', detail: 'the series spot has no price for 24 h of the horizon; its typical year can stand for it' },
    ]);
    const typical = billOf({ ...contract, energy: { dayAhead: { ...contract.energy.dayAhead!, typical: true } } }, profile, PARIS, { spot });
    expect(typical.ok && typical.bill.energyEur).toBeCloseTo(2400 * 0.11, 9);
    expect(typical.ok && typical.bill.notes.map(({ code }) => code)).toEqual(['estimated-prices']);
  });

  it('in another unit are refused', () => {
    const found = billOf(contract, load('2026-01-05T00:00:00Z', '2026-01-05T01:00:00Z', 1), PARIS, {
      spot: hourly('2026-01-05T00:00:00Z', [1], { unit: 'W/m2' }),
    });
    expect(found.ok ? [] : found.missing.map(({ code }) => code)).toEqual(['wrong-unit']);
  });
});

describe('emissions', () => {
  const average = hourly('2026-01-05T00:00:00Z', [0.02, 0.06], { id: 'mix', unit: 'kgCO2e/kWh' });
  const marginal = { ...average, id: 'margin', values: [0.4, 0.6] };
  const profile = load('2026-01-05T00:00:00Z', '2026-01-05T02:00:00Z', (_, i) => (i < 6 ? 100 : 50));
  const emissions = Emissions.parse({
    source: 'test',
    validFrom: '2026-01-01',
    scope: 2,
    location: { series: { series: 'mix' } },
    market: { factor: '0 g/kWh' },
    marginal: { series: { series: 'margin' } },
  });

  it('by the hour are apart by location, by market and at the margin', () => {
    const { notes, ...kg } = carbonOf(emissions, profile, PARIS, { mix: average, margin: marginal });
    expect(kg).toEqual({ scope: 2, locationKg: expect.closeTo(5, 9), marketKg: 0, marginalKg: expect.closeTo(70, 9) });
    expect(notes).toEqual([]);
  });

  it('of hours that the series does not have are null with the reason, and the others stay', () => {
    const { locationKg, marketKg, notes } = carbonOf(emissions, profile, PARIS, { mix: { ...average, values: [0.02, null] }, margin: marginal });
    expect([locationKg, marketKg]).toEqual([null, 0]);
    expect(notes).toEqual([{ code: 'no-factor', detail: 'the series mix has no value for 1 h of the horizon; its typical year can stand for it' }]);
  });

  it('before the factor holds are not known', () => {
    const later = { ...emissions, validFrom: '2026-02-01' };
    expect(carbonOf(later, profile, PARIS, { mix: average, margin: marginal })).toMatchObject({ locationKg: null, notes: [{ code: 'factor-not-valid' }] });
  });

  it('of gas are scope 1', () => {
    const gas = Emissions.parse({ source: 'test', validFrom: '2020-01-01', scope: 1, location: { factor: '0.205 kg/kWh' } });
    expect(carbonOf(gas, profile, PARIS)).toMatchObject({ scope: 1, locationKg: expect.closeTo(30.75, 9), marketKg: null });
  });
});
