import type { CellDefinition } from '../contract/cell.js';
import type { CellScenarioRequest } from '../contract/cell-scenario.js';
import type { ChangeNote } from '../contract/change-note.js';
import type { Issue } from '../contract/problem.js';
import type { Micros } from '../contract/units.js';
import { applyCellChanges } from '../model/what-if/apply.js';
import { repeatedIds } from './question.js';

/** A question about a site that was understood: what is to be simulated. */
export interface CellQuestion {
  request: CellScenarioRequest;
  /** The site as it is, then as each variant has it. */
  definitions: CellDefinition[];
  /** What the changes of each of them take for granted. */
  notes: ChangeNote[][];
}

/** Applies every variant to the site, from the instant at which the horizon begins. Issues point into the request. */
export function understandCell(
  request: CellScenarioRequest,
  definition: CellDefinition,
  atUs: Micros,
): { ok: true; question: CellQuestion } | { ok: false; issues: Issue[] } {
  const issues = repeatedIds(request.variants);
  const definitions = [definition];
  const notes: ChangeNote[][] = [[]];
  for (const [index, variant] of request.variants.entries()) {
    const changed = applyCellChanges(definition, variant.changes, atUs);
    if (changed.ok) {
      definitions.push(changed.definition);
      notes.push(changed.notes);
    } else issues.push(...changed.issues.map(({ pointer, detail }) => ({ pointer: `/variants/${index}${pointer}`, detail })));
  }
  return issues.length > 0 ? { ok: false, issues } : { ok: true, question: { request, definitions, notes } };
}
