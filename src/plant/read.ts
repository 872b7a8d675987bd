import { LineDefinition } from '../contract/line.js';
import type { Issue } from '../contract/problem.js';
import { compile } from '../model/compile.js';
import { formatIssue, inOrder, readDocument, type FileIssue } from './document.js';
import { validate } from './validate.js';

export type ReadLine = { ok: true; definition: LineDefinition } | { ok: false; issues: FileIssue[] };

/** Reads the text of a plant file (YAML or JSON). Durations become seconds, rates items a minute, powers kW. All issues at once, each with its place. */
export function readLine(text: string, file: string): ReadLine {
  const read = readDocument(text, file, LineDefinition);
  if (!read.ok) return read;
  const issues = faultsOf(read.value);
  if (issues.length === 0) return { ok: true, definition: read.value };
  return { ok: false, issues: inOrder(issues.map((issue) => read.source.issueAt(issue.pointer, issue.detail))) };
}

/** What validate says exactly, compile does not say again in general. */
function faultsOf(definition: LineDefinition): Issue[] {
  const own = validate(definition);
  const compiled = compile(definition);
  const told = ({ pointer }: Issue) => own.some((issue) => issue.pointer === pointer || issue.pointer.startsWith(`${pointer}/`));
  return [...own, ...(compiled.ok ? [] : compiled.issues.filter((issue) => !told(issue)))];
}

/** All issues as lines of text. */
export const formatIssues = (issues: readonly FileIssue[]): string => issues.map(formatIssue).join('\n');
