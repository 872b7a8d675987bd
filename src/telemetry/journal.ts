import type { FileHandle } from 'node:fs/promises';
import { Subject, take, type Observable } from 'rxjs';
import { intakeSentence } from '../contract/intake-sentence.js';
import { decodeBody, encodeFrame, type Entry, type Frame, type Totals } from './journal-frame.js';
import type { Damage } from './segment-file.js';
import { Segments } from './segments.js';

/** A frame with its place in the journal. */
export interface Committed extends Frame {
  /** Offset after this frame: resume from here. */
  end: number;
}

export interface JournalLog {
  warn(message: string): void;
  error(message: string): void;
  log(message: string): void;
}

export interface JournalOptions {
  folder: string;
  /** Whoever must have released a segment before it is deleted. */
  consumers: readonly string[];
  /** Those of them who read frame after frame: what they all have is not kept in memory. All where not given. */
  readers?: readonly string[];
  /** Nothing more is committed beyond this, until consumers have released something. */
  limitBytes: number;
  /** Where a new journal begins. */
  firstOffset: number;
  /** An offset that was handed out before: new frames get higher ones, even where the files were lost. */
  atLeast: number;
  log: JournalLog;
  /** Makes written bytes durable; fdatasync where not given. */
  sync?: (handle: FileHandle) => Promise<void>;
}

interface Pending {
  entry: Entry | null;
  duplicates: number;
  done: () => void;
}

const SEGMENT_BYTES = 64 * 1024 * 1024;
const FRAME_ENTRIES = 2_000;
const COMMIT_ENTRIES = 5_000;
const COMMIT_BYTES = 4 * 1024 * 1024;
const CACHE_BYTES = 8 * 1024 * 1024;
const WARN_AT = 0.8; // of limitBytes
const RETRY_MS = { first: 100, longest: 5_000 };

/**
 * The durable log of what was received. Messages appended while a commit is under way are committed together by the
 * next: one write, one fdatasync. Frames are handed on only once they are durable, in order.
 */
export class Journal {
  private pending: Pending[] = [];
  private committing: Promise<void> | null = null;
  private wake: (() => void) | null = null;
  private closing = false;
  private closed = false;
  private warned = false;
  private fault: string | null = null;
  private readonly released: Map<string, number>;
  private dropping: Promise<void> = Promise.resolve();
  private cache: { committed: Committed; bytes: number }[] = [];
  private cacheBytes = 0;
  private cacheStart: number;
  private committedEnd: number;
  private readonly commits = new Subject<Committed>();

  private constructor(
    private readonly options: JournalOptions,
    private readonly segments: Segments,
    private sums: Totals,
  ) {
    this.cacheStart = segments.end;
    this.committedEnd = segments.end;
    this.released = new Map(options.consumers.map((consumer) => [consumer, 0]));
  }

  /** Opens the journal in `folder`, cuts a torn end off it, passes over what is damaged, and hands `onFrame` its newest frames, at least a full segment where there are so many. */
  static async open(options: JournalOptions, onFrame: (frame: Committed) => void = () => undefined): Promise<Journal> {
    const { segments, cutBytes } = await Segments.open(options.folder, options, (damage) => options.log.error(sentenceOf(damage)));
    if (cutBytes > 0)
      options.log.warn(`the journal ended in ${cutBytes} bytes that were not completely written; nothing in them had been acknowledged. They were cut off`);
    let sums: Totals = { stored: 0, duplicate: 0, deadLettered: 0 };
    for (let offset = segments.bases().at(-2) ?? segments.start; ;) {
      const found = await segments.read(offset);
      for (const { body, end } of found) {
        const frame = decodeBody(body);
        sums = frame.totals;
        onFrame({ ...frame, end });
        offset = end;
      }
      if (found.length === 0) return new Journal(options, segments, sums);
    }
  }

  /** Offset of the oldest frame that is still there. */
  get start(): number {
    return this.segments.start;
  }

  /** Offset after the last durable frame. */
  get end(): number {
    return this.committedEnd;
  }

  get bytes(): number {
    return this.segments.bytes;
  }

  /** What is durable, in readings since the journal began. */
  get totals(): Totals {
    return this.sums;
  }

  /** Why nothing is committed at present; null while all is well. */
  get problem(): string | null {
    return this.fault;
  }

  /** That the limit is near, and why; null while it is not. */
  get warning(): string | null {
    const { bytes } = this;
    const { limitBytes } = this.options;
    if (bytes <= WARN_AT * limitBytes) return null;
    return intakeSentence('journalNearLimit', { held: mb(bytes), most: mb(limitBytes), slowest: this.slowest() });
  }

  /** Each frame as it becomes durable. */
  get commits$(): Observable<Committed> {
    return this.commits;
  }

  /** Takes what became of a message; `done` is called once that is durable, and never if that cannot be. */
  append(entry: Entry, done: () => void): void {
    this.push({ entry, duplicates: 0, done });
  }

  /** Counts readings of a message that is in the journal already, or before this in the queue to it. */
  appendDuplicate(readings: number, done: () => void): void {
    this.push({ entry: null, duplicates: readings, done });
  }

  /** Some durable frames after `offset`; none only at the end. */
  async read(offset: number): Promise<Committed[]> {
    if (offset >= this.cacheStart) return this.cached(offset);
    const found = await this.segments.read(offset);
    return found.length > 0 ? found.map(({ body, end }) => ({ ...decodeBody(body), end })) : this.cached(offset);
  }

  /** As read, but waits at the end for the next commit. None once `stop` is aborted or the journal closed. */
  async next(offset: number, stop: AbortSignal): Promise<Committed[]> {
    for (let from = offset; !stop.aborted && !this.closed;) {
      if (from >= this.end) await this.commit(stop);
      const { end } = this;
      const frames = await this.read(from);
      if (frames.length > 0) return stop.aborted ? [] : frames;
      from = end;
    }
    return [];
  }

  /** This consumer will never ask below `offset` again. */
  release(consumer: string, offset: number): void {
    const before = this.released.get(consumer);
    if (before === undefined) throw new Error(`${consumer} is not a consumer of the journal`);
    if (offset <= before) return;
    this.released.set(consumer, offset);
    this.forget(Math.min(...(this.options.readers ?? this.options.consumers).map((reader) => this.released.get(reader)!)));
    const everybody = Math.min(...this.released.values());
    this.dropping = this.dropping
      .then(() => this.segments.drop(everybody))
      .catch((error: Error) => this.options.log.error(`cannot delete a segment of the journal: ${error.message}`))
      .then(() => this.wake?.());
  }

  /** Resolves when everything appended until now is durable, or cannot be since the journal was closed. */
  async flush(): Promise<void> {
    while (this.committing) await this.committing;
  }

  /** Commits what can be committed at once, then closes the files. */
  async close(): Promise<void> {
    this.closing = true;
    this.wake?.();
    await this.flush();
    await this.dropping;
    this.closed = true;
    this.commits.complete();
    await this.segments.close();
  }

  private push(pending: Pending): void {
    this.pending.push(pending);
    this.committing ??= this.commitAll();
  }

  private async commitAll(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve)); // all that arrives in this turn is committed together
    let told: readonly Committed[] = [];
    while (this.pending.length > 0 || told.length > 0) {
      const batch = this.takeBatch();
      const frames = this.framesOf(batch);
      const writing = frames.length > 0 ? this.write(frames) : null;
      await Promise.resolve(); // acknowledgements leave first
      for (const committed of told) this.commits.next(committed); // while the disk writes
      told = [];
      if (writing === null) continue;
      if (!(await writing)) break;
      this.fault = null;
      this.sums = frames.at(-1)!.committed.totals;
      for (const { committed, bytes } of frames) this.remember(committed, bytes.length);
      this.committedEnd = frames.at(-1)!.committed.end;
      for (const { done } of batch) done();
      told = frames.map(({ committed }) => committed);
    }
    this.committing = null; // in the same turn as the last look at the queue
  }

  private takeBatch(): Pending[] {
    let bytes = 0;
    let count = 0;
    while (count < this.pending.length && count < COMMIT_ENTRIES && bytes < COMMIT_BYTES) bytes += weightOf(this.pending[count++]!.entry);
    if (count === this.pending.length) {
      const all = this.pending;
      this.pending = [];
      return all;
    }
    return this.pending.splice(0, count);
  }

  private framesOf(batch: readonly Pending[]): { committed: Committed; bytes: Buffer }[] {
    const frames: { committed: Committed; bytes: Buffer }[] = [];
    let { stored, duplicate, deadLettered } = this.sums;
    let end = this.segments.end;
    for (let at = 0; at < batch.length; at += FRAME_ENTRIES) {
      const entries: Entry[] = [];
      for (const pending of batch.slice(at, at + FRAME_ENTRIES)) {
        duplicate += pending.duplicates;
        if (!pending.entry) continue;
        stored += pending.entry.observations.length;
        deadLettered += pending.entry.deadLetters.length;
        entries.push(pending.entry);
      }
      const frame = { totals: { stored, duplicate, deadLettered }, entries };
      const bytes = encodeFrame(frame);
      end += bytes.length;
      frames.push({ committed: { ...frame, end }, bytes });
    }
    return frames;
  }

  /** False where the journal was closed before the frames could be written. */
  private async write(frames: readonly { committed: Committed; bytes: Buffer }[]): Promise<boolean> {
    const bytes = Buffer.concat(frames.map((frame) => frame.bytes));
    for (let wait = RETRY_MS.first; ; wait = Math.min(wait * 2, RETRY_MS.longest)) {
      if (!(await this.waitForSpace(bytes.length))) return false;
      try {
        await this.segments.append(bytes, this.options.sync ?? ((handle) => handle.datasync()));
      } catch (error) {
        this.report(`the journal cannot be written: ${(error as Error).message}. Nothing is acknowledged until it can`);
        if (this.closing) return false;
        await this.waitUntilWoken(wait);
        continue;
      }
      await this.rollWhenFull();
      return true;
    }
  }

  private async rollWhenFull(): Promise<void> {
    if (this.segments.lastBytes < Math.min(SEGMENT_BYTES, this.options.limitBytes / 4)) return;
    try {
      await this.segments.roll();
    } catch (error) {
      this.options.log.warn(`cannot begin a new segment of the journal: ${(error as Error).message}. The present one grows on`);
    }
  }

  private async waitForSpace(bytes: number): Promise<boolean> {
    const { limitBytes, log } = this.options;
    while (this.segments.bytes + bytes > limitBytes) {
      if (this.closing) return false;
      this.report(`the journal has reached its limit of ${mb(limitBytes)} MB since ${this.slowest()} is behind. Nothing is acknowledged until there is space`);
      await this.waitUntilWoken(null);
    }
    const full = this.segments.bytes + bytes > WARN_AT * limitBytes;
    if (full && !this.warned) log.warn(`the journal holds ${mb(this.segments.bytes)} MB of at most ${mb(limitBytes)} MB since ${this.slowest()} is behind`);
    this.warned = full;
    return true;
  }

  private report(problem: string): void {
    if (this.fault !== problem) this.options.log.error(problem);
    this.fault = problem;
  }

  private waitUntilWoken(ms: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = ms === null ? undefined : setTimeout(() => this.wake?.(), ms);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }

  private slowest(): string {
    return [...this.released].reduce((slowest, consumer) => (consumer[1] < slowest[1] ? consumer : slowest))[0];
  }

  private commit(stop: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const subscription = this.commits.pipe(take(1)).subscribe({ complete: () => resolve() });
      const aborted = () => {
        subscription.unsubscribe();
        resolve();
      };
      subscription.add(() => stop.removeEventListener('abort', aborted));
      stop.addEventListener('abort', aborted);
    });
  }

  private remember(committed: Committed, bytes: number): void {
    this.cache.push({ committed, bytes });
    this.cacheBytes += bytes;
    let evicted = 0;
    for (let over = this.cacheBytes - CACHE_BYTES; over > 0; evicted++) over -= this.cache[evicted]!.bytes;
    this.evict(evicted);
  }

  /** Frames that all readers have would only be carried from collection to collection of garbage. */
  private forget(offset: number): void {
    let evicted = 0;
    while (evicted < this.cache.length && this.cache[evicted]!.committed.end <= offset) evicted++;
    this.evict(evicted);
  }

  private evict(count: number): void {
    if (count === 0) return;
    for (const { committed, bytes } of this.cache.splice(0, count)) {
      this.cacheBytes -= bytes;
      this.cacheStart = committed.end;
    }
  }

  private cached(offset: number): Committed[] {
    let low = 0;
    let high = this.cache.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.cache[middle]!.committed.end <= offset) low = middle + 1;
      else high = middle;
    }
    return this.cache.slice(low, low + 1000).map(({ committed }) => committed);
  }
}

/** What is lost where bytes are damaged: the totals of the frames on both sides tell how many readings were between. */
function sentenceOf({ file, from, to, before, after, keptAs }: Damage): string {
  const held = before && after ? heldBetween(decodeBody(before), decodeBody(after)) : 'an unknown number of readings';
  const kept = keptAs === null ? '' : ` The file as it was is kept as ${keptAs}.`;
  return (
    `${file} is damaged: its bytes ${from} to ${to}, with ${held}, cannot be read. ` +
    `Those that had not reached history, twin or dead letters before are lost; all others in the file are kept.${kept}`
  );
}

function heldBetween({ totals }: Frame, next: Frame): string {
  const dead = next.entries.reduce((sum, { deadLetters }) => sum + deadLetters.length, 0);
  const observed = next.entries.reduce((sum, { observations }) => sum + observations.length, 0);
  return `${counted(next.totals.stored - observed - totals.stored, 'stored reading')} and ${counted(next.totals.deadLettered - dead - totals.deadLettered, 'dead letter')}`;
}

/** Bytes of an entry on disk, about. */
function weightOf(entry: Entry | null): number {
  if (entry === null) return 0;
  return 100 * (1 + entry.observations.length) + entry.deadLetters.reduce((sum, { payloadBase64 }) => sum + payloadBase64.length + 200, 0);
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

const mb = (bytes: number) => Math.round(bytes / (1024 * 1024));
