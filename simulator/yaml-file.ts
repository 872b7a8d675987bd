import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';

export type Loaded<T> = { ok: true; value: T } | { ok: false; issues: string[] };

type Complete = (document: unknown) => unknown;
const asItIs: Complete = (document) => document;

/** Reads a YAML file of a given shape, after `complete` has put in what stands elsewhere. Issues read `file:line:column what was expected`. */
export function loadYaml<S extends z.ZodType>(file: string, schema: S, complete: Complete = asItIs): Loaded<z.output<S>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { ok: false, issues: [`${file}: cannot be read: ${(error as Error).message}`] };
  }
  return parseYaml(file, text, schema, complete);
}

export function parseYaml<S extends z.ZodType>(file: string, text: string, schema: S, complete: Complete = asItIs): Loaded<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)}`;
  };
  if (document.errors.length > 0) return { ok: false, issues: document.errors.map((error) => `${at(error.pos[0])} ${error.message}`) };
  const parsed = schema.safeParse(complete(document.toJS()));
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, issues: parsed.error.issues.map((issue) => `${at(offsetOf(document, issue.path))} /${issue.path.join('/')} ${issue.message}`) };
}

/** Where the value at the path stands, or the nearest that holds it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = isScalar(node) || isMap(node) ? node.range : (node as { range?: [number, number, number] } | undefined)?.range;
    if (range) return range[0];
  }
  return 0;
}
