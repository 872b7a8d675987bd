import type { TypicalYear } from '../../contract/series.js';
import type { Emissions } from '../../contract/supply.js';
import { dayNumber, instantOf } from '../zone.js';
import { clearSky } from './solar.js';

/** Means by month, hour of the day, and kind of day of one quantity, in any unit. */
interface Means {
  month: readonly number[];
  hour: readonly number[];
  weekday: number;
  weekend: number;
}

const PARIS = 'Europe/Paris';

/** [EUR/MWh] */
const PRICES_2018: Means = {
  month: [35, 48.7, 48.3, 33.6, 34.4, 42.3, 51.4, 58.4, 62, 65.6, 67.8, 54.9],
  hour: [45.9, 41.6, 39.2, 36.2, 35, 38.2, 45.5, 53.9, 57.6, 58.1, 56.1, 55.1, 53.2, 50.9, 48.8, 48.1, 49.1, 54.3, 60.5, 62.8, 58, 53.3, 53.6, 50],
  weekday: 53.2,
  weekend: 42.5,
};

/** [g CO2e/kWh] */
const CARBON_2018: Means = {
  month: [48.2, 77.6, 68.2, 35.3, 31, 35.2, 54.9, 56.3, 47.9, 66, 77.7, 56.9],
  hour: [50.7, 48.2, 47.6, 47.3, 47.5, 49.3, 52.7, 55.6, 56.8, 57.3, 57.5, 57.1, 56.9, 56.8, 56.6, 56.5, 56.6, 57.1, 57.8, 58.3, 57.6, 56.1, 55.1, 54.6],
  weekday: 58.3,
  weekend: 44.8,
};

/** Irradiance on level ground by month [kWh/m2]. */
const SUN_PARIS_2019 = [11.2, 40.1, 67.8, 112.9, 124.5, 152.2, 175.7, 126.7, 90.9, 33.2, 15.1, 11.4];
const PARIS_PLACE = { latitude: 48.85, longitude: 2.34 };

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** As if month, hour and kind of day each had their share of it: product of the three over the square of the mean. */
function product({ month, hour, weekday, weekend }: Means, scale: number): Pick<TypicalYear, 'weekday' | 'weekend'> {
  const table = (kind: number) => month.map((m) => hour.map((h) => (scale * m * (h / mean(hour)) * kind) / ((5 * weekday + 2 * weekend) / 7)));
  return { weekday: table(weekday), weekend: table(weekend) };
}

/** Day-ahead prices of France by the means of 2018. A factor brings them to the level of today. */
export const DEMO_PRICES: TypicalYear = {
  kind: 'typical',
  id: 'day-ahead-fr',
  unit: 'EUR/kWh',
  source: 'means of 2018 by month, hour and kind of day, computed from day-ahead prices of France (SMARD, Bundesnetzagentur, CC BY 4.0)',
  timezone: PARIS,
  is: 'estimated',
  ...product(PRICES_2018, 1e-3),
};

/** Average emissions of generation in France by the means of 2018, over the life cycle. */
export const DEMO_CARBON: TypicalYear = {
  kind: 'typical',
  id: 'carbon-fr',
  unit: 'kgCO2e/kWh',
  source: 'means of 2018 by month, hour and kind of day, computed from generation in France (ENTSO-E Transparency) with factors of IPCC 2014',
  timezone: PARIS,
  is: 'estimated',
  ...product(CARBON_2018, 1e-3),
};

/** The sun of Paris: sums of 2019 by month, over the day as under a clear sky in the middle of the month. */
export function demoSun(): TypicalYear {
  const days = SUN_PARIS_2019.map((sum, m) => {
    const day = dayNumber(2019, m + 1, 15);
    const clear = Array.from({ length: 24 }, (_, h) => clearSky(PARIS_PLACE, instantOf(PARIS, day, h * 60 + 30)));
    const length = dayNumber(m === 11 ? 2020 : 2019, m === 11 ? 1 : m + 2, 1) - dayNumber(2019, m + 1, 1);
    return clear.map((value) => (value * sum * 1000) / length / clear.reduce((a, b) => a + b, 0));
  });
  const source = 'sums of 2019 by month for Paris (NSRDB), spread over the day as under a clear sky (Haurwitz 1945)';
  return { kind: 'typical', id: 'sun-paris', unit: 'W/m2', source, timezone: PARIS, is: 'estimated', weekday: days, weekend: days };
}

/** Natural gas burnt on site. */
export const GAS_COMBUSTION: Emissions = {
  source: 'combustion of natural gas, 0.205 kg CO2e per kWh of lower heating value, rounded; take the factor of your supplier or of ADEME for reports',
  validFrom: '2015-01-01',
  scope: 1,
  location: { factor: 0.205 },
};
