import type { CellDefinition } from '../../../../src/contract/cell.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { CellScenarioResult, CellVariantResult } from '../../../../src/contract/cell-scenario.js';

/** A variant of an answer about a site, with the name that the question gives it. */
export interface NamedVariant {
  name: string;
  variant: CellVariantResult;
}

/** What the panels of an answer about a site need. */
export interface SiteView {
  result: CellScenarioResult;
  /** the site as it is first */
  variants: NamedVariant[];
  names: CellNames;
  /** until it is there, names are ids */
  definition: CellDefinition | undefined;
}

/** Ids of something that variants have, each once, in the order in which they come. */
export const idsOf = (variants: readonly NamedVariant[], ids: (variant: CellVariantResult) => readonly string[]): string[] => [
  ...new Set(variants.flatMap(({ variant }) => ids(variant))),
];
