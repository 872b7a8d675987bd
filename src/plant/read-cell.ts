import { CellDefinition } from '../contract/cell.js';
import { explain, pointerOf } from '../contract/explain.js';
import { compileCell, type CompiledCell } from '../model/cell/compile.js';
import { inOrder, parseSource, type FileIssue } from './document.js';

export type ReadCell = { ok: true; definition: CellDefinition; cell: CompiledCell } | { ok: false; issues: FileIssue[] };

/** Sources of readings beside the units. */
const KEPT = ['cell', 'laboratory', 'utilities', 'weather', 'zones'];
const keptName = (id: string) => `${id} is not a name for a unit: readings of the cell beside its units have it`;

/** Whether a text is a file of a process cell: it says so by its kind. */
export function isCell(text: string): boolean {
  const parsed = parseSource(text, '');
  return parsed.ok && (parsed.source.value as { kind?: unknown } | null)?.kind === 'Cell';
}

/** Reads the text of a file of a process cell, and lays it out for simulation. All issues of form at once; where there are none, all of meaning. */
export function readCell(text: string, file: string): ReadCell {
  const parsed = parseSource(text, file);
  if (!parsed.ok) return parsed;
  const { source } = parsed;
  const explained = explain(CellDefinition, source.value);
  if (!explained.ok) return { ok: false, issues: inOrder(explained.faults.map(({ path, message, atKey }) => source.issueAt(pointerOf(path), message, atKey))) };
  const taken = explained.value.units.flatMap(({ id }, index) => (KEPT.includes(id) ? [source.issueAt(`/units/${index}/id`, keptName(id))] : []));
  if (taken.length > 0) return { ok: false, issues: taken };
  const compiled = compileCell(explained.value);
  if (compiled.ok) return { ok: true, definition: explained.value, cell: compiled.cell };
  return { ok: false, issues: inOrder(compiled.issues.map(({ pointer, detail }) => source.issueAt(pointer, detail))) };
}
