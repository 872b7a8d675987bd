import { ln } from './elementary.js';
import { factorise, lnDeterminant } from './triangle.js';

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
 * Twice the restricted log-likelihood (Patterson and Thompson 1971) of rho, up to a constant, where y is a sum of the columns and a
 * first-order autoregression seen at rising places. Null where the columns are collinear.
 */
export function ar1Likelihood(y: ArrayLike<number>, columns: readonly ArrayLike<number>[], places: ArrayLike<number>, rho: number): number | null {
  const n = y.length;
  const [weights, scales] = [new Float64Array(n), new Float64Array(n).fill(1)];
  let lnScales = 0;
  for (let i = 1; i < n; i++) {
    weights[i] = rho ** (places[i]! - places[i - 1]!);
    scales[i] = 1 / Math.sqrt(1 - weights[i]! ** 2);
    lnScales += ln(scales[i]!);
  }
  const whiten = (values: ArrayLike<number>) => {
    const white = new Float64Array(n);
    for (let i = 0; i < n; i++) white[i] = (values[i]! - (i === 0 ? 0 : weights[i]! * values[i - 1]!)) * scales[i]!;
    return white;
  };
  const factors = factorise(columns.map(whiten), whiten(y));
  if (!factors.ok) return null;
  return 2 * lnScales - lnDeterminant(factors.triangle) - (n - columns.length) * ln(factors.restSquares);
}

const MOST_RHO = 0.98;
const COARSE = 0.1;
const FINE = 0.005;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The rho from 0 to 0.98 that is likeliest, to 0.005: the best of a grid, then golden sections beside it. 0 where the fit is exact, or leaves nothing to tell by. */
export function ar1Correlation(y: ArrayLike<number>, columns: readonly ArrayLike<number>[], places: ArrayLike<number>): number {
  const likelihood = (rho: number) => ar1Likelihood(y, columns, places, rho) ?? -Infinity;
  let best = { rho: 0, at: likelihood(0) };
  if (!Number.isFinite(best.at)) return 0;
  for (let rho = COARSE; rho < MOST_RHO; rho += COARSE) {
    const at = likelihood(rho);
    if (at > best.at) best = { rho, at };
  }
  return highest(likelihood, Math.max(0, best.rho - COARSE), Math.min(MOST_RHO, best.rho + COARSE));
}

/** Where a function with one peak is highest, to FINE; an end where it is highest there. */
function highest(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let left = { x: high - GOLDEN * (high - low), y: NaN };
  let right = { x: low + GOLDEN * (high - low), y: NaN };
  while (high - low > FINE) {
    if (Number.isNaN(left.y)) left.y = f(left.x);
    if (Number.isNaN(right.y)) right.y = f(right.x);
    if (left.y > right.y) {
      high = right.x;
      right = left;
      left = { x: high - GOLDEN * (high - low), y: NaN };
    } else {
      low = left.x;
      left = right;
      right = { x: low + GOLDEN * (high - low), y: NaN };
    }
  }
  return low === from ? from : high === to ? to : (low + high) / 2;
}
