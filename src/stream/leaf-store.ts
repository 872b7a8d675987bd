import { difference, flatten, hashOf, type Json, type LeafChange } from '../contract/leaves.js';
import type { Micros } from '../contract/units.js';

const TOMBSTONES = 10_000;

/** A state as its owner hands it out. */
export interface VersionedState {
  epoch: string;
  rev: number;
  asOfUs: Micros;
  view: object;
}

/**
 * A state, and its leaves that changed, each with the revision of its last change. What changed since any revision it still covers
 * comes from that, so conflation and resume need no queue of changes. A state that was handed in must stay as it is.
 */
export class LeafStore {
  private readonly changedAt = new Map<string, { rev: number; value: Json }>();
  private readonly goneAt = new Map<string, number>();
  private hash: { rev: number; hash: string } | null = null;
  private oldest = 0;
  private current: VersionedState | null = null;

  /** The newest state taken in, null before the first. */
  get state(): VersionedState | null {
    return this.current;
  }

  /** Takes in a state. One of another epoch starts anew; one that is not newer changes nothing. */
  take(next: VersionedState): void {
    const held = this.current;
    if (held && held.epoch === next.epoch && next.rev <= held.rev) return;
    this.current = next;
    if (held?.epoch !== next.epoch) return this.begin(next.rev);
    const change = difference(held.view, next.view);
    for (const [pointer, value] of Object.entries(change.set)) {
      this.changedAt.set(pointer, { rev: next.rev, value });
      this.goneAt.delete(pointer);
    }
    for (const pointer of change.gone) {
      this.changedAt.delete(pointer);
      this.goneAt.set(pointer, next.rev);
    }
    this.forgetTombstones();
  }

  /** Whether the change since a revision of an epoch can be told without a hole. */
  covers(epoch: string, rev: number): 'yes' | 'other-epoch' | 'too-old' {
    if (this.current?.epoch !== epoch) return 'other-epoch';
    return rev >= this.oldest && rev <= this.current.rev ? 'yes' : 'too-old';
  }

  /** What leads from a covered revision to the newest. */
  since(rev: number): LeafChange {
    const set: Record<string, Json> = {};
    const gone: string[] = [];
    for (const [pointer, changed] of this.changedAt) if (changed.rev > rev) set[pointer] = changed.value;
    for (const [pointer, goneAt] of this.goneAt) if (goneAt > rev) gone.push(pointer);
    return { set, gone };
  }

  /** Hash of the newest state. */
  check(): { rev: number; hash: string } | null {
    if (this.current && this.hash?.rev !== this.current.rev) this.hash = { rev: this.current.rev, hash: hashOf(flatten(this.current.view)) };
    return this.hash;
  }

  private begin(rev: number): void {
    this.changedAt.clear();
    this.goneAt.clear();
    this.hash = null;
    this.oldest = rev;
  }

  /** A map keeps the order of insertion: the first tombstones are the oldest. Those that return move to the end. */
  private forgetTombstones(): void {
    for (const [pointer, goneAt] of this.goneAt) {
      if (this.goneAt.size <= TOMBSTONES) return;
      this.goneAt.delete(pointer);
      this.oldest = Math.max(this.oldest, goneAt);
    }
  }
}
