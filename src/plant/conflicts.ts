import type { CellDefinition } from '../contract/cell.js';
import type { LineDefinition } from '../contract/line.js';
import type { FileIssue } from './document.js';
import { nodesOf } from './source-filters.js';
import { sourcesOf } from './sources.js';

interface Described {
  file: string;
  definition: Definition;
}

/** Lines and cells of one installation need names and topics of their own. Each file has at most one such issue. */
export function conflicts(files: readonly Described[]): FileIssue[] {
  return files.flatMap(({ file, definition }, index) => {
    const before = files.slice(0, index);
    const issue = (message: string): FileIssue[] => [{ file, line: 1, column: 1, pointer: '', message }];
    const same = before.find((other) => other.definition.id === definition.id);
    if (same) return issue(`${named(definition)} is already described by ${same.file}`);
    const clash = before.flatMap((other) => clashes(definition, other.definition).map((places) => ({ other, places })))[0];
    if (!clash) return [];
    const { other, places } = clash;
    return issue(`the topics of ${named(definition)} (${places[0]}) overlap those of ${named(other.definition)} (${places[1]}) in ${other.file}`);
  });
}

const named = ({ kind, id }: Definition): string => `${kind === 'Line' ? 'line' : 'cell'} "${id}"`;

type Definition = LineDefinition | CellDefinition;

const clashes = (a: Definition, b: Definition): [string, string][] =>
  levelsOf(a).flatMap((mine) => levelsOf(b).flatMap((yours): [string, string][] => (overlap(yours, mine) ? [[mine.join('/'), yours.join('/')]] : [])));

/** Topic levels of which everything below belongs to a line or cell; + is any level. */
function levelsOf(definition: Definition): string[][] {
  const sources = sourcesOf(definition);
  const nodes = nodesOf(sources).map((node) => node.split('/') as [string, string]);
  const others = sources.filter(({ dialect }) => dialect !== 'sparkplug-b');
  const prefixes = [...new Set(others.map(({ prefix }) => prefix))].map((prefix) => prefix.split('/'));
  return [...nodes.map(([group, name]) => ['spBv1.0', group, '+', name]), ...prefixes];
}

function overlap(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  return Array.from({ length: shared }, (_, i) => a[i] === b[i] || a[i] === '+' || b[i] === '+').every((equal) => equal);
}
