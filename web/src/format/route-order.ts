import type { CellDefinition } from '../../../src/contract/cell.js';

/** Sources in the order in which batches come through their units: by the routes of the products, then as given. */
export function routeOrder(definition: Pick<CellDefinition, 'products'> | undefined, sources: readonly string[]): string[] {
  const units: string[] = [];
  for (const { route } of definition?.products ?? []) {
    let after = -1;
    for (const step of route) {
      for (const unit of step.units) if (!units.includes(unit)) units.splice(++after, 0, unit);
      after = Math.max(after, ...step.units.map((unit) => units.indexOf(unit)));
    }
  }
  const place = (source: string) => {
    const found = units.indexOf(source.split('.')[0]!);
    return found < 0 ? Infinity : found;
  };
  return sources
    .map((source, given) => ({ source, given, at: place(source) }))
    .sort((a, b) => (a.at === b.at ? a.given - b.given : a.at - b.at))
    .map(({ source }) => source);
}
