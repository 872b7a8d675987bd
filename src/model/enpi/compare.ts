import type { ComparedPeriod, EnergyPeriod, LeftOut } from '../../contract/enpi.js';
import { leverageOf } from '../../engine/triangle.js';
import { columnsOf, type BaselineModel } from './baseline.js';
import { excessErrorSe, t95, type Noise } from './noise.js';
import { usablePeriods, type UsablePeriod } from './periods.js';
import { newlySeen } from './unused-terms.js';

/** Periods beside what the baseline expects of them. */
export interface Comparison {
  periods: ComparedPeriod[];
  usable: UsablePeriod[];
  /** of each period, what its expectation depends on */
  rows: number[][];
  leftOut: LeftOut[];
}

/** Beyond what the baseline saw by more than this share of it, a regression is not proven (Guideline 14). */
const BEYOND = 0.1;

/**
 * Periods in their order beside what the baseline expects. The prediction interval of a period counts the baseline as if it had only its
 * effective periods.
 */
export function compareWith(model: BaselineModel, given: readonly EnergyPeriod[]): Comparison {
  const { baseline, fit, noise } = model;
  const { usable, leftOut } = usablePeriods(baseline.request, given);
  const columns = columnsOf(model, usable);
  const seen = newlySeen(baseline.request, baseline.unused, usable);
  const inflation = noise.places.length / noise.effectiveN;
  const rows = usable.map((_, i) => columns.map(({ values }) => values[i]!));
  let cusumKwh = 0;
  const periods = usable.map(({ fromUs, toUs, energyKwh }, i): ComparedPeriod => {
    const row = rows[i]!;
    const expectedKwh = fit.coefficients.reduce((sum, { value }, j) => sum + value * row[j]!, 0);
    const half = t95(noise) * noise.sd * Math.sqrt(1 + inflation * leverageOf(noise.triangle, row));
    cusumKwh += energyKwh - expectedKwh;
    const beyond = baseline.terms.filter(({ kind, from, to }, j) => kind !== 'calendar' && isBeyond(row[j]!, from, to)).map(({ id }) => id);
    const outOfRange = [...beyond, ...seen[i]!];
    return { fromUs, toUs, actualKwh: energyKwh, expectedKwh, low: expectedKwh - half, high: expectedKwh + half, cusumKwh, outOfRange };
  });
  return { periods, usable, rows, leftOut };
}

const isBeyond = (value: number, from: number, to: number): boolean => value > to + BEYOND * Math.abs(to) || value < from - BEYOND * Math.abs(from);

/**
 * Standard error of a weighted sum of actual less expected over compared periods [kWh]. `weight`: of a period by its place among them; 0
 * leaves it out. Periods of the baseline itself may be among them.
 */
export function excessSe(noise: Noise, { usable, rows }: Pick<Comparison, 'usable' | 'rows'>, weight: (i: number) => number): number {
  const weights = usable.map((_, i) => weight(i));
  const x = noise.columns.map((_, j) => rows.reduce((sum, row, i) => sum + weights[i]! * row[j]!, 0));
  return excessErrorSe(
    noise,
    x,
    usable.map(({ place }, i) => ({ place, weight: weights[i]! })),
  );
}
