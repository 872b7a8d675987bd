import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { createSegment, DAMAGED, fileOf, mendLast, readFrames, SUFFIX, type Damage } from './segment-file.js';

interface Segment {
  /** Offset of its first byte. Also its name. */
  base: number;
  bytes: number;
}

export interface Found {
  body: Buffer;
  /** Offset after the frame. */
  end: number;
}

/**
 * Files that together are one log of frames. An offset is a position in bytes in that log and never falls; the numbers
 * between two segments, and before the first, are never used. Only the last segment is written.
 */
export class Segments {
  /** Damage that was told, by file and position. */
  private readonly told = new Map<string, Set<number>>();

  private constructor(
    private readonly folder: string,
    private readonly segments: Segment[],
    private handle: FileHandle,
    private readonly onDamage: (damage: Damage) => void,
  ) {}

  /**
   * Opens the log, and cuts what a crash left half written off the last segment (`cutBytes`). A log without any
   * segment begins at `firstOffset`; one that ends before `atLeast` goes on there. `onDamage` hears, once, of bytes that
   * cannot be read; a damaged file is kept aside, the last segment now and an older one when it would be deleted.
   */
  static async open(
    folder: string,
    { firstOffset, atLeast }: { firstOffset: number; atLeast: number },
    onDamage: (damage: Damage) => void = () => undefined,
  ): Promise<{ segments: Segments; cutBytes: number }> {
    await mkdir(folder, { recursive: true });
    const found: Segment[] = [];
    for (const name of await readdir(folder)) {
      const base = /^\d{16}$/.test(name.slice(0, -SUFFIX.length)) && name.endsWith(SUFFIX) ? Number(name.slice(0, 16)) : null;
      if (base !== null) found.push({ base, bytes: (await stat(path.join(folder, name))).size });
    }
    found.sort((a, b) => a.base - b.base);
    const last = found.at(-1);
    if (!last) {
      const first = { base: Math.max(firstOffset, atLeast), bytes: 0 };
      return { segments: new Segments(folder, [first], await createSegment(folder, first.base), onDamage), cutBytes: 0 };
    }
    const writtenTo = last.base + last.bytes;
    const { cutBytes, damages, runs } = await mendLast(folder, last.base, last.bytes);
    found.splice(-1, 1, ...runs);
    damages.forEach(onDamage);
    const segments = new Segments(folder, found, await open(fileOf(folder, found.at(-1)!.base), 'r+'), onDamage);
    // Offsets of frames that are lost were handed out: they are not given to others.
    const goOnAt = damages.length > 0 ? Math.max(atLeast, writtenTo) : atLeast;
    if (segments.end < goOnAt) await segments.roll(goOnAt);
    return { segments, cutBytes };
  }

  get start(): number {
    return this.segments[0]!.base;
  }

  /** Offset after the last frame. */
  get end(): number {
    return this.last.base + this.last.bytes;
  }

  get bytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  get lastBytes(): number {
    return this.last.bytes;
  }

  /** Writes frames at the end, durably. After a rejection the log is as before and the same may be tried again. */
  async append(frames: Buffer, sync: (handle: FileHandle) => Promise<void>): Promise<void> {
    for (let written = 0; written < frames.length;) {
      written += (await this.handle.write(frames, written, frames.length - written, this.last.bytes + written)).bytesWritten;
    }
    await sync(this.handle);
    this.last.bytes += frames.length;
  }

  /** Begins a new segment. */
  async roll(base = this.end): Promise<void> {
    if (base === this.last.base) return;
    const next = await createSegment(this.folder, base);
    const previous = this.handle;
    this.handle = next;
    this.segments.push({ base, bytes: 0 });
    await previous.close();
  }

  /** Deletes the segments that end at or before `offset`, except the last one and the full one before it. */
  async drop(offset: number): Promise<void> {
    while (this.segments.length > 2 && this.segments[1]!.base <= offset) {
      const [first] = this.segments;
      const file = fileOf(this.folder, first!.base);
      await (this.told.has(file) ? rename(file, `${file}${DAMAGED}`) : rm(file, { force: true }));
      this.segments.shift();
    }
  }

  /** Some frames from `offset` on, which is the end of a frame or before all, past damage; none only at the end of the log. */
  async read(offset: number): Promise<Found[]> {
    for (const segment of [...this.segments]) {
      if (segment.bytes === 0 || offset >= segment.base + segment.bytes) continue;
      const { frames, damage } = await readFrames(fileOf(this.folder, segment.base), Math.max(0, offset - segment.base), segment.bytes);
      if (damage) this.tell(damage);
      if (frames.length > 0) return frames.map(({ body, end }) => ({ body, end: segment.base + end }));
    }
    return [];
  }

  /** Bases of the segments, oldest first. */
  bases(): number[] {
    return this.segments.map(({ base }) => base);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private tell(damage: Damage): void {
    const positions = this.told.get(damage.file) ?? new Set<number>();
    if (positions.has(damage.from)) return;
    this.told.set(damage.file, positions.add(damage.from));
    this.onDamage(damage);
  }

  private get last(): Segment {
    return this.segments.at(-1)!;
  }
}
