import type { CellLive } from '../../../src/contract/cell-live.js';
import { watchCell, type LiveListener } from '../data/live.js';
import type { Received } from './freshness.js';
import { LiveStore, type Live } from './live-store.js';

/** What a screen shows of a process cell. */
export type LiveCell = Live<CellLive>;

/** Follows one process cell while somebody looks at it. */
export class CellStore extends LiveStore<CellLive, LiveCell> {
  constructor(
    private readonly cell: string,
    private readonly maxHz: number,
  ) {
    super(() => ({ received: null, refused: null, alarmsHeard: 0 }));
  }

  protected watch(listener: LiveListener<CellLive>): () => void {
    return watchCell(this.cell, this.maxHz, listener);
  }

  protected next(received: Received<CellLive>): LiveCell {
    return { ...this.state, received, refused: null };
  }
}
