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
 * The leaves of one state, each with the revision of its last change. What changed since any revision it still covers
 * comes from that, so conflation and resume need no queue of changes.
 */
export class LeafStore {
  private leaves = new Map<string, Json>();
  private readonly changedAt = new Map<string, number>();
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
    const leaves = flatten(next.view);
    if (!held || held.epoch !== next.epoch) this.begin(next.rev);
    const change = difference(this.leaves, leaves);
    for (const pointer of Object.keys(change.set)) {
      this.changedAt.set(pointer, next.rev);
      this.goneAt.delete(pointer);
    }
    for (const pointer of change.gone) {
      this.changedAt.delete(pointer);
      this.goneAt.set(pointer, next.rev);
    }
    this.leaves = leaves;
    this.current = next;
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
    for (const [pointer, changedAt] of this.changedAt) if (changedAt > rev) set[pointer] = this.leaves.get(pointer)!;
    for (const [pointer, goneAt] of this.goneAt) if (goneAt > rev) gone.push(pointer);
    return { set, gone };
  }

  /** Hash of the newest state. */
  check(): { rev: number; hash: string } | null {
    if (this.current && this.hash?.rev !== this.current.rev) this.hash = { rev: this.current.rev, hash: hashOf(this.leaves) };
    return this.hash;
  }

  private begin(rev: number): void {
    this.leaves = new Map();
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
