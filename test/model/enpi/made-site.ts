import { BaselineRequest, type EnergyPeriod } from '../../../src/contract/enpi.js';
import { newStream, nextUniform } from '../../../src/engine/random.js';
import { normalUpper } from '../../../src/engine/special.js';
import { instantOf } from '../../../src/model/zone.js';

export const PARIS = 'Europe/Paris';
/** 2024-01-01 */
export const NEW_YEAR = 19_723;

/** Normal numbers with mean 0 and deviation 1, by name and seed. */
export function normals(name: string, seed: number): () => number {
  const words = newStream(name, seed);
  return () => normalUpper(1 - nextUniform(words, 0));
}

export interface MadeSite {
  days: number;
  seed: number;
  /** of the errors [kWh] */
  sd: number;
  /** from day to day */
  rho?: number;
  /** kWh less than the site would use, by day of the series */
  saved?: (day: number) => number;
  /** whether every day is cold */
  cold?: boolean;
}

/** What the invented site uses: 4000 kWh a day, 35 kWh a batch, 90 kWh a degree below 15.5 degC. */
export const TRUTH = { baseLoad: 4000, perBatch: 35, perDegree: 90, baseC: 15.5 } as const;

/** Days of an invented site in Paris from 2024-01-01 on. Weather and batches are the same for every seed, errors are not. */
export function madeDays({ days, seed, sd, rho = 0, saved = () => 0, cold = false }: MadeSite): EnergyPeriod[] {
  const weather = normals('weather', 1);
  const orders = normals('orders', 2);
  const noise = normals('noise', seed);
  let [warm, error] = [0, sd * noise()];
  return Array.from({ length: days }, (_, i) => {
    warm = 0.8 * warm + 2 * weather();
    if (i > 0) error = rho * error + sd * Math.sqrt(1 - rho * rho) * noise();
    const outdoorC = (cold ? 2 : 11.5) - (cold ? 0 : 8.5) * Math.cos((2 * Math.PI * (i - 15)) / 365.25) + warm;
    const batches = Math.max(0, Math.round((i % 7 < 5 ? 24 : 8) + 5 * orders()));
    const energyKwh = TRUTH.baseLoad + TRUTH.perBatch * batches + TRUTH.perDegree * Math.max(0, TRUTH.baseC - outdoorC) + error - saved(i);
    return { fromUs: dayUs(i), toUs: dayUs(i + 1), energyKwh, unknownShare: 0, drivers: { batches }, outdoorC: [outdoorC] };
  });
}

/** Begin of a day of the series. */
export const dayUs = (day: number): number => instantOf(PARIS, NEW_YEAR + day, 0);

/** By the day, with batches and heating; more as given. */
export const request = (more: Partial<BaselineRequest> = {}): BaselineRequest =>
  BaselineRequest.parse({ each: 'day', timezone: PARIS, drivers: ['batches'], heating: {}, ...more });

/** Days of the series of docs/examples/energy: 320 kWh a day are saved from 2025-02-10 on, 200 of them are lost again from 2025-05-05 on. */
const [SAVED_FROM, LOST_FROM] = [406, 490];
/** Days whose meter told nothing, or little. */
const SILENT = [58, 300];
const HALF_SILENT = 415;

/** The table of docs/examples/energy/days.csv. */
export function exampleTable(): string {
  const saved = (day: number) => (day < SAVED_FROM ? 0 : day < LOST_FROM ? 320 : 120);
  const rows = madeDays({ days: 547, seed: 3, sd: 180, rho: 0.35, saved }).map(({ fromUs, energyKwh, drivers, outdoorC }, i) => {
    const energy = SILENT.includes(i) ? '' : energyKwh!.toFixed(0);
    const unknown = SILENT.includes(i) ? 1 : i === HALF_SILENT ? 0.4 : 0;
    const date = new Date((fromUs + 12 * 3.6e9) / 1000).toISOString().slice(0, 10);
    return [date, energy, unknown, drivers['batches'], outdoorC[0]!.toFixed(1)].join(',');
  });
  return `${['day,energyKwh,unknown,batches,outdoorC', ...rows].join('\n')}\n`;
}
