import type { SupplyNote, SupplyNoteCode } from '../../contract/supply-note.js';
import type { SeriesUse } from '../../contract/series.js';
import { exp } from '../../engine/elementary.js';
import { cosine, sine } from '../../engine/trigonometry.js';
import { civilDate, DAY_US, dayNumber } from '../zone.js';
import type { Missing, SeriesBook } from './billing.js';
import { gridStartUs, stepHours, withKwh, type LoadProfile, type ProfileTimes } from './profile.js';
import { steppedSeries, typicalOf, yearlySum } from './series.js';

export interface Photovoltaics {
  /** nominal power of the modules [kW] */
  peakKw: number;
  /** energy of a nominal kW in a year [kWh] */
  yieldKwhPerKw: number;
  /** the sun by a series of irradiance, or by a clear sky at a place [degrees north and east] */
  sun: { series: SeriesUse } | { latitude: number; longitude: number };
}

export type Generation = { ok: true; profile: LoadProfile; notes: SupplyNote[] } | Missing;

/** Energy of photovoltaics: its yearly yield, spread over the year as the sun is. */
export function generate(pv: Photovoltaics, times: ProfileTimes, book: SeriesBook): Generation {
  const shape = 'series' in pv.sun ? measuredShape(pv.sun.series, times, book) : clearShape(pv.sun, times);
  if (!shape.ok) return shape;
  const kwh = shape.perYear.map((share, i) => pv.peakKw * pv.yieldKwhPerKw * share * stepHours(times, i));
  const { steps: _, ...rest } = times;
  return { ok: true, profile: { ...rest, kwh }, notes: shape.notes };
}

/** `perYear`: irradiance over its sum of a year [1/h]. */
type Shape = { ok: true; perYear: Float64Array; notes: SupplyNote[] } | Missing;

function measuredShape(use: SeriesUse, times: ProfileTimes, book: SeriesBook): Shape {
  const series = book[use.series];
  const refuse = (code: SupplyNoteCode, detail: string): Missing => ({ ok: false, missing: [{ code, detail }] });
  if (series === undefined) return refuse('unknown-series', `there is no series "${use.series}" of irradiance`);
  if (series.unit !== 'W/m2') return refuse('wrong-unit', `the series ${series.id} is in ${series.unit}, irradiance is in W/m2`);
  const year = yearlySum(series.kind === 'typical' ? series : typicalOf(series));
  if (year === null || year <= 0) return refuse('no-year', `the series ${series.id} does not hold every hour of the day in every month: its year is not known`);
  const { values, estimated, gapHours } = steppedSeries(series, { ...use, factor: 1 }, times);
  if (gapHours > 0) return refuse('no-irradiance', `the series ${series.id} has no value for ${Math.round(gapHours * 10) / 10} h of the horizon`);
  const notes: SupplyNote[] = estimated
    ? [{ code: 'estimated-sun', detail: `irradiance is an estimate, each day as the mean of its month: ${series.source}` }]
    : [];
  return { ok: true, perYear: values.map((value) => Math.max(0, value) / year), notes };
}

function clearShape(place: { latitude: number; longitude: number }, times: ProfileTimes): Shape {
  const { year } = civilDate(Math.floor(times.fromUs / DAY_US));
  let sum = 0;
  for (let at = dayNumber(year, 1, 1) * 24; at < dayNumber(year + 1, 1, 1) * 24; at++) sum += clearSky(place, (at + 0.5) * 3600e6);
  if (sum <= 0) return { ok: false, missing: [{ code: 'no-sun', detail: 'the sun never rises there' }] };
  const perYear = Float64Array.from({ length: times.steps }, (_, i) => clearSky(place, gridStartUs(times) + (i + 0.5) * times.stepS * 1e6) / sum);
  return {
    ok: true,
    perYear,
    notes: [{ code: 'clear-sky', detail: 'the sun is estimated: a clear sky every day, scaled to the yearly yield, without clouds' }],
  };
}

/**
 * Irradiance on level ground under a clear sky [W/m2] at an instant: Haurwitz 1945 with the declination of Cooper 1969; the sun is
 * highest at noon of the longitude, so without the equation of time (up to 17 minutes).
 */
export function clearSky({ latitude, longitude }: { latitude: number; longitude: number }, atUs: number): number {
  const rad = Math.PI / 180;
  const day = Math.floor(atUs / DAY_US);
  const dayOfYear = day - dayNumber(civilDate(day).year, 1, 1) + 1;
  const declination = 23.45 * rad * sine((2 * Math.PI * (284 + dayOfYear)) / 365);
  const hourAngle = ((atUs - day * DAY_US) / 3600e6 - 12) * 15 * rad + longitude * rad;
  const height = sine(latitude * rad) * sine(declination) + cosine(latitude * rad) * cosine(declination) * cosine(hourAngle);
  return height > 0 ? 1098 * height * exp(-0.057 / height) : 0;
}

/** What a load takes from the network, and gives to it, with generation of the same steps: within a step they cancel. */
export function netOf(load: LoadProfile, generation: LoadProfile): { load: LoadProfile; fedIn: LoadProfile } {
  return {
    load: withKwh(
      load,
      load.kwh.map((kwh, i) => Math.max(0, kwh - generation.kwh[i]!)),
    ),
    fedIn: withKwh(
      load,
      load.kwh.map((kwh, i) => Math.max(0, generation.kwh[i]! - kwh)),
    ),
  };
}
