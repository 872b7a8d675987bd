import { readFileSync } from 'node:fs';
import { readLoadW, readSteelLoad } from '../../../src/exchange/energy/load.js';
import { readCarbonIntensity, readSmardPrices } from '../../../src/exchange/energy/market.js';
import type { ReadSeries } from '../../../src/exchange/energy/steps.js';
import { readNsrdb } from '../../../src/exchange/energy/weather.js';
import { DEMO_CARBON, DEMO_PRICES, demoSun } from '../../../src/model/supply/published.js';
import { profileOfSeries } from '../../../src/model/supply/profile-of-series.js';
import { profileKwh } from '../../../src/model/supply/profile.js';
import { typicalOf, yearlySum } from '../../../src/model/supply/series.js';
import { describeWithShared } from '../../shared.js';

const about = { id: 'series', source: 'test', timezone: 'Europe/Paris' };
const us = (iso: string) => Date.parse(iso) * 1000;

function known(read: ReadSeries) {
  if (!read.ok) throw new Error(`${read.line}: ${read.problem}`);
  return read.series;
}
const fault = (read: ReadSeries) => (read.ok ? null : `${read.line}: ${read.problem}`);
const meanOf = (values: readonly (number | null)[]) => {
  const there = values.filter((value) => value !== null);
  return there.reduce((sum, value) => sum + value, 0) / there.length;
};

describe('prices as SMARD exports them', () => {
  const head = '\uFEFFDate;Time of day;Germany/Luxembourg[€/MWh];France[€/MWh]\n';
  const row = (date: string, time: string, price: string) => `${date};${time};-;${price}\n`;

  it('are read on the clock of Central Europe, over the hour that comes twice', () => {
    const hours = ['12:00 AM', '1:00 AM', '2:00 AM', '2:00 AM', '3:00 AM'].map((time, i) => row('Oct 28, 2018', time, String(10 * i))).join('');
    const series = known(readSmardPrices(head + hours, 'France', about));
    expect(series.fromUs).toBe(us('2018-10-27T22:00:00Z'));
    expect(series.values).toEqual([0, 0.01, 0.02, 0.03, 0.04]);
  });

  it('have gaps where there is a dash or no row, and thousands with a comma', () => {
    const text = head + row('Jan 1, 2018', '12:00 PM', '1,234.5') + row('Jan 1, 2018', '1:00 PM', '-') + row('Jan 1, 2018', '3:00 PM', '-3.5');
    expect(known(readSmardPrices(text, 'France', about)).values).toEqual([1.2345, null, null, -0.0035]);
  });

  it('tell the line of what they do not understand', () => {
    expect(fault(readSmardPrices(head, 'Spain', about))).toMatch('1: there is no column "Spain[€/MWh]"; the file has Date');
    expect(fault(readSmardPrices(head, 'France', about))).toBe('1: there are no values');
    expect(fault(readSmardPrices(head + row('1/1/2018', '1:00 AM', '3'), 'France', about))).toMatch('2: expected a date such as');
    expect(fault(readSmardPrices(head + row('Jan 1, 2018', '1:00 AM', 'n/a'), 'France', about))).toBe('2: "n/a" is no price');
    const twice = row('Jan 1, 2018', '1:00 AM', '3');
    expect(fault(readSmardPrices(head + twice + twice, 'France', about))).toBe('3: this time is not after the one before');
  });
});

describe('other files', () => {
  it('of emissions tell a time that is none', () => {
    expect(fault(readCarbonIntensity('time_utc,ci\nyesterday,5\n', 'ci', about))).toBe('2: "yesterday" is no time');
    expect(known(readCarbonIntensity('time_utc,ci\n2018-01-01 00:00:00+00:00,50\n', 'ci', about)).values).toEqual([0.05]);
  });

  it('of the NSRDB must be in UTC', () => {
    const text = (zone: string) => `Source,Time Zone\nNSRDB,${zone}\nYear,Month,Day,Hour,Minute,GHI\n2019,1,1,12,15,250\n`;
    expect(known(readNsrdb(text('0'), 'GHI', about)).values).toEqual([null, 250]);
    expect(fault(readNsrdb(text('1'), 'GHI', about))).toBe('2: expected times in UTC (Time Zone 0), found 1');
  });

  it('of loads are in kW, from the begin of their quarter hour', () => {
    const load = known(readLoadW('datetime,electrical load [W]\n2018-01-01 00:00:00+01:00,2000\n', about, 3));
    expect([load.fromUs, load.values]).toEqual([us('2017-12-31T23:00:00Z'), [6]]);
    const steel = known(readSteelLoad('date,Usage_kWh,NSM\n31/12/2018 23:45,2,85500\n31/12/2018 00:00,3,0\n', about));
    expect([steel.fromUs, steel.values]).toEqual([us('2018-12-31T14:00:00Z'), [null, null, 8, 12]]);
  });
});

const text = (file: string) => readFileSync(file, 'utf8');

describeWithShared(
  'the public data',
  [
    ['data', 'energy', 'day_ahead_prices_2018.csv'],
    ['data', 'energy', 'fr_carbon_intensity_2018.csv'],
    ['data', 'energy', 'weather_paris_2019.csv'],
    ['data', 'energy', 'industrial_load_metal.csv'],
    ['data', 'energy', 'steel_plant_load_2018.csv'],
  ],
  ([prices, carbon, weather, metal, steel]) => {
    it('has the prices of a year, whose means are those of the demo', () => {
      const series = known(readSmardPrices(text(prices!), 'France', about));
      expect(series.values).toHaveLength(8760);
      expect(series.fromUs).toBe(us('2017-12-31T23:00:00Z'));
      expect(series.values.includes(null)).toBe(false);
      expect(meanOf(series.values)).toBeCloseTo(0.0502, 4);
      const [own, demo] = [typicalOf(series), DEMO_PRICES].map((year) => yearlySum(year)! / 8766);
      expect(demo! / own!).toBeCloseTo(1, 2);
    });

    it('has the emissions of a year, whose means are those of the demo', () => {
      const series = known(readCarbonIntensity(text(carbon!), 'ci_gco2eq_per_kwh_lca_generation', about));
      expect(meanOf(series.values)).toBeCloseTo(0.05448, 5);
      expect(yearlySum(DEMO_CARBON)! / yearlySum(typicalOf(series))!).toBeCloseTo(1, 2);
    });

    it('has the sun of Paris, with 962 kWh/m2 in 2019 as the demo has', () => {
      const sun = known(readNsrdb(text(weather!), 'GHI', about));
      expect(sun.values.reduce<number>((sum, value) => sum + value! / 4000, 0)).toBeCloseTo(961.5, 0);
      expect(yearlySum(demoSun())! / 1000).toBeCloseTo(962, 0);
      expect(meanOf(known(readNsrdb(text(weather!), 'Temperature', about)).values)).toBeCloseTo(11.8, 0);
    });

    it('has a load scaled to 1,000 kWh in a year, and one of a steel plant of 110 kW in the mean', () => {
      const scaled = known(readLoadW(text(metal!), about));
      expect(profileKwh(profileOfSeries(scaled).profile)).toBeCloseTo(1000, 0);
      const plant = known(readSteelLoad(text(steel!), about));
      expect(plant.values).toHaveLength(35_040);
      expect(meanOf(plant.values)).toBeCloseTo(109.5, 0);
      expect(profileOfSeries(plant).gaps).toBe(0);
    });
  },
);
