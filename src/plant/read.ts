import { explain, pointerOf, type Fault } from '../contract/explain.js';
import { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import { lineIssues } from '../model/issues.js';
import { formatIssue, inOrder, parseSource, type FileIssue, type SourceDocument } from './document.js';
import { NO_TYPES, withTypes, type FileTypes } from './machine-types.js';
import { readablePart } from './readable.js';
import { unknownTypes } from './unknown-types.js';
import { validate } from './validate.js';

export type ReadLine = { ok: true; definition: LineDefinition; source: SourceDocument } | { ok: false; issues: FileIssue[] };

/**
 * Reads the text of a plant file (YAML or JSON) and puts the types into its stations. Durations become seconds, rates items a
 * minute, powers kW. All issues at once, each with its place.
 */
export function readLine(text: string, file: string, types: FileTypes = NO_TYPES): ReadLine {
  const parsed = parseSource(text, file);
  if (!parsed.ok) return parsed;
  const { source, issues } = withTypes(parsed.source, types);
  const judged = judgeLine(source);
  if (judged.ok && issues.length === 0) return judged;
  const further = judged.ok ? [] : [...judged.issues, ...unknownTypes(parsed.source, judged.issues, types)];
  return { ok: false, issues: inOrder([...issues, ...further]) };
}

/** The same of a document whose stations have what their types give. */
export function judgeLine(source: SourceDocument): ReadLine {
  const explained = explain(LineDefinition, source.value);
  const faults = explained.ok ? [] : explained.faults;
  const further = explained.ok ? beyondForm(explained.value) : beyondFaults(source.value, faults);
  if (explained.ok && further.length === 0) return { ok: true, definition: explained.value, source };
  const ofForm = faults.map(({ path, message, atKey }) => source.issueAt(pointerOf(path), message, atKey));
  return { ok: false, issues: inOrder([...ofForm, ...further.map(({ pointer, detail }) => source.issueAt(pointer, detail))]) };
}

/** What is wrong with the parts that have no fault of form. */
function beyondFaults(document: unknown, faults: readonly Fault[]): Issue[] {
  const line = readablePart(document, faults);
  const places = faults.map(({ path }) => pointerOf(path));
  return line === null ? [] : beyondForm(line).filter(({ pointer }) => !places.some((place) => isWithin(pointer, place)));
}

/** What validate says exactly, the model does not say again in general. */
function beyondForm(definition: LineDefinition): Issue[] {
  const own = validate(definition);
  return [...own, ...lineIssues(definition).filter(({ pointer }) => !own.some((issue) => isWithin(issue.pointer, pointer)))];
}

const isWithin = (pointer: string, place: string): boolean => pointer === place || pointer.startsWith(`${place}/`);

/** All issues as lines of text. */
export const formatIssues = (issues: readonly FileIssue[]): string => issues.map(formatIssue).join('\n');
