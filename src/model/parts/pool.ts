import { FREE_COUNT, FREE_HEAD, partsViews, SERIAL, viewParts, type PartsState } from './layout.js';
import { NONE, type PartsModel } from './model.js';

/** Parts live in a pool of records; what is free hangs in a list. The pool doubles when it runs out, between two events. */

/** Hangs the records from `first` on in the list of those that are free. */
export function freeFrom(state: PartsState, first: number): void {
  state.need.fill(-1, first);
  state.route.fill(NONE, first);
  for (let part = state.capacity - 1; part >= first; part--) {
    state.next[part] = state.pool[FREE_HEAD]!;
    state.pool[FREE_HEAD] = part;
  }
  state.pool[FREE_COUNT]! += state.capacity - first;
}

/** A new part that enters the system. The caller has seen that one is free. Of a free part neither route nor service is drawn. */
export function newPart(state: PartsState, kind: number, now: number): number {
  const { pool } = state;
  const part = pool[FREE_HEAD]!;
  pool[FREE_HEAD] = state.next[part]!;
  pool[FREE_COUNT]!--;
  state.kind[part] = kind;
  state.born[part] = now;
  return part;
}

/** Numbers a part in the order of arrival at its station, where that order settles ties. */
export function number(state: PartsState, part: number): void {
  state.serial[part] = state.pool[SERIAL]!;
  state.pool[SERIAL] = (state.pool[SERIAL]! + 1) | 0;
}

export function freePart(state: PartsState, part: number): void {
  const { pool } = state;
  state.next[part] = pool[FREE_HEAD]!;
  pool[FREE_HEAD] = part;
  pool[FREE_COUNT]!++;
}

/** Doubles the pool in place: the state stays the same object and gets a larger block. */
export function growPool(model: PartsModel, state: PartsState): void {
  const old = Object.fromEntries(partsViews(state)) as Record<string, Float64Array | Int32Array | Uint32Array>;
  const { capacity } = state;
  const larger = viewParts(state.layout, model.counts, 2 * capacity);
  const shared = model.counts.shared;
  for (const [name, view] of partsViews(larger)) {
    const values = old[name]!;
    if (name === 'key' || name === 'sharedPart') {
      for (let i = 0; i < shared; i++) view.set(values.subarray(i * capacity, (i + 1) * capacity), 2 * i * capacity);
    } else view.set(values);
  }
  const { watch, dirty, marked, dirtyCount } = state;
  Object.assign(state, larger, { watch, dirty, marked, dirtyCount });
  freeFrom(state, capacity);
}

/** Appends a part to a list. */
export function append(state: PartsState, list: number, part: number): void {
  state.next[part] = NONE;
  const tail = state.tail[list]!;
  if (tail === NONE) state.head[list] = part;
  else state.next[tail] = part;
  state.tail[list] = part;
}

/** Puts a part before all others of a list. */
export function prepend(state: PartsState, list: number, part: number): void {
  state.next[part] = state.head[list]!;
  if (state.head[list] === NONE) state.tail[list] = part;
  state.head[list] = part;
}

/** Takes the first part of a list, which has one. */
export function takeFirst(state: PartsState, list: number): number {
  const part = state.head[list]!;
  const next = state.next[part]!;
  state.head[list] = next;
  if (next === NONE) state.tail[list] = NONE;
  return part;
}
