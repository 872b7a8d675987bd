import { CellDefinition } from '../contract/cell.js';
import { explain, pointerOf } from '../contract/explain.js';
import { compileCell, type CompiledCell } from '../model/cell/compile.js';
import { inOrder, parseSource, type FileIssue, type SourceDocument } from './document.js';
import { NO_TYPES, withTypes, type FileTypes } from './machine-types.js';
import { unknownTypes } from './unknown-types.js';
import { validateCell } from './validate-cell.js';

export type ReadCell = { ok: true; definition: CellDefinition; cell: CompiledCell; source: SourceDocument } | { ok: false; issues: FileIssue[] };

/** Sources of readings beside the units. */
const KEPT = ['cell', 'laboratory', 'meters', 'utilities', 'weather', 'zones'];
const keptName = (id: string) => `${id} is not a name for a unit: readings of the cell beside its units have it`;

/** Whether a text is a file of a process cell: it says so by its kind. */
export const isCell = (text: string): boolean => kindOf(text) === 'Cell';

/** The kind that a text says to be; undefined where it says none or cannot be parsed. */
export function kindOf(text: string): unknown {
  const parsed = parseSource(text, '');
  return parsed.ok ? (parsed.source.value as { kind?: unknown } | null)?.kind : undefined;
}

/**
 * Reads the text of a file of a process cell, puts the types into its units, and lays it out for simulation. All issues of form
 * at once; where there are none, all of meaning.
 */
export function readCell(text: string, file: string, types: FileTypes = NO_TYPES): ReadCell {
  const parsed = parseSource(text, file);
  if (!parsed.ok) return parsed;
  const { source, issues } = withTypes(parsed.source, types);
  const explained = explain(CellDefinition, source.value);
  const faults = explained.ok ? [] : explained.faults.map(({ path, message, atKey }) => source.issueAt(pointerOf(path), message, atKey));
  if (!explained.ok || issues.length > 0) return { ok: false, issues: inOrder([...issues, ...faults, ...unknownTypes(parsed.source, faults, types)]) };
  const taken = explained.value.units.flatMap(({ id }, index) => (KEPT.includes(id) ? [source.issueAt(`/units/${index}/id`, keptName(id))] : []));
  if (taken.length > 0) return { ok: false, issues: taken };
  const compiled = compileCell(explained.value);
  const further = [...validateCell(explained.value), ...(compiled.ok ? [] : compiled.issues)];
  if (compiled.ok && further.length === 0) return { ok: true, definition: explained.value, cell: compiled.cell, source };
  return { ok: false, issues: inOrder(further.map(({ pointer, detail }) => source.issueAt(pointer, detail))) };
}
