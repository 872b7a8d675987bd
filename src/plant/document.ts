import {
  LineCounter,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  parseDocument,
  visit,
  type Document,
  type Node,
  type ErrorCode,
  type Pair,
  type ParsedNode,
  type YAMLError,
} from 'yaml';
import type { z } from 'zod';
import { explain, pathOf, pointerOf } from '../contract/explain.js';

/** One thing wrong with a file: where it stands and what was expected. */
export interface FileIssue {
  file: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** JSON pointer, RFC 6901; empty for the document itself. */
  pointer: string;
  message: string;
}

const SIZE_LIMIT = 1024 * 1024;

/** A YAML (or JSON) text whose places are known. */
export interface SourceDocument {
  value: unknown;
  /** The issue at the place of a pointer: at its key or at its value, or at the nearest thing around it that stands in the file. */
  issueAt(pointer: string, message: string, atKey?: boolean): FileIssue;
}

export type Read<T> = { ok: true; value: T; source: SourceDocument } | { ok: false; issues: FileIssue[] };

/** Numbers with a plus sign become the texts that were written: in a what-if `+1` is one more, where YAML reads 1. */
function keepSigns(document: Document): void {
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && node.source?.startsWith('+')) node.value = node.source;
    },
  });
}

/**
 * Parses YAML 1.2. Every fault of the text is an issue, duplicate keys, unknown tags and a second document included. `signs`: what a number
 * with a plus sign is.
 */
export function parseSource(
  text: string,
  file: string,
  signs: 'number' | 'text' = 'number',
): { ok: true; source: SourceDocument } | { ok: false; issues: FileIssue[] } {
  const counter = new LineCounter();
  const whole = (message: string): { ok: false; issues: FileIssue[] } => ({ ok: false, issues: [{ file, line: 1, column: 1, pointer: '', message }] });
  if (text.length > SIZE_LIMIT) return whole(`the file is larger than ${SIZE_LIMIT} characters`);
  try {
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, stringKeys: true });
    const faults = tellable([...document.errors, ...document.warnings]);
    if (faults.length > 0) {
      const issues = faults.map((fault) => ({
        file,
        ...lineAndColumn(counter, fault.pos[0]),
        pointer: '',
        message: SENTENCES[fault.code] ?? `not YAML: ${fault.message}`,
      }));
      return { ok: false, issues: inOrder(issues) };
    }
    if (signs === 'text') keepSigns(document);
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (value === null || value === undefined) return whole('the file is empty');
    return {
      ok: true,
      source: { value, issueAt: (pointer, message, atKey = false) => ({ file, ...placeOf(document, counter, pathOf(pointer), atKey), pointer, message }) },
    };
  } catch (error) {
    return whole(`not YAML that can be read: ${(error as Error).message}`);
  }
}

const SENTENCES: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'this key stands twice in the same place',
  MULTIPLE_DOCS: 'a file holds one document: remove what begins with this ---',
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  TAG_RESOLVE_FAILED: 'tags (!) are not used here',
  BLOCK_AS_IMPLICIT_KEY: 'not YAML: a text that contains ": " must stand in quotes, and keys of one level in one column',
};

/** After a fault of form what follows is misread: only the first is told. Double keys and tags are told all. */
function tellable(faults: YAMLError[]): YAMLError[] {
  const form = faults.find((fault) => fault.code !== 'DUPLICATE_KEY' && fault.code !== 'TAG_RESOLVE_FAILED');
  return form ? [form] : faults;
}

/** Parses a text and checks it against a schema; all issues at once, in the order of the file. */
export function readDocument<Schema extends z.ZodType>(text: string, file: string, schema: Schema): Read<z.output<Schema>> {
  const parsed = parseSource(text, file);
  if (!parsed.ok) return parsed;
  const explained = explain(schema, parsed.source.value);
  if (explained.ok) return { ok: true, value: explained.value, source: parsed.source };
  return { ok: false, issues: inOrder(explained.faults.map((fault) => parsed.source.issueAt(pointerOf(fault.path), fault.message, fault.atKey))) };
}

/** File by file as they came, in each by place; each issue once. */
export function inOrder(issues: FileIssue[]): FileIssue[] {
  const seen = new Set<string>();
  const once = issues.filter((issue) => !seen.has(formatIssue(issue)) && seen.add(formatIssue(issue)));
  const files = [...new Set(issues.map(({ file }) => file))];
  return once.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column);
}

/** `file:line:column /json/pointer what was expected` */
export const formatIssue = (issue: FileIssue): string =>
  `${issue.file}:${issue.line}:${issue.column} ${issue.pointer === '' ? '' : `${issue.pointer} `}${issue.message}`;

function placeOf(document: Document.Parsed, counter: LineCounter, path: string[], atKey: boolean): { line: number; column: number } {
  let node: Node | null = document.contents;
  let offset = offsetOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const collection = resolve(node, document);
    if (!isCollection(collection)) break;
    const child = childOf(collection, step);
    if (child === null) break;
    const last = index === path.length - 1;
    offset = (last && atKey ? offsetOf(child.key) : (offsetOf(child.value) ?? offsetOf(child.key))) ?? offset;
    node = child.value;
  }
  return lineAndColumn(counter, offset);
}

function lineAndColumn(counter: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = counter.linePos(offset);
  return { line, column: col };
}

const resolve = (node: Node | null, document: Document): Node | null => (isAlias(node) ? (node.resolve(document) ?? null) : node);

const offsetOf = (node: unknown): number | undefined => (node as ParsedNode | null)?.range?.[0];

function childOf(collection: Node, step: string): { key: Node | null; value: Node | null } | null {
  if (isMap(collection)) {
    const pair = collection.items.find((item) => isPair(item) && String(isScalar(item.key) ? item.key.value : item.key) === step) as
      Pair<Node, Node | null> | undefined;
    return pair ? { key: pair.key, value: pair.value } : null;
  }
  const item = (collection as unknown as { items: (Node | null)[] }).items[Number(step)];
  return item === undefined ? null : { key: null, value: item };
}
