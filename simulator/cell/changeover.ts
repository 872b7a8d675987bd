import type { Activity, CellUnit, ChangeoverRule, Product } from '../../src/contract/cell.js';

export const CLEANINGS = ['none', 'minor', 'major'] as const;
export type CleaningLevel = (typeof CLEANINGS)[number];

/** What lies between two products on a unit. The key of a pair is `before>after`. */
export type ChangeTable = Record<string, { clean: CleaningLevel; change: Activity | null }>;

export const pairOf = (before: string, after: string): string => `${before}>${after}`;

/** Looks up the rules of a unit for each pair of products: the first that fits. */
export function changeTable(products: readonly Product[], unit: CellUnit): ChangeTable {
  const table: ChangeTable = {};
  for (const before of products) {
    for (const after of products) {
      const rule = unit.changeover.find((candidate) => fits(candidate, before, after));
      table[pairOf(before.id, after.id)] = { clean: rule?.clean ?? 'none', change: rule?.change ?? null };
    }
  }
  return table;
}

function fits(rule: ChangeoverRule, before: Product, after: Product): boolean {
  const value = (product: Product, name: string) => (name === 'product' ? product.id : product.attributes[name]);
  const step = (name: string) => Number(value(after, name)) - Number(value(before, name));
  if (rule.from !== undefined && rule.from !== before.id) return false;
  if (rule.to !== undefined && rule.to !== after.id) return false;
  if (rule.equal.some((name) => value(before, name) !== value(after, name))) return false;
  if (rule.differ.some((name) => value(before, name) === value(after, name))) return false;
  return (rule.up === undefined || step(rule.up) > 0) && (rule.down === undefined || step(rule.down) < 0);
}
