import type { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import type { Change } from '../contract/scenario.js';
import type { CompiledLine } from './compile.js';
import type { LineState } from './layout.js';

/** The definition with the changes of a variant. Issues point into { changes }: /changes/0/unit. */
export function applyChanges(definition: LineDefinition, changes: readonly Change[]): { ok: true; definition: LineDefinition } | { ok: false; issues: Issue[] } {
  throw new Error(`not yet: ${definition.id} ${changes.length}`);
}
/** The state carried over to another version of the line: what has the same station and stop law keeps its state. */
export function migrate(from: CompiledLine, to: CompiledLine, state: LineState): LineState {
  throw new Error(`not yet: ${from.layout} ${to.layout} ${state.layout}`);
}
