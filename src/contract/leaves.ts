/**
 * The encoding of the stream: a state as leaves by JSON pointer (RFC 6901), a change of it as leaves that were set and
 * leaves that are gone, and a hash that both ends compute. Shared by server and client; no dependency.
 */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

/** What leads from one state to another. */
export interface LeafChange {
  set: Record<string, Json>;
  gone: string[];
}

/**
 * Leaves of a state by pointer. Scalars, arrays and empty objects are leaves; fields that are undefined are left out.
 * The state itself is an object and not empty.
 */
export function flatten(state: object): Map<string, Json> {
  const leaves = new Map<string, Json>();
  collect(state as JsonObject, '', leaves);
  return leaves;
}

function collect(branch: JsonObject, pointer: string, leaves: Map<string, Json>): void {
  for (const key of Object.keys(branch)) {
    const value = branch[key];
    if (value === undefined) continue;
    const at = `${pointer}/${escape(key)}`;
    if (isBranch(value)) collect(value, at, leaves);
    else leaves.set(at, value);
  }
}

/** What leads from one state to another. A branch that both share is not looked into, and what did not change costs no pointer. */
export function difference(from: object, to: object): LeafChange {
  const change: LeafChange = { set: {}, gone: [] };
  compare(from as JsonObject, to as JsonObject, '', change);
  return change;
}

function compare(from: JsonObject, to: JsonObject, pointer: string, change: LeafChange): void {
  for (const key of Object.keys(to)) {
    const value = to[key];
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (value === before || value === undefined) continue;
    const at = () => `${pointer}/${escape(key)}`;
    if (isBranch(before) && isBranch(value)) compare(before, value, at(), change);
    else if (isBranch(before) || isBranch(value)) {
      if (before !== undefined) for (const gone of leavesAt(at(), before).keys()) change.gone.push(gone);
      for (const [leaf, given] of leavesAt(at(), value)) put(change.set, leaf, given);
    } else if (before === undefined || !sameLeaf(before, value)) put(change.set, at(), value);
  }
  for (const key of Object.keys(from)) {
    const before = from[key];
    if (before === undefined || (Object.hasOwn(to, key) && to[key] !== undefined)) continue;
    for (const gone of leavesAt(`${pointer}/${escape(key)}`, before).keys()) change.gone.push(gone);
  }
}

function leavesAt(pointer: string, value: Json): Map<string, Json> {
  const leaves = new Map<string, Json>();
  if (isBranch(value)) collect(value, pointer, leaves);
  else leaves.set(pointer, value);
  return leaves;
}

/**
 * The state after a change. The given one stays as it is; branches that the change does not touch are shared with it, so
 * that identity tells what changed.
 */
export function applyChange<State extends object>(state: State, change: LeafChange): State {
  const root = { ...state } as JsonObject;
  const fresh = new Set<Json>([root]);
  for (const pointer of change.gone) remove(root, segments(pointer), fresh);
  for (const [pointer, value] of Object.entries(change.set)) set(root, segments(pointer), value, fresh);
  return root as State;
}

/** 64-bit hash of a state, as 16 hexadecimal digits: over its leaves in the order of their pointers. Not cryptographic. */
export function hashOf(leaves: ReadonlyMap<string, Json>): string {
  let a = 0x9e3779b9;
  let b = 0x85ebca6b;
  for (const pointer of [...leaves.keys()].sort()) {
    const text = `${pointer}\n${canonical(leaves.get(pointer)!)}\n`;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193); // FNV-1a
      b = Math.imul(b ^ code, 0x5bd1e995);
      b ^= b >>> 15;
    }
  }
  return hex(mix(a ^ b)) + hex(mix(b));
}

export function sameLeaf(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameLeaf(item, b[i]!));
  return typeof a === 'object' && typeof b === 'object' && canonical(a) === canonical(b);
}

/** JSON with the fields of objects in order, so that equal values are equal texts. */
function canonical(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.keys(value).filter((key) => value[key] !== undefined);
  return `{${fields
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key]!)}`)
    .join(',')}}`;
}

/** Finalizer of MurmurHash3: every bit of the input changes half of those of the output. */
function mix(word: number): number {
  let h = word ^ (word >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');

function isBranch(value: Json | undefined): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  for (const key in value) if (value[key] !== undefined) return true;
  return false;
}

const escape = (key: string): string => (key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key);

const segments = (pointer: string): string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((segment) => (segment.includes('~') ? segment.replaceAll('~1', '/').replaceAll('~0', '~') : segment));

/** The branch that holds the last segment, with every branch on the way fresh. Null where the way does not lead there. */
function branchOf(root: JsonObject, path: readonly string[], fresh: Set<Json>, create: boolean): JsonObject | null {
  let branch = root;
  for (const key of path.slice(0, -1)) {
    const next = Object.hasOwn(branch, key) ? branch[key] : undefined;
    const usable = typeof next === 'object' && next !== null && !Array.isArray(next);
    if (!usable && !create) return null;
    if (!usable || !fresh.has(next)) {
      const copy: JsonObject = usable ? { ...next } : {};
      fresh.add(copy);
      put(branch, key, copy);
    }
    branch = branch[key] as JsonObject;
  }
  return branch;
}

function set(root: JsonObject, path: readonly string[], value: Json, fresh: Set<Json>): void {
  put(branchOf(root, path, fresh, true)!, path.at(-1)!, value);
}

/** Removes a leaf and the branches that it leaves empty. */
function remove(root: JsonObject, path: readonly string[], fresh: Set<Json>): void {
  for (let length = path.length; length > 0; length--) {
    const branch = branchOf(root, path.slice(0, length), fresh, false);
    if (!branch) return;
    delete branch[path[length - 1]!];
    if (Object.keys(branch).length > 0) return;
  }
}

/** Sets an own field, also one called __proto__. */
function put(branch: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') Object.defineProperty(branch, key, { value, writable: true, enumerable: true, configurable: true });
  else branch[key] = value;
}
