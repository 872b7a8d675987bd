import type { CompiledCell } from '../cell/compile.js';
import type { LossPast } from '../cell/situation.js';
import type { CellMirror } from './books.js';
import { lotsOf } from './lots.js';
import { sourcesOf } from './sources.js';

/** Less than this lost by the file is no measure of what is lost. */
const LEAST_LOSS = 0.002;

/**
 * What each step lost, as times the loss of the file, of all lots on record: of steps without machines that lose by the file and recover
 * nothing. Steps that were not measured from their beginning are left out.
 */
export function lossPastOf(cell: CompiledCell, mirror: CellMirror): LossPast[] {
  const { byId } = sourcesOf(cell);
  const past = new Map<string, LossPast>();
  for (const { product, steps } of lotsOf(mirror)) {
    const route = cell.definition.products.find(({ id }) => id === product)?.route ?? [];
    for (const { step, source, toUs, itemsIn, good } of steps) {
      const recipe = route.find(({ id }) => id === step);
      const flow = byId.get(source)?.place?.line ?? null;
      if (recipe === undefined || flow !== null || recipe.recovers > 0 || 1 - recipe.yield < LEAST_LOSS) continue;
      if (toUs === null || itemsIn === null || good === null || itemsIn <= 0) continue;
      const key = `${product} ${step}`;
      const its = past.get(key) ?? { product: product!, step, times: [] };
      past.set(key, its);
      its.times.push(Math.max(0, 1 - good / (itemsIn * recipe.makes)) / (1 - recipe.yield));
    }
  }
  return [...past.values()];
}
