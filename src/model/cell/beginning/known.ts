import type { LookAheadNote } from '../../../contract/look-ahead-note.js';
import type { CompiledCell } from '../compile.js';
import type { CellState } from '../layout.js';
import type { Unknown } from './unknown.js';

/** A state under construction from a situation, and what had to be left out or inferred. */
export interface Beginning {
  cell: CompiledCell;
  state: CellState;
  atUs: number;
  unknown: Unknown;
  notes: LookAheadNote[];
}

const US_PER_S = 1e6;
/** What began longer ago tells no more. */
const LONGEST_US = 400 * 86_400 * US_PER_S;
/** More items are no batch. */
const MOST_ITEMS = 1e12;

/** A duration so far [us]; null where it is none. */
export function lastedUs(seconds: number | null | undefined): number | null {
  if (seconds === null || seconds === undefined || !(seconds >= 0)) return null;
  return Math.min(LONGEST_US, Math.round(seconds * US_PER_S));
}

/** An instant that is past [us]; null where it is none. */
export function pastUs(atUs: number, us: number | null | undefined): number | null {
  if (us === null || us === undefined || Number.isNaN(us)) return null;
  return Math.round(Math.min(atUs, Math.max(atUs - LONGEST_US, us)));
}

/** Whole items, or a number of batches; null where it is none. */
export const countOf = (items: number): number | null => (items >= 0 && items <= MOST_ITEMS ? Math.round(items) : null);

/** How a place is called outside: `dryer`, of several slots `dryer.1`. */
export const outsideName = (placeId: string): string => placeId.replace('/', '.');
