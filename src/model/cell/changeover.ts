import type { CellUnit, ChangeoverRule, Product } from '../../contract/cell.js';

export const CLEAN = { none: 0, minor: 1, major: 2 } as const;

/** What lies between two products on a place, by product before times the number of products plus product after. */
export interface ChangeTable {
  /** CLEAN: the least cleaning */
  clean: number[];
  /** activity of the changeover, -1 none */
  activity: number[];
}

/** Looks up the rules of a unit for each pair of products; activities by rule. */
export function changeTable(products: readonly Product[], unit: CellUnit, activities: readonly number[]): ChangeTable {
  const rules = products.flatMap((from) => products.map((to) => unit.changeover.findIndex((rule) => fits(rule, from, to))));
  return {
    clean: rules.map((rule) => (rule < 0 ? CLEAN.none : CLEAN[unit.changeover[rule]!.clean])),
    activity: rules.map((rule) => (rule < 0 ? -1 : activities[rule]!)),
  };
}

function fits(rule: ChangeoverRule, from: Product, to: Product): boolean {
  const a = attributes(from);
  const b = attributes(to);
  const rises = (name: string, sign: number) => typeof a[name] === 'number' && typeof b[name] === 'number' && sign * (b[name] - a[name]) > 0;
  return (
    (rule.from === undefined || rule.from === from.id) &&
    (rule.to === undefined || rule.to === to.id) &&
    rule.equal.every((name) => a[name] === b[name]) &&
    rule.differ.every((name) => a[name] !== b[name]) &&
    (rule.up === undefined || rises(rule.up, 1)) &&
    (rule.down === undefined || rises(rule.down, -1))
  );
}

const attributes = (product: Product): Record<string, string | number> => ({ ...product.attributes, product: product.id });
