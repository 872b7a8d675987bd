import type { Micros } from '../contract/units.js';
import type { SparkplugKind } from './sparkplug-topic.js';

/** A message of a node as far as its place in the order goes. Null: it says none. */
export interface Arrival<T> {
  kind: SparkplugKind;
  seq: number | null;
  timestampMs: number | null;
  message: T;
}

/** A message whose turn it is. */
export interface Release<T> {
  message: T;
  /** Messages that were lost just before it (modulo 256). */
  missing: number;
  /** A birth or death of the node follows at once, and settles what is known. */
  settled: boolean;
}

interface Held<T> extends Arrival<T> {
  seq: number;
  sinceUs: Micros;
}

const SEQUENCE = 256;

/**
 * Puts the messages of one edge node in the order of their sequence numbers (0 to 255 and on from 0). One that comes too early waits up to
 * `waitUs` for those before it; then these are given up as lost. Before the birth of the node is heard, all wait for it as long, once.
 * What comes late, by its own time stamp, is handed on at once and counts for nothing in the order; so is what has no number.
 */
export class SequenceWindow<T> {
  /** Number of the next message; null where no birth has told, or the node gives no numbers. */
  private expected: number | null = null;
  private awaitsBirth = true;
  private lastSeq: number | null = null;
  private newestMs: number | null = null;
  private held: Held<T>[] = [];

  constructor(private readonly waitUs: Micros) {}

  get waiting(): number {
    return this.held.length;
  }

  /** When the first of those that wait has waited long enough; null where none waits. */
  get dueUs(): Micros | null {
    return this.held.length === 0 ? null : Math.min(...this.held.map(({ sinceUs }) => sinceUs)) + this.waitUs;
  }

  /** Takes a message in, and gives those whose turn it is, in their order. */
  take(arrival: Arrival<T>, nowUs: Micros): Release<T>[] {
    const { kind, seq } = arrival;
    if (kind === 'NBIRTH') return this.birth(arrival);
    if (kind === 'NDEATH') return [...this.releaseAll(true), this.pass(arrival)];
    if (kind === 'NCMD' || kind === 'DCMD' || seq === null) return [this.pass(arrival)];
    if (this.expected === null && !this.awaitsBirth) return [this.pass(arrival)];
    if (seq === this.expected) return [this.advance({ ...arrival, seq }), ...this.consecutive()];
    if (this.isLate(arrival)) return [this.pass(arrival)];
    this.held.push({ ...arrival, seq, sinceUs: nowUs });
    return this.held.length > SEQUENCE ? this.releaseAll(false) : this.expire(nowUs);
  }

  /** What has waited long enough, with all whose turn that makes it. */
  expire(nowUs: Micros): Release<T>[] {
    const released: Release<T>[] = [];
    while (this.held.some(({ sinceUs }) => sinceUs + this.waitUs <= nowUs)) released.push(this.advance(this.first()), ...this.consecutive());
    return released;
  }

  /** All that waits, in its order; and the order is not known any more. */
  reset(): Release<T>[] {
    const released = this.releaseAll(true);
    this.expected = this.lastSeq = this.newestMs = null;
    this.awaitsBirth = true;
    return released;
  }

  private birth(arrival: Arrival<T>): Release<T>[] {
    const bornMs = arrival.timestampMs ?? Infinity;
    const ofThis = this.held.filter(({ timestampMs }) => (timestampMs ?? -Infinity) >= bornMs);
    this.held = this.held.filter((held) => !ofThis.includes(held));
    const before = this.releaseAll(true);
    this.held = ofThis;
    this.awaitsBirth = false;
    this.lastSeq = arrival.seq;
    this.expected = arrival.seq === null ? null : (arrival.seq + 1) % SEQUENCE;
    this.newestMs = arrival.timestampMs;
    return [...before, this.pass(arrival), ...this.consecutive()];
  }

  /** Behind in the order and, by its time stamp, sent before what was taken last; or the same again. */
  private isLate(arrival: Arrival<T>): boolean {
    const { seq, timestampMs } = arrival;
    if (this.isRepeated(arrival)) return true;
    if (seq === null || timestampMs === null || this.expected === null || this.newestMs === null) return false;
    const behind = (this.expected - seq + SEQUENCE) % SEQUENCE;
    return timestampMs < this.newestMs && behind <= SEQUENCE / 2;
  }

  private isRepeated({ seq, timestampMs }: Arrival<T>): boolean {
    return seq === this.lastSeq && timestampMs !== null && timestampMs === this.newestMs;
  }

  private releaseAll(settled: boolean): Release<T>[] {
    const released: Release<T>[] = [];
    while (this.held.length > 0) released.push(...[this.advance(this.first()), ...this.consecutive()].map((release) => ({ ...release, settled })));
    return released;
  }

  private consecutive(): Release<T>[] {
    const released: Release<T>[] = [];
    for (;;) {
      const at = this.held.findIndex((held) => held.seq === this.expected || this.isRepeated(held));
      if (at < 0) return released;
      const held = this.held.splice(at, 1)[0]!;
      released.push(held.seq === this.expected ? this.advance(held) : this.pass(held));
    }
  }

  /** Takes out the one that is nearest; of those before a birth, the first to come. */
  private first(): Held<T> {
    const distance = (at: number) => (this.expected === null ? 0 : (this.held[at]!.seq - this.expected + SEQUENCE) % SEQUENCE);
    let nearest = 0;
    for (let at = 1; at < this.held.length; at++) if (distance(at) < distance(nearest)) nearest = at;
    return this.held.splice(nearest, 1)[0]!;
  }

  private advance({ message, seq, timestampMs }: Arrival<T> & { seq: number }): Release<T> {
    const missing = this.expected === null ? 0 : (seq - this.expected + SEQUENCE) % SEQUENCE;
    if (this.expected === null) this.awaitsBirth = false;
    else this.expected = (seq + 1) % SEQUENCE;
    this.lastSeq = seq;
    this.newestMs = timestampMs ?? this.newestMs;
    return { message, missing, settled: false };
  }

  private pass({ message }: Arrival<T>): Release<T> {
    return { message, missing: 0, settled: false };
  }
}
