import type { CellDefinition, RecipeStep } from '../../contract/cell.js';
import type { Issue } from '../../contract/problem.js';
import { when } from './refuse.js';

/** Most steps that a batch, and those that it is divided into, may carry out on average. */
const MOST_ROUNDS = 10_000;

/**
 * Routes on which batches would come to be without end or beyond all measure, by rework and division. Of the steps that follow
 * from one batch at a step, v = 1 + A v, where A counts the batches that go on from each step to each other one. The sum of all
 * powers of A is finite if and only if the solution is positive (M-matrices: Berman and Plemmons, Nonnegative Matrices, 1979).
 */
export function roundIssues({ products }: CellDefinition): Issue[] {
  return products.flatMap(({ route }, i) => {
    if (route.some(({ rework }) => (rework?.probability ?? 0) >= 1)) return [];
    const visits = solve(route.map((step, k) => route.map((_, to) => (k === to ? 1 : 0) - goOn(route, step, k, to))));
    const endless = visits === null || visits.some((count) => !(count > 0));
    const pointer = `/products/${i}/route`;
    if (endless) return when(true, pointer, 'by rework and division there would be ever more batches: more go back than go on');
    const most = Math.round(visits[0]!);
    return when(most > MOST_ROUNDS, pointer, `one batch would lead to ${most} steps on average, by rework and division: at most ${MOST_ROUNDS}`);
  });
}

/** Batches that come to be at a step, on average, of one at step k. */
function goOn(route: readonly RecipeStep[], { rework, split, scrap }: RecipeStep, k: number, to: number): number {
  const back = rework?.probability ?? 0;
  const returns = rework !== undefined && route[to]!.id === rework.from ? back / route[to]!.merge : 0;
  const passes = to === k + 1 ? ((1 - back) * split) / route[to]!.merge : 0;
  return (1 - scrap) * (returns + passes);
}

/** x of a x = 1 by elimination with the largest pivots; null where there is none. */
function solve(rows: number[][]): number[] | null {
  const a = rows.map((row) => [...row, 1]);
  for (let c = 0; c < a.length; c++) {
    const best = a.slice(c).reduce((at, row, i) => (Math.abs(row[c]!) > Math.abs(a[at]![c]!) ? c + i : at), c);
    [a[c], a[best]] = [a[best]!, a[c]!];
    if (Math.abs(a[c]![c]!) < 1e-12) return null;
    for (let r = 0; r < a.length; r++) {
      const factor = r === c ? 0 : a[r]![c]! / a[c]![c]!;
      if (factor !== 0) for (let k = c; k <= a.length; k++) a[r]![k]! -= factor * a[c]![k]!;
    }
  }
  return a.map((row, i) => row[a.length]! / row[i]!);
}
