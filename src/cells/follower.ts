import type { LineId } from '../contract/equipment.js';
import type { Observation } from '../contract/telemetry.js';
import type { KnownOfCell } from '../model/cell-mirror/alarm-watch.js';

/** What goes along with the records of cells, reading by reading, and keeps its own state as they keep theirs. */
export interface CellFollower {
  /** Before the first reading is taken in. */
  begin(): Promise<void>;
  /**
   * A reading of a batch that ends at this offset of the journal was taken in. What is known is the cell's own: to be read here and now.
   */
  reading(cell: LineId, known: KnownOfCell, observation: Observation, nextOffset: number): void;
  /** The batch is taken in. */
  batch(cell: LineId, nextOffset: number): void;
  /** The records are about to be written: resolves once the follower has written at least as much. Rejects: they are not. */
  keep(): Promise<void>;
}
