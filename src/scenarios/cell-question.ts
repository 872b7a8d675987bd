import type { CellDefinition } from '../contract/cell.js';
import type { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { Issue } from '../contract/problem.js';
import type { Micros } from '../contract/units.js';
import { seriesBook } from '../model/supply/series-book.js';
import { asItIs, variantOf, type VariantOfCell } from '../model/what-if/variant.js';
import { repeatedIds } from './question.js';

/** A question about a site that was understood: what is to be simulated. */
export interface CellQuestion {
  request: CellScenarioRequest;
  /** The site as it is, then as each variant has it. */
  variants: VariantOfCell[];
}

/** Applies every variant to the site, from the instant at which the horizon begins. Issues point into the request. */
export function understandCell(
  request: CellScenarioRequest,
  definition: CellDefinition,
  atUs: Micros,
): { ok: true; question: CellQuestion } | { ok: false; issues: Issue[] } {
  const book = seriesBook(request.series);
  const issues = repeatedIds(request.variants);
  const variants = [asItIs(definition, book)];
  for (const [index, { changes }] of request.variants.entries()) {
    const changed = variantOf(definition, changes, atUs, book);
    if (changed.ok) variants.push(changed.variant);
    else issues.push(...changed.issues.map(({ pointer, detail }) => ({ pointer: `/variants/${index}${pointer}`, detail })));
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, question: { request, variants } };
}
