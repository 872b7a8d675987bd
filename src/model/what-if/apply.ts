import type { PlantChange, PlantChangeKind } from '../../contract/cell-change.js';
import type { ChangeNote } from '../../contract/change-note.js';
import type { CellDefinition } from '../../contract/cell.js';
import { pathOf } from '../../contract/explain.js';
import { isMap } from '../../contract/plain.js';
import type { Issue } from '../../contract/problem.js';
import { compileCell } from '../cell/compile.js';
import { numberAt } from '../cell/number-at.js';
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
  const draft: Draft = { definition: copyOf(definition), atUs, issues: [], notes: [], touched: [], made: [] };
  changes.forEach((change, i) => make(new Edit(draft, i), change));
  if (draft.issues.length > 0) return { ok: false, issues: draft.issues };
  const changed = withoutDangling(copyOf(draft.definition));
  const compiled = compileCell(changed);
  if (compiled.ok) return { ok: true, definition: changed, notes: draft.notes };
  return { ok: false, issues: compiled.issues.map((issue) => consequence({ ...draft, definition: changed }, changes.length, issue)) };
}

/** What was proven of what is gone is gone too. */
function withoutDangling(definition: CellDefinition): CellDefinition {
  const { proven } = definition;
  return proven === undefined ? definition : { ...definition, proven: proven.filter(({ of }) => numberAt(definition, of) !== null) };
}

function make<Kind extends PlantChangeKind>(edit: Edit, change: Extract<PlantChange, { kind: Kind }>): void {
  const handler = HANDLERS[change.kind];
  handler(edit, change);
}

/** What would be wrong with the changed cell, at the change that acts there. */
function consequence({ definition, touched, made }: Draft, changes: number, { pointer, detail }: Issue): Issue {
  const path = idPath(definition, pointer);
  const by = [...touched, ...made].find((each) => overlaps(each.path, path));
  return {
    pointer: by !== undefined ? `/changes/${by.change}/${by.key}` : changes === 1 ? '/changes/0' : '/changes',
    detail: `the changed cell would not be right at ${pointer}: ${detail}`,
  };
}

/** A pointer by keys and the ids of entries. */
function idPath(definition: CellDefinition, pointer: string): string {
  let value: unknown = definition;
  const steps = pathOf(pointer).map((step) => {
    const isEntry = Array.isArray(value);
    value = Array.isArray(value) ? (value as unknown[])[Number(step)] : isMap(value) ? value[step] : undefined;
    return isEntry && isMap(value) && typeof value['id'] === 'string' ? value['id'] : step;
  });
  return steps.join('.');
}
