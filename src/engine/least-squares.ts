import { moments, tChance, tQuantile } from './statistics.js';
import { factorise, leverageOf, solveUpper, type Triangle } from './triangle.js';

/** What a value is explained by, one number for each value. A constant is a column of ones. */
export interface Regressor {
  id: string;
  values: ArrayLike<number>;
}

export interface Coefficient {
  id: string;
  value: number;
  /** standard error; 0 where the fit is exact */
  se: number;
  /** value / se; null where both are 0 */
  t: number | null;
  /** two-sided, of a t as far from 0 where the coefficient is 0 */
  chance: number | null;
}

export interface LeastSquares {
  coefficients: Coefficient[];
  n: number;
  /** of freedom: n less the number of coefficients */
  degrees: number;
  fitted: number[];
  residuals: number[];
  residualSquares: number;
  residualSd: number;
  /** share of the variation about the mean (about 0 without a constant) that is explained; null where nothing varies */
  r2: number | null;
  adjustedR2: number | null;
  /** of the regressors, as they were given */
  triangle: Triangle;
}

export type LeastSquaresReason =
  | { code: 'too-few'; needed: number; found: number }
  /** this column is a sum of multiples of those in `of`, as far as doubles can tell */
  | { code: 'collinear'; column: string; of: string[] };

export type LeastSquaresAnswer = { ok: true; fit: LeastSquares } | { ok: false; reason: LeastSquaresReason };

/**
 * Ordinary least squares by Householder's QR on columns that are scaled to length 1 (Golub and Van Loan 2013, 5.3.3), with one value
 * more than coefficients at the least. `constant`: whether a column of ones, or columns that add up to one, are among the regressors.
 * Throws where lengths differ or a number is not finite.
 */
export function leastSquares(y: readonly number[], regressors: readonly Regressor[], constant = true): LeastSquaresAnswer {
  const n = y.length;
  const k = regressors.length;
  checkShape(y, regressors);
  if (n <= k) return { ok: false, reason: { code: 'too-few', needed: k + 1, found: n } };
  const factors = factorise(
    regressors.map(({ values }) => values),
    y,
  );
  if (!factors.ok) {
    const { column, of } = factors;
    return { ok: false, reason: { code: 'collinear', column: regressors[column]!.id, of: of.map((each) => regressors[each]!.id) } };
  }
  const { triangle, projected } = factors;
  const values = solveUpper(triangle, projected);
  const fitted = y.map((_, i) => regressors.reduce((sum, { values: x }, j) => sum + values[j]! * x[i]!, 0));
  const residuals = y.map((value, i) => value - fitted[i]!);
  const residualSquares = residuals.reduce((sum, e) => sum + e * e, 0);
  const degrees = n - k;
  const residualSd = Math.sqrt(residualSquares / degrees);
  const total = constant ? moments(y).variance * (n - 1) : y.reduce((sum, value) => sum + value * value, 0);
  const r2 = total > 0 ? 1 - residualSquares / total : null;
  const adjustedR2 = r2 === null ? null : 1 - ((1 - r2) * (constant ? n - 1 : n)) / degrees;
  const coefficients = regressors.map(({ id }, j) => {
    const unit = regressors.map((_, i) => (i === j ? 1 : 0));
    return coefficientOf(id, values[j]!, residualSd * Math.sqrt(leverageOf(triangle, unit)), degrees);
  });
  return { ok: true, fit: { coefficients, n, degrees, fitted, residuals, residualSquares, residualSd, r2, adjustedR2, triangle } };
}

function coefficientOf(id: string, value: number, se: number, degrees: number): Coefficient {
  const t = value === 0 && se === 0 ? null : value / se;
  return { id, value, se, t, chance: t === null ? null : Number.isFinite(t) ? tChance(t, degrees) : 0 };
}

function checkShape(y: readonly number[], regressors: readonly Regressor[]): void {
  if (regressors.length === 0) throw new RangeError('a regression needs a regressor');
  for (const { id, values } of regressors) {
    if (values.length !== y.length) throw new RangeError(`"${id}" has ${values.length} values for ${y.length}`);
    for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) throw new RangeError(`"${id}" is not finite at ${i}`);
  }
  const odd = y.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) throw new RangeError(`the value at ${odd} is not finite`);
}

export interface Prediction {
  value: number;
  /** of one new value, whose error is that of the residuals */
  low: number;
  high: number;
  /** standard error of the mean there, without that error */
  meanSe: number;
}

/** A new value at regressors in the order of the fit, with its two-sided prediction interval. */
export function predict({ coefficients, triangle, residualSd, degrees }: LeastSquares, at: readonly number[], confidence = 0.95): Prediction {
  const value = coefficients.reduce((sum, { value: each }, j) => sum + each * at[j]!, 0);
  const leverage = leverageOf(triangle, at);
  const half = tQuantile((1 + confidence) / 2, degrees) * residualSd * Math.sqrt(1 + leverage);
  return { value, low: value - half, high: value + half, meanSe: residualSd * Math.sqrt(leverage) };
}
