import { cellAddress } from '../contract/cell-mqtt.js';
import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import type { FileIssue } from './document.js';

interface Described {
  file: string;
  definition: LineDefinition | CellDefinition;
}

/** Lines and cells of one installation need names and topics of their own. Each file has at most one such issue. */
export function conflicts(files: readonly Described[]): FileIssue[] {
  return files.flatMap(({ file, definition }, index) => {
    const before = files.slice(0, index);
    const issue = (message: string): FileIssue[] => [{ file, line: 1, column: 1, pointer: '', message }];
    const same = before.find((other) => other.definition.id === definition.id);
    if (same) return issue(`${named(definition)} is already described by ${same.file}`);
    const levels = levelsOf(definition);
    const other = before.find((earlier) => overlap(levelsOf(earlier.definition), levels));
    if (!other) return [];
    return issue(
      `the topics of ${named(definition)} (${levels.join('/')}) overlap those of ${named(other.definition)} (${levelsOf(other.definition).join('/')}) in ${other.file}`,
    );
  });
}

const named = ({ kind, id }: LineDefinition | CellDefinition): string => `${kind === 'Line' ? 'line' : 'cell'} "${id}"`;

/** Topic levels of which everything below belongs to a line or cell; + is any level. */
function levelsOf(definition: LineDefinition | CellDefinition): string[] {
  if (definition.kind === 'Line') return definition.mqtt.prefix.split('/');
  const { dialect, prefix } = cellAddress(definition);
  const [group, node] = prefix.split('/') as [string, string];
  return dialect === 'sparkplug-b' ? ['spBv1.0', group, '+', node] : prefix.split('/');
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  return Array.from({ length: shared }, (_, i) => a[i] === b[i] || a[i] === '+' || b[i] === '+').every((equal) => equal);
}
