import { type Books } from '../model/books.js';
import type { CompiledLine } from '../model/compile.js';

/** Good units of the line in the present shift, measured. */
export function goodInWindow(line: CompiledLine, books: Books): number {
  const { total, mark } = books.units[line.goodStation]!;
  return Math.max(0, total.good - mark.good) * line.stations[line.goodStation]!.unitsPerItem;
}
