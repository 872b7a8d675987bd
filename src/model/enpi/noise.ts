import { ar1Correlation, ar1Quadratic } from '../../engine/ar1.js';
import type { Regressor } from '../../engine/least-squares.js';
import { tQuantile } from '../../engine/statistics.js';
import { factorise, solveLower, solveNormal, type Triangle } from '../../engine/triangle.js';
import type { UsablePeriod } from './periods.js';

/** What is known of the errors of a baseline, and of how its coefficients follow them. */
export interface Noise {
  /** from each period to the next, at least 0 */
  rho: number;
  /** of one period [kWh] */
  sd: number;
  /** periods that would tell as much if nothing were correlated */
  effectiveN: number;
  /** of freedom for t: effective periods less parameters, 1 at the least (Guideline 14) */
  degrees: number;
  triangle: Triangle;
  /** the columns that coefficients and bases depend on */
  columns: Regressor[];
  places: number[];
}

/**
 * The errors are a first-order autoregression whose correlation is the likeliest one (restricted, at least 0) under the residuals; their
 * variance is such that the sum of squares is what it is expected to be. `columns` may be more than those of the residuals' regression, and
 * are not collinear; `parameters`: how many were fitted.
 */
export function noiseOf(residuals: readonly number[], columns: Regressor[], periods: readonly UsablePeriod[], parameters: number): Noise {
  const places = periods.map(({ place }) => place);
  const triangle = triangleOf(columns, residuals);
  const n = residuals.length;
  const rho = ar1Correlation(
    residuals,
    columns.map(({ values }) => values),
    places,
  );
  const orthonormal = residuals.map((_, i) => solveLower(triangle, rowOf(columns, i)));
  const quadratics = columns.map((_, j) =>
    ar1Quadratic(
      orthonormal.map((row) => row[j]!),
      places,
      rho,
    ),
  );
  const taken = quadratics.reduce((sum, each) => sum + each, parameters - columns.length);
  const squares = residuals.reduce((sum, e) => sum + e * e, 0);
  const sd = Math.sqrt(squares / Math.max(n - taken, 1));
  const effectiveN = (n * (1 - rho)) / (1 + rho);
  return { rho, sd, effectiveN, degrees: Math.max(1, effectiveN - parameters), triangle, columns, places };
}

const rowOf = (columns: readonly Regressor[], i: number): number[] => columns.map(({ values }) => values[i]!);

function triangleOf(columns: readonly Regressor[], residuals: readonly number[]): Triangle {
  const factors = factorise(
    columns.map(({ values }) => values),
    residuals,
  );
  if (!factors.ok) throw new RangeError(`"${columns[factors.column]!.id}" is collinear`);
  return factors.triangle;
}

/** Weights of the errors of the baseline's periods in an error of x'b. */
export function weightsOf({ triangle, columns, places }: Noise, x: readonly number[]): number[] {
  const normal = solveNormal(triangle, x);
  return places.map((_, i) => columns.reduce((sum, { values }, j) => sum + values[i]! * normal[j]!, 0));
}

/** Standard error of x'b, b the coefficients. */
export const seOf = (noise: Noise, x: readonly number[]): number => noise.sd * Math.sqrt(ar1Quadratic(weightsOf(noise, x), noise.places, noise.rho));

/**
 * Standard error of a weighted sum of what periods differ by from what is expected of them. `x`: the same weighted sum of their columns.
 * Errors are correlated across the end of the baseline too, and a period that is part of it has one error, not two.
 */
export function excessErrorSe(noise: Noise, x: readonly number[], periods: readonly { place: number; weight: number }[]): number {
  const inside = weightsOf(noise, x).map((weight, i) => ({ place: noise.places[i]!, weight: -weight }));
  const all = [...inside, ...periods].sort((a, b) => a.place - b.place);
  return (
    noise.sd *
    Math.sqrt(
      ar1Quadratic(
        all.map(({ weight }) => weight),
        all.map(({ place }) => place),
        noise.rho,
      ),
    )
  );
}

/** Two-sided 95 % of Student's t. */
export const t95 = ({ degrees }: Noise): number => tQuantile(0.975, degrees);

/** Correlation of residuals of neighbouring periods, as they are (Guideline 14); null where none are neighbours, or nothing is left. */
export function neighbourCorrelation(residuals: readonly number[], places: readonly number[]): number | null {
  let [together, first, second] = [0, 0, 0];
  for (let i = 1; i < residuals.length; i++) {
    if (places[i]! - places[i - 1]! !== 1) continue;
    together += residuals[i]! * residuals[i - 1]!;
    first += residuals[i - 1]! ** 2;
    second += residuals[i]! ** 2;
  }
  return first > 0 && second > 0 ? together / Math.sqrt(first * second) : null;
}
