import type { TwinState } from '../../../src/contract/stream.js';
import type { LiveListener } from '../data/live.js';
import type { Link, Received } from './freshness.js';
import { Watched } from './watched.js';

/** What a screen shows of a line or a process cell. */
export interface Live<View extends TwinState> {
  received: Received<View> | null;
  /** why the server does not tell of it: unknown-line, forbidden …; null where it does */
  refused: string | null;
  /** how often something was heard of alarms: their list is then to be asked for again */
  alarmsHeard: number;
}

/** Follows one line or cell while somebody looks at it. */
export abstract class LiveStore<View extends TwinState, State extends Live<View>> extends Watched<State> {
  private link: Link = 'connecting';

  /** Begins to follow; the returned function ends it. */
  protected abstract watch(listener: LiveListener<View>): () => void;
  /** Takes a view that came from the server into what is shown. */
  protected abstract next(received: Received<View>, epoch: string): State;

  protected follow(): () => void {
    this.link = 'connecting';
    return this.watch({
      onState: (view, asOfUs, epoch) => this.change(this.next({ view, asOfUs, receivedMs: performance.now(), link: this.link }, epoch)),
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
