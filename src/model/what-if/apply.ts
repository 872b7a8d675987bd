import type { PlantChange, PlantChangeKind } from '../../contract/cell-change.js';
import type { ChangeNote } from '../../contract/change-note.js';
import type { CellDefinition } from '../../contract/cell.js';
import { pathOf } from '../../contract/explain.js';
import { isMap } from '../../contract/plain.js';
import type { Issue } from '../../contract/problem.js';
import { compileCell } from '../cell/compile.js';
import { CAPACITY } from './capacity.js';
import { copyOf } from './copy.js';
import { DEMAND } from './demand.js';
import { Edit, type Draft } from './edit.js';
import { ENERGY } from './energy.js';
import type { Handlers } from './handlers.js';
import { PEOPLE } from './people.js';
import { overlaps } from './touched.js';
import { UPKEEP } from './upkeep.js';

const HANDLERS: Handlers<PlantChangeKind> = { ...CAPACITY, ...UPKEEP, ...PEOPLE, ...DEMAND, ...ENERGY };

export type CellChanged = { ok: true; definition: CellDefinition; notes: ChangeNote[] } | { ok: false; issues: Issue[] };

/**
 * The definition with the changes of a variant, in their order: a later one sees what an earlier one made. The original is not touched. All
 * that is wrong at once, as pointers into { changes }: /changes/0/unit. What would be wrong with the changed cell stands at the change that
 * acts there. Moments such as `+3 h` count from `atUs`, the start of the simulation.
 */
export function applyCellChanges(definition: CellDefinition, changes: readonly PlantChange[], atUs: number): CellChanged {
  const draft: Draft = { definition: copyOf(definition), atUs, issues: [], notes: [], touched: [] };
  changes.forEach((change, i) => make(new Edit(draft, i), change));
  if (draft.issues.length > 0) return { ok: false, issues: draft.issues };
  const changed = copyOf(draft.definition);
  const compiled = compileCell(changed);
  if (compiled.ok) return { ok: true, definition: changed, notes: draft.notes };
  return { ok: false, issues: compiled.issues.map((issue) => consequence({ ...draft, definition: changed }, issue)) };
}

function make<Kind extends PlantChangeKind>(edit: Edit, change: Extract<PlantChange, { kind: Kind }>): void {
  const handler = HANDLERS[change.kind as Kind];
  handler(edit, change);
}

/** What would be wrong with the changed cell, at the change that acts there. */
function consequence({ definition, touched }: Draft, { pointer, detail }: Issue): Issue {
  const path = idPath(definition, pointer);
  const by = touched.find((each) => overlaps(each.path, path));
  return {
    pointer: by === undefined ? '/changes' : `/changes/${by.change}/${by.key}`,
    detail: `the changed cell would not be right at ${pointer}: ${detail}`,
  };
}

/** A pointer by keys and the ids of entries. */
function idPath(definition: CellDefinition, pointer: string): string {
  let value: unknown = definition;
  const steps = pathOf(pointer).map((step) => {
    value = Array.isArray(value) ? (value as unknown[])[Number(step)] : isMap(value) ? value[step] : undefined;
    return isMap(value) && typeof value['id'] === 'string' ? value['id'] : step;
  });
  return steps.join('.');
}
