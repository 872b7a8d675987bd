import type { ChangePoint, Cusum, CusumLevel, EnergyPeriod, PeriodLength } from '../../contract/enpi.js';
import { shiftsOf, type Shift } from '../../engine/change-points.js';
import type { BaselineModel } from './baseline.js';
import { compareWith, excessSe, type Comparison } from './compare.js';
import { t95, type Noise } from './noise.js';

/** A level lasts so many periods at the least. */
const LEAST: Record<PeriodLength, number> = { hour: 24, day: 7, week: 4, month: 3 };
/** Chance of a false change in a stretch without one. */
const LEVEL = 0.01;

/**
 * Sum of actual less expected over periods in their order, those of the baseline too where they are given, and where its slope changed:
 * binary segmentation, each change by the largest swing of the CUSUM (1 %), noise and its correlation being those of the baseline. A change
 * whose step may be the baseline's own error (its 95 % interval holds 0) is none.
 */
export function cusumOf(model: BaselineModel, given: readonly EnergyPeriod[]): Cusum {
  const { noise, baseline } = model;
  const compared = compareWith(model, given);
  const excess = compared.periods.map(({ actualKwh, expectedKwh }) => actualKwh - expectedKwh);
  const longRun = noise.sd * Math.sqrt((1 + noise.rho) / (1 - noise.rho));
  const shifts = shiftsOf(excess, longRun, LEAST[baseline.request.each], LEVEL);
  const sure = surely(noise, compared, shifts);
  const ends = [0, ...sure.map(({ at }) => at), excess.length];
  const levels = excess.length === 0 ? [] : ends.slice(1).map((to, i) => levelOf(noise, compared, ends[i]!, to));
  const changes = sure.map((shift, i) => changeOf(noise, compared, shift, ends[i]!, ends[i + 2]!));
  return { periods: compared.periods, leftOut: compared.leftOut, levels, changes };
}

/** Without the changes whose step may be 0: the least sure falls first, since its neighbours then have longer levels. */
function surely(noise: Noise, compared: Comparison, shifts: readonly Shift[]): Shift[] {
  const steps = shifts.map((shift, i) => changeOf(noise, compared, shift, shifts[i - 1]?.at ?? 0, shifts[i + 1]?.at ?? compared.periods.length));
  const sureness = steps.map(({ stepKwhPerDay: { mean, low, high } }) => Math.abs(mean) / (high - low));
  const least = sureness.reduce((found, each, i) => (each < sureness[found]! ? i : found), 0);
  if (sureness[least] === undefined || sureness[least] > 0.5) return [...shifts];
  return surely(
    noise,
    compared,
    shifts.filter((_, i) => i !== least),
  );
}

function levelOf(noise: Noise, compared: Comparison, from: number, to: number): CusumLevel {
  const { periods } = compared;
  const inside = share(compared, from, to);
  return { fromUs: periods[from]!.fromUs, toUs: periods[to - 1]!.toUs, periods: to - from, excessKwhPerDay: ranged(noise, compared, inside) };
}

function changeOf(noise: Noise, compared: Comparison, { at, earliest, latest, chance }: Shift, from: number, to: number): ChangePoint {
  const [before, after] = [share(compared, from, at), share(compared, at, to)];
  const begin = (i: number) => compared.periods[i]!.fromUs;
  const stepKwhPerDay = ranged(noise, compared, (i) => after(i) - before(i));
  return { atUs: begin(at), earliestUs: begin(earliest), latestUs: begin(latest), chance, stepKwhPerDay };
}

/** Weights that make a sum over periods a mean by the day of a stretch. */
function share({ usable }: Comparison, from: number, to: number): (i: number) => number {
  const days = usable.slice(from, to).reduce((sum, period) => sum + period.days, 0);
  return (i) => (i >= from && i < to ? 1 / days : 0);
}

function ranged(noise: Noise, compared: Comparison, weight: (i: number) => number) {
  const mean = compared.periods.reduce((sum, { actualKwh, expectedKwh }, i) => sum + weight(i) * (actualKwh - expectedKwh), 0);
  const half = t95(noise) * excessSe(noise, compared, weight);
  return { mean, low: mean - half, high: mean + half };
}
