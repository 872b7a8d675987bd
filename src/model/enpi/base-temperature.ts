import type { BaselineRequest, BaseTemperature } from '../../contract/enpi.js';
import { leastSquares, type LeastSquares, type LeastSquaresReason } from '../../engine/least-squares.js';
import { fQuantile } from '../../engine/statistics.js';
import { designOf, type Bases, type DesignColumn } from './design.js';
import type { Noise } from './noise.js';
import type { UsablePeriod } from './periods.js';

/** Where bases are looked for [degC]: around those in use (heating 15 to 18, cooling 18 to 22). */
const GRID = { heating: { from: 8, to: 22 }, cooling: { from: 12, to: 28 } } as const;
const STEP_C = 0.5;

interface Tried {
  bases: Bases;
  columns: DesignColumn[];
  fit: LeastSquares;
}

/** The best, and all that were tried. */
export interface Found extends Tried {
  tried: readonly Tried[];
}

/**
 * The bases with the least sum of squares: those given, else the best of a grid, the heating base never above the cooling base.
 * Where none could be fitted, the reason of the last.
 */
export function searchBases(request: BaselineRequest, periods: readonly UsablePeriod[]): ({ ok: true } & Found) | { ok: false; reason: LeastSquaresReason } {
  const energy = periods.map(({ energyKwh }) => energyKwh);
  const tried: Tried[] = [];
  let reason: LeastSquaresReason = { code: 'too-few', needed: 1, found: 0 };
  for (const bases of candidates(request)) {
    const columns = designOf(request, bases, periods);
    const answer = leastSquares(energy, columns);
    if (answer.ok) tried.push({ bases, columns, fit: answer.fit });
    else reason = answer.reason;
  }
  const [first, ...others] = tried;
  if (first === undefined) return { ok: false, reason };
  const best = others.reduce((least, each) => (each.fit.residualSquares < least.fit.residualSquares ? each : least), first);
  return { ok: true, ...best, tried };
}

function candidates({ heating, cooling }: BaselineRequest): Bases[] {
  const heatings = heating === null ? [null] : choices(heating.baseC, GRID.heating);
  const coolings = cooling === null ? [null] : choices(cooling.baseC, GRID.cooling);
  const pairs = heatings.flatMap((low) => coolings.map((high) => ({ heating: low, cooling: high })));
  return pairs.filter(({ heating: low, cooling: high }) => low === null || high === null || low <= high);
}

const choices = (given: number | undefined, { from, to }: { from: number; to: number }): number[] =>
  given === undefined ? Array.from({ length: (to - from) / STEP_C + 1 }, (_, i) => from + i * STEP_C) : [given];

/**
 * The base that was chosen, and those that fit nearly as well: their sum of squares is at most that of the best times
 * 1 + F(0.95; 1, degrees) / degrees, of freedom as few as the correlation of the residuals leaves.
 */
export function baseTemperature(of: 'heating' | 'cooling', request: BaselineRequest, { bases, fit, tried }: Found, { degrees }: Noise): BaseTemperature | null {
  const baseC = bases[of];
  if (baseC === null) return null;
  if (request[of]?.baseC !== undefined) return { baseC, found: false, low: baseC, high: baseC, atEdge: false };
  const most = fit.residualSquares * (1 + fQuantile(0.95, 1, degrees) / degrees);
  const near = tried.flatMap((each) => (each.fit.residualSquares <= most ? [each.bases[of]!] : []));
  const all = tried.map((each) => each.bases[of]!);
  const [low, high] = [Math.min(...near), Math.max(...near)];
  return { baseC, found: true, low, high, atEdge: baseC === Math.min(...all) || baseC === Math.max(...all) };
}
