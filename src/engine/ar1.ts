import { ln } from './elementary.js';
import { leastSquares, type Regressor } from './least-squares.js';
import { lnDeterminant } from './triangle.js';

/**
 * v'Rv of a first-order autoregression seen at rising places: R_ij = rho^|place_i - place_j|. Variance of the sum of v_i e_i, of errors
 * with variance 1. One pass, whatever the gaps.
 */
export function ar1Quadratic(v: ArrayLike<number>, places: ArrayLike<number>, rho: number): number {
  let sum = 0;
  let carried = 0; // of what came before, as far as it still counts
  for (let i = 0; i < v.length; i++) {
    if (i > 0) carried = (carried + v[i - 1]!) * rho ** (places[i]! - places[i - 1]!);
    sum += v[i]! * (v[i]! + 2 * carried);
  }
  return sum;
}

/**
 * Twice the restricted log-likelihood (Patterson and Thompson 1971) of rho, up to a constant, where y is a sum of the regressors and a
 * first-order autoregression seen at rising places. Null where the regressors are collinear.
 */
export function ar1Likelihood(y: readonly number[], regressors: readonly Regressor[], places: ArrayLike<number>, rho: number): number | null {
  const weights = y.map((_, i) => rho ** (i === 0 ? Infinity : places[i]! - places[i - 1]!));
  const scales = weights.map((weight) => 1 / Math.sqrt(1 - weight * weight));
  const whiten = (values: ArrayLike<number>) => weights.map((weight, i) => (values[i]! - (i === 0 ? 0 : weight * values[i - 1]!)) * scales[i]!);
  const answer = leastSquares(
    whiten(y),
    regressors.map(({ id, values }) => ({ id, values: whiten(values) })),
  );
  if (!answer.ok) return null;
  const { triangle, residualSquares, degrees } = answer.fit;
  return 2 * scales.reduce((sum, scale) => sum + ln(scale), 0) - lnDeterminant(triangle) - degrees * ln(residualSquares);
}

const MOST_RHO = 0.98;
const COARSE = 0.05;
const FINE = 0.001;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The rho from 0 on that is likeliest: the best of a grid, then golden sections beside it. 0 where the fit is exact, or leaves nothing to tell by. */
export function ar1Correlation(y: readonly number[], regressors: readonly Regressor[], places: ArrayLike<number>): number {
  const likelihood = (rho: number) => ar1Likelihood(y, regressors, places, rho) ?? -Infinity;
  let best = { rho: 0, at: likelihood(0) };
  if (!Number.isFinite(best.at)) return 0;
  for (let rho = COARSE; rho <= MOST_RHO; rho += COARSE) {
    const at = likelihood(rho);
    if (at > best.at) best = { rho, at };
  }
  let [low, high] = [Math.max(0, best.rho - COARSE), Math.min(MOST_RHO, best.rho + COARSE)];
  while (high - low > FINE) {
    const [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
    if (likelihood(left) > likelihood(right)) high = right;
    else low = left;
  }
  return low === 0 ? 0 : (low + high) / 2;
}
