import { type Books } from '../model/books.js';
import type { CompiledLine } from '../model/compile.js';

/** Good units of the line in the present shift, measured. */
export function goodInWindow(line: CompiledLine, books: Books): number {
  const { total, mark } = books.units[line.goodStation]!;
  return Math.max(0, total.good - mark.good) * line.stations[line.goodStation]!.unitsPerItem;
}

/** A seed that follows from the line and what it has taken in (FNV-1a over the name, then the count). */
export function seedOf(line: string, revision: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${line} ${revision}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
