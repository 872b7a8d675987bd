import type { TwinState } from '../../../src/contract/stream.js';
import { watchPlace, type LiveListener } from '../data/live.js';
import type { Received } from './freshness.js';
import { LiveStore, type Live } from './live-store.js';

/** What is shown of a place that may be a line or a site. */
export type LivePlace = Live<TwinState>;

/** Follows a line or a site while somebody looks at it: the server says which it is. */
export class PlaceStore extends LiveStore<TwinState, LivePlace> {
  constructor(
    private readonly place: string,
    private readonly maxHz: number,
  ) {
    super(() => ({ received: null, refused: null, alarmsHeard: 0 }));
  }

  protected watch(listener: LiveListener<TwinState>): () => void {
    return watchPlace(this.place, this.maxHz, listener);
  }

  protected next(received: Received<TwinState>): LivePlace {
    return { ...this.state, received, refused: null };
  }
}
