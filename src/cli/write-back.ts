import { isAlias, isCollection, isMap as isYamlMap, isSeq, isScalar, parseDocument, visit, type Document, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { CellDefinition } from '../contract/cell.js';
import { pointerOf } from '../contract/explain.js';
import type { LineDefinition } from '../contract/line.js';
import { isMap } from '../contract/plain.js';
import type { ChangedPlace } from '../plant/definition-diff.js';
import { withLinesOf } from './kept-lines.js';
import { asWritten } from './kept-text.js';

type Steps = readonly string[];
type Doc = Document.Parsed;

/** The text of a plant file with places set to what they are to be. Lines that say the same stay byte for byte. What an alias shares is written out where one of them changes. */
export function writePlaces(text: string, places: readonly ChangedPlace[], after: LineDefinition | CellDefinition): string {
  const doc = parseDocument(text);
  const done = new Set<string>();
  const once = (steps: Steps, write: () => void) => {
    const key = pointerOf(steps);
    if (!done.has(key)) write();
    done.add(key);
  };
  for (const place of places) {
    const gone = place.steps.findIndex((_, i) => valueAt(after, place.steps.slice(0, i + 1)) === undefined);
    if (gone >= 0) {
      const root = place.steps.slice(0, gone + 1);
      once(root, () => remove(doc, root));
      continue;
    }
    const entry = newEntry(doc, place.steps, after);
    if (entry === null) set(doc, place.steps, asWritten(place.after, place.unit), after);
    else once(entry, () => set(doc, entry, entryAsWritten(entry, places), after));
  }
  return withLinesOf(text, inStyleOf(text, doc.toString({ lineWidth: 0 })));
}

/** Without the spaces within brackets that were not there, if it then says the same. */
function inStyleOf(text: string, written: string): string {
  const styled = text.includes('[ ') ? written : written.replace(/\[ (?=\S)/g, '[').replace(/(\S) \](?=[\s,}\]])/g, '$1]');
  const meaning = (each: string) => JSON.stringify(parseDocument(each).toJS({ maxAliasCount: -1 }));
  return meaning(styled) === meaning(written) ? styled : written;
}

/** What stands at a place of a definition, entries of lists by id or index. */
function valueAt(definition: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value.find((each) => isMap(each) && each['id'] === step) ?? (value as unknown[])[Number(step)];
    return isMap(value) ? value[step] : undefined;
  }, definition);
}

/** The entry of a list that is wholly new, in which a place lies: nothing of it stands in the file or comes from a type. */
function newEntry(doc: Doc, steps: Steps, after: LineDefinition | CellDefinition): Steps | null {
  const entry = steps.slice(0, 2);
  const isNew = Array.isArray(valueAt(after, steps.slice(0, 1))) && isMap(valueAt(after, entry)) && nodeAt(doc, entry) === undefined;
  return isNew ? entry : null;
}

/** An entry from the places that lie in it. */
function entryAsWritten(entry: Steps, places: readonly ChangedPlace[]): unknown {
  const root: Record<string, unknown> = {};
  for (const { steps, after, unit } of places) {
    if (after === undefined || !entry.every((step, i) => steps[i] === step)) continue;
    put(root, steps.slice(entry.length), asWritten(after, unit));
  }
  return listed(root, true);
}

function put(root: Record<string, unknown>, steps: Steps, value: unknown): void {
  let place = root;
  for (const step of steps.slice(0, -1)) place = (place[step] ??= {}) as Record<string, unknown>;
  place[steps.at(-1)!] = value;
}

/** Keys that are ids or indices of entries become a list again. */
function listed(value: unknown, isEntry = false): unknown {
  if (!isMap(value)) return value;
  const inner = Object.entries(value).map(([key, each]) => [key, listed(each)] as const);
  const byId = inner.length > 0 && inner.every(([key, each], i) => isMap(each) && (each['id'] === key || key === String(i)));
  return byId && !isEntry ? inner.map(([, each]) => each) : Object.fromEntries(inner);
}

const keyed = (map: YAMLMap, key: string) => map.items.find((item) => String(isScalar(item.key) ? item.key.value : item.key) === key);
const indexIn = (seq: YAMLSeq, step: string): number => {
  const byId = seq.items.findIndex((item) => isYamlMap(item) && item.get('id') === step);
  return byId >= 0 ? byId : /^\d+$/.test(step) && Number(step) < seq.items.length ? Number(step) : -1;
};

function nodeAt(doc: Doc, steps: Steps): Node | undefined {
  let node: unknown = doc.contents;
  for (const step of steps) {
    const here: unknown = isAlias(node) ? node.resolve(doc) : node;
    node = isYamlMap(here) ? keyed(here, step)?.value : isSeq(here) ? here.items[indexIn(here, step)] : undefined;
  }
  return node as Node | undefined;
}

function remove(doc: Doc, steps: Steps): void {
  const parent = own(doc, steps.slice(0, -1), null);
  const step = steps.at(-1)!;
  if (isYamlMap(parent)) parent.delete(keyed(parent, step)?.key ?? step);
  else if (isSeq(parent) && indexIn(parent, step) >= 0) parent.delete(indexIn(parent, step));
}

function set(doc: Doc, steps: Steps, value: unknown, after: unknown): void {
  const parent = own(doc, steps.slice(0, -1), after);
  const step = steps.at(-1)!;
  const node = doc.createNode(value);
  if (isCollection(node) && isMap(value) && 'dist' in value) node.flow = true;
  if (isYamlMap(parent)) {
    const old = keyed(parent, step);
    if (old && isScalar(old.value) && isScalar(node)) Object.assign(node, comments(old.value));
    if (old) old.value = node;
    else parent.add(doc.createPair(step, node));
  } else if (isSeq(parent)) {
    const index = indexIn(parent, step);
    if (index >= 0) parent.items[index] = node;
    else parent.add(node);
  }
}

const comments = ({ comment, commentBefore }: Node) => ({ ...(comment ? { comment } : {}), ...(commentBefore ? { commentBefore } : {}) });

/** The collection at a place, of which nothing is shared with another place any more; what leads to it is made as it is in `after`, unless that is null. */
function own(doc: Doc, steps: Steps, after: unknown): Node | null {
  let node = doc.contents as Node;
  for (const [index, step] of steps.entries()) {
    const made = after === null ? null : Array.isArray(valueAt(after, steps.slice(0, index + 1))) ? [] : {};
    const next = childOf(doc, node, step, made);
    if (next === null) return null;
    node = next;
  }
  return node;
}

function childOf(doc: Doc, node: Node, step: string, made: object | null): Node | null {
  if (isYamlMap(node)) {
    const pair = keyed(node, step);
    const value = pair?.value as Node | undefined;
    if (pair && value && (isCollection(value) || isAlias(value))) return (pair.value = unshared(doc, value));
    if (made === null) return null;
    const child = doc.createNode(made) as Node;
    if (pair) pair.value = child;
    else node.add(doc.createPair(step, child));
    return child;
  }
  if (!isSeq(node)) return null;
  const index = indexIn(node, step);
  if (index >= 0) return (node.items[index] = unshared(doc, node.items[index] as Node));
  if (made === null) return null;
  const child = doc.createNode({ id: step }) as Node;
  node.add(child);
  return child;
}

/** A node that no alias shares: an alias becomes a copy, and so do the aliases of a node with an anchor. */
function unshared(doc: Doc, node: Node): Node {
  if (isAlias(node)) return copyOf(node.resolve(doc)!);
  const { anchor } = node as { anchor?: string };
  if (anchor === undefined) return node;
  visit(doc, { Alias: (_, alias) => (alias.source === anchor ? copyOf(node) : undefined) });
  delete (node as { anchor?: string }).anchor;
  return node;
}

function copyOf(node: Node): Node {
  const copy = node.clone() as Node;
  const free = (each: { anchor?: string }) => void delete each.anchor;
  free(copy);
  if (isCollection(copy)) visit(copy, { Collection: (_, each) => free(each), Scalar: (_, each) => free(each) });
  return copy;
}
