import { pathOf } from '../contract/explain.js';
import { typeKey } from '../contract/resolve-types.js';
import type { FileIssue, SourceDocument } from './document.js';
import type { FileTypes } from './machine-types.js';

const OF_MACHINE = /^((?:\/stations|\/units|\/units\/\d+\/flow\/stations)\/\d+)\/[^/]+$/;

/** Where a machine lacks several fields and its type is a mere label, the files of types are probably what is missing: says so once for each type. */
export function unknownTypes(source: SourceDocument, issues: readonly FileIssue[], types: FileTypes): FileIssue[] {
  const lacking = issues.flatMap(({ pointer, message }) => (message.startsWith('missing: ') ? (OF_MACHINE.exec(pointer)?.slice(1, 2) ?? []) : []));
  const machines = [...new Set(lacking)].filter((machine) => lacking.filter((other) => other === machine).length > 1);
  const told = new Set<unknown>();
  return machines.flatMap((machine) => {
    const type = valueAt(source.value, [...pathOf(machine), 'type']);
    const what = machine.includes('/stations/') ? 'station' : 'unit';
    if (typeof type !== 'string' || told.has(type) || types.has(typeKey(what, type))) return [];
    told.add(type);
    return [source.issueAt(`${machine}/type`, `no file of machine types that was read defines "${type}": what the machine does not say itself is missing`)];
  });
}

const valueAt = (document: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, step) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined), document);
