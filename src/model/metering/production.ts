import type { CellDefinition } from '../../contract/cell.js';
import type { MeteredLoad } from './load.js';

/** Units whose counters count the good units of the last steps, with their slots. `mixed`: other steps are made on one of them, too. */
export interface LastUnits {
  sources: string[];
  mixed: boolean;
}

/** Where the good units of all products are counted. */
export function lastUnitsOf({ units, products }: Pick<CellDefinition, 'units' | 'products'>): LastUnits {
  const last = new Set(products.flatMap(({ route }) => route.at(-1)!.units));
  const before = new Set(products.flatMap(({ route }) => route.slice(0, -1).flatMap((step) => step.units)));
  const sources = units
    .filter(({ id }) => last.has(id))
    .flatMap(({ id, slots }) => (slots === 1 ? [id] : Array.from({ length: slots }, (_, slot) => `${id}.${slot + 1}`)));
  return { sources, mixed: [...last].some((id) => before.has(id)) };
}

/** Good units: what a counter of items rose by, less one of rejects. Known where both are; without rejects heard none were. */
export function goodOf(processed: MeteredLoad, defective: MeteredLoad | null): MeteredLoad {
  if (defective === null) return processed;
  return {
    ...processed,
    kwh: processed.kwh.map((items, i) => items - defective.kwh[i]!),
    knownUs: processed.knownUs.map((us, i) => Math.min(us, defective.knownUs[i]!)),
    resets: processed.resets + defective.resets,
  };
}
