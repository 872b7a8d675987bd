import { explain, pointerOf } from '../contract/explain.js';
import { MachineTypes } from '../contract/machine-types.js';
import { isMap } from '../contract/plain.js';
import { resolveTypes, typeKey, typesIn, type KnownType, type TypeLibrary } from '../contract/resolve-types.js';
import { inOrder, parseSource, type FileIssue, type SourceDocument } from './document.js';

/** A machine type and the file in which it stands. */
export interface FileType extends KnownType {
  file: string;
  source: SourceDocument;
}
export type FileTypes = TypeLibrary<FileType>;

export const NO_TYPES: FileTypes = new Map();

/** Reads the texts of files of machine types together. All issues at once; where there are any, no type is given. */
export function readTypes(files: readonly { text: string; file: string }[]): { types: FileTypes; issues: FileIssue[] } {
  const types = new Map<string, FileType>();
  const issues: FileIssue[] = [];
  const sources: SourceDocument[] = [];
  for (const { text, file } of files) {
    const parsed = parseSource(text, file);
    if (!parsed.ok) {
      issues.push(...parsed.issues);
      continue;
    }
    sources.push(parsed.source);
    for (const type of typesIn(parsed.source.value)) {
      const before = types.get(typeKey(type.for, type.id));
      if (!before) types.set(typeKey(type.for, type.id), { ...type, file, source: parsed.source });
      else
        issues.push(
          parsed.source.issueAt(`${type.pointer}/id`, `type "${type.id}" for: ${type.for} is already defined by ${before.file} at ${before.pointer}`),
        );
    }
  }
  for (const source of sources) issues.push(...formIssues(source, types));
  return { types: issues.length > 0 ? NO_TYPES : types, issues: inOrder(issues) };
}

function formIssues(source: SourceDocument, types: FileTypes): FileIssue[] {
  const { source: resolved, issues } = withTypes(source, types);
  const explained = explain(MachineTypes, resolved.value);
  return explained.ok ? issues : [...issues, ...explained.faults.map(({ path, message, atKey }) => resolved.issueAt(pointerOf(path), message, atKey))];
}

/** A document with the types put into its machines. Its issues stand where the wrong text stands: in it, or in the file of a type. */
export function withTypes(source: SourceDocument, types: FileTypes): { source: SourceDocument; issues: FileIssue[] } {
  const { value, placeOf, issues } = resolveTypes(source.value, types);
  return {
    source: {
      value,
      issueAt: (pointer, message, atKey) => {
        const place = placeOf(pointer);
        return (place.type?.source ?? source).issueAt(place.pointer, message, atKey);
      },
    },
    issues: [...issues.map(({ pointer, detail }) => source.issueAt(pointer, detail)), ...strangers(source)],
  };
}

/** What is written when types are put in, nobody else may write. */
const strangers = (source: SourceDocument): FileIssue[] =>
  isMap(source.value) && Object.hasOwn(source.value, 'inherited') ? [source.issueAt('/inherited', 'unknown key "inherited"', true)] : [];
