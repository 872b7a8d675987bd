import type { BaselineRequest, BaseTemperature } from '../../contract/enpi.js';
import { leastSquares, type LeastSquares, type LeastSquaresReason } from '../../engine/least-squares.js';
import { fQuantile } from '../../engine/statistics.js';
import { designOf, type Bases, type DesignColumn } from './design.js';
import type { Noise } from './noise.js';
import { factorise } from '../../engine/triangle.js';
import type { UsablePeriod } from './periods.js';

/** Where bases are looked for [degC]: around those in use (heating 15 to 18, cooling 18 to 22). */
const GRID = { heating: { from: 8, to: 22 }, cooling: { from: 12, to: 28 } } as const;
const STEP_C = 0.5;

interface Tried {
  bases: Bases;
  residualSquares: number;
}

/** The best, and all that were tried. */
export interface Found {
  bases: Bases;
  columns: DesignColumn[];
  fit: LeastSquares;
  tried: readonly Tried[];
}

/**
 * The bases with the least sum of squares: those given, else the best of a grid, the heating base never above the cooling base.
 * Where none can be fitted, the reason of the last.
 */
export function searchBases(
  request: BaselineRequest,
  periods: readonly UsablePeriod[],
  unused: readonly string[] = [],
): ({ ok: true } & Found) | { ok: false; reason: LeastSquaresReason } {
  const energy = periods.map(({ energyKwh }) => energyKwh);
  const all = candidates(request);
  const tried = all.length === 1 ? [] : all.flatMap((bases) => triedOf(bases, designOf(request, bases, periods, unused), energy));
  const [first, ...others] = tried;
  const best = others.reduce(
    (least, each) => (each.residualSquares < least.residualSquares ? each : least),
    first ?? { bases: all.at(-1)!, residualSquares: NaN },
  );
  const columns = designOf(request, best.bases, periods, unused);
  const answer = leastSquares(energy, columns);
  return answer.ok ? { ok: true, bases: best.bases, columns, fit: answer.fit, tried } : answer;
}

/** Only the sum of squares, since there may be hundreds. */
function triedOf(bases: Bases, columns: readonly DesignColumn[], energy: readonly number[]): Tried[] {
  if (energy.length <= columns.length) return [];
  const factors = factorise(
    columns.map(({ values }) => values),
    energy,
  );
  return factors.ok ? [{ bases, residualSquares: factors.restSquares }] : [];
}

function candidates({ heating, cooling }: BaselineRequest): Bases[] {
  const heatings = heating === null ? [null] : choices(heating.baseC, GRID.heating, cooling?.baseC);
  const coolings = cooling === null ? [null] : choices(cooling.baseC, GRID.cooling, heating?.baseC);
  const pairs = heatings.flatMap((low) => coolings.map((high) => ({ heating: low, cooling: high })));
  return pairs.filter(({ heating: low, cooling: high }) => low === null || high === null || low <= high);
}

/** The bases given or looked for under which the most days have degree-days. */
export const widestBases = ({ heating, cooling }: BaselineRequest): Bases => ({
  heating: heating && Math.max(...choices(heating.baseC, GRID.heating, cooling?.baseC)),
  cooling: cooling && Math.min(...choices(cooling.baseC, GRID.cooling, heating?.baseC)),
});

/** The base that is given; else those of the grid, and the other one, beside which there may be no other. */
const choices = (given: number | undefined, { from, to }: { from: number; to: number }, other: number | undefined): number[] =>
  given === undefined ? [...Array.from({ length: (to - from) / STEP_C + 1 }, (_, i) => from + i * STEP_C), ...(other === undefined ? [] : [other])] : [given];

/**
 * The base that was chosen, and those that fit nearly as well: their sum of squares is at most that of the best times
 * 1 + F(0.95; 1, degrees) / degrees, of freedom as few as the correlation of the residuals leaves.
 */
export function baseTemperature(of: 'heating' | 'cooling', request: BaselineRequest, { bases, fit, tried }: Found, { degrees }: Noise): BaseTemperature | null {
  const baseC = bases[of];
  if (baseC === null) return null;
  if (request[of]?.baseC !== undefined) return { baseC, found: false, low: baseC, high: baseC, atEdge: false };
  const most = fit.residualSquares * (1 + fQuantile(0.95, 1, degrees) / degrees);
  const near = [baseC, ...tried.flatMap((each) => (each.residualSquares <= most ? [each.bases[of]!] : []))];
  const all = tried.map((each) => each.bases[of]!);
  const [low, high] = [Math.min(...near), Math.max(...near)];
  return { baseC, found: true, low, high, atEdge: baseC === Math.min(...all) || baseC === Math.max(...all) };
}
