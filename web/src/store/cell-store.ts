import type { CellLive } from '../../../src/contract/cell-live.js';
import { watchCell } from '../data/live.js';
import type { Link, Received } from './freshness.js';
import { Watched } from './watched.js';

/** What a screen shows of a process cell. */
export interface LiveCell {
  received: Received<CellLive> | null;
  /** why the server does not tell of the cell: unknown-line, forbidden …; null where it does */
  refused: string | null;
  /** how often something was heard of alarms: their list is then to be asked for again */
  alarmsHeard: number;
}

const empty = (): LiveCell => ({ received: null, refused: null, alarmsHeard: 0 });

/** Follows one process cell while somebody looks at it. */
export class CellStore extends Watched<LiveCell> {
  private link: Link = 'connecting';

  constructor(
    private readonly cell: string,
    private readonly maxHz: number,
  ) {
    super(empty);
  }

  protected follow(): () => void {
    this.link = 'connecting';
    return watchCell(this.cell, this.maxHz, {
      onState: (view, asOfUs) => this.change({ ...this.state, received: { view, asOfUs, receivedMs: performance.now(), link: this.link }, refused: null }),
      onAlarms: () => this.change({ ...this.state, alarmsHeard: this.state.alarmsHeard + 1 }),
      onStatus: (link) => this.relink(link),
      onRefused: (code) => this.change({ ...this.state, refused: code }),
    });
  }

  private relink(link: Link): void {
    this.link = link;
    const { received } = this.state;
    if (received && received.link !== link) this.change({ ...this.state, received: { ...received, link } });
  }
}
