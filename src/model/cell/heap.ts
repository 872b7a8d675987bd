/**
 * Heaps within a table, for those who wait: a pairing heap (Fredman, Sedgewick, Sleator and Tarjan 1986) whose links are three
 * fields of each row, and whose tops stand in an array of their own. All of it is plain numbers, so that a copy of the state is
 * a copy of the heaps. A link is the number of a row plus one; 0: none.
 */

export interface Links {
  table: Float64Array;
  /** of a row */
  fields: number;
  /** first of the three: first child, next of its siblings, what comes before it */
  first: number;
}

/** Whether one row goes before another. Of two rows always one does. */
export type Before = (a: number, b: number) => boolean;

const CHILD = 0;
const NEXT = 1;
const PREVIOUS = 2;

const link = ({ table, fields, first }: Links, node: number, which: number): number => table[fields * (node - 1) + first + which]!;
function setLink({ table, fields, first }: Links, node: number, which: number, to: number): void {
  table[fields * (node - 1) + first + which] = to;
}

/** The row that goes first; -1: there is none. */
export const topOf = (tops: Float64Array, heap: number): number => tops[heap]! - 1;

/** Puts a row, which is in none, into a heap. */
export function push(links: Links, tops: Float64Array, heap: number, row: number, before: Before): void {
  tops[heap] = meld(links, tops[heap]!, row + 1, before);
}

/** Takes a row out of the heap that it is in; of one that is not in it nothing changes. */
export function remove(links: Links, tops: Float64Array, heap: number, row: number, before: Before): void {
  const node = row + 1;
  const previous = link(links, node, PREVIOUS);
  if (tops[heap] !== node && previous === 0) return;
  const below = meldSiblings(links, link(links, node, CHILD), before);
  if (previous === 0) tops[heap] = below;
  else {
    const next = link(links, node, NEXT);
    setLink(links, previous, link(links, previous, CHILD) === node ? CHILD : NEXT, next);
    if (next > 0) setLink(links, next, PREVIOUS, previous);
    tops[heap] = meld(links, tops[heap]!, below, before);
  }
  for (const which of [CHILD, NEXT, PREVIOUS]) setLink(links, node, which, 0);
}

/** All rows of a heap, in no order. */
export function rowsIn(links: Links, tops: Float64Array, heap: number): number[] {
  const nodes = tops[heap]! > 0 ? [tops[heap]!] : [];
  for (let i = 0; i < nodes.length; i++) {
    for (const which of [CHILD, NEXT]) {
      const other = link(links, nodes[i]!, which);
      if (other > 0) nodes.push(other);
    }
  }
  return nodes.map((node) => node - 1);
}

/** Two heaps as one, by their tops, which have no siblings. */
function meld(links: Links, a: number, b: number, before: Before): number {
  if (a === 0 || b === 0) return a + b;
  const [top, other] = before(b - 1, a - 1) ? [b, a] : [a, b];
  const child = link(links, top, CHILD);
  setLink(links, other, NEXT, child);
  if (child > 0) setLink(links, child, PREVIOUS, other);
  setLink(links, other, PREVIOUS, top);
  setLink(links, top, CHILD, other);
  return top;
}

/** Heaps in a row of siblings as one: by pairs, then from the last pair to the first. */
function meldSiblings(links: Links, first: number, before: Before): number {
  let pairs = 0;
  for (let a = first; a > 0;) {
    const b = link(links, a, NEXT);
    const rest = b > 0 ? link(links, b, NEXT) : 0;
    alone(links, a);
    if (b > 0) alone(links, b);
    const pair = meld(links, a, b, before);
    setLink(links, pair, NEXT, pairs);
    pairs = pair;
    a = rest;
  }
  let top = 0;
  while (pairs > 0) {
    const rest = link(links, pairs, NEXT);
    setLink(links, pairs, NEXT, 0);
    top = meld(links, top, pairs, before);
    pairs = rest;
  }
  return top;
}

function alone(links: Links, node: number): void {
  setLink(links, node, NEXT, 0);
  setLink(links, node, PREVIOUS, 0);
}
