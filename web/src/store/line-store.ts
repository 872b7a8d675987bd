import type { LineView } from '../../../src/contract/stream.js';
import { watchLine, type LiveListener } from '../data/live.js';
import type { Received } from './freshness.js';
import { emptyLine, withView, type LiveLine } from './live-line.js';
import { LiveStore } from './live-store.js';

/** Follows one line while somebody looks at it. */
export class LineStore extends LiveStore<LineView, LiveLine> {
  private epoch: string | null = null;

  constructor(
    private readonly line: string,
    private readonly maxHz: number,
  ) {
    super(emptyLine);
  }

  protected watch(listener: LiveListener<LineView>): () => void {
    return watchLine(this.line, this.maxHz, listener);
  }

  protected next(received: Received, epoch: string): LiveLine {
    const known = this.epoch !== null && this.epoch !== epoch ? { ...this.state, spans: {} } : this.state;
    this.epoch = epoch;
    return withView(known, received);
  }
}
