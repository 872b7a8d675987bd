import type { LineId } from '../contract/equipment.js';
import type { Books } from '../model/books.js';

/** What goes along with the twins, reading by reading, and keeps its own state as they keep theirs. */
export interface TwinFollower {
  /** Before the first reading is taken in. */
  begin(): Promise<void>;
  /**
   * A reading of a batch that ends at this offset of the journal was taken in. The books are the twin's own: to be read
   * here and now.
   */
  reading(line: LineId, books: Readonly<Books>, nextOffset: number): void;
  /** The batch is taken in. */
  batch(line: LineId, nextOffset: number): void;
  /** The twins are about to be written: resolves once the follower has written at least as much. Rejects: they are not. */
  keep(): Promise<void>;
}
