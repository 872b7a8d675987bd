import { LineDefinition } from '../contract/line.js';
import { compile } from '../model/compile.js';
import { formatIssue, inOrder, readDocument, type FileIssue } from './document.js';
import { validate } from './validate.js';

export type ReadLine = { ok: true; definition: LineDefinition } | { ok: false; issues: FileIssue[] };

/** Reads the text of a plant file (YAML or JSON). Durations become seconds, rates items a minute, powers kW. All issues at once, each with its place. */
export function readLine(text: string, file: string): ReadLine {
  const read = readDocument(text, file, LineDefinition);
  if (!read.ok) return read;
  const faults = validate(read.value);
  const compiled = faults.length > 0 ? null : compile(read.value);
  const issues = compiled === null ? faults : compiled.ok ? [] : compiled.issues;
  if (issues.length === 0) return { ok: true, definition: read.value };
  return { ok: false, issues: inOrder(issues.map((issue) => read.source.issueAt(issue.pointer, issue.detail))) };
}

/** All issues as lines of text. */
export const formatIssues = (issues: readonly FileIssue[]): string => issues.map(formatIssue).join('\n');
