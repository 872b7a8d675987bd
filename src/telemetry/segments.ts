import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { splitFrames } from './journal-frame.js';

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

const SUFFIX = '.v1.journal';
const READ_BYTES = 1024 * 1024;

/**
 * Files that together are one log of frames. An offset is a position in bytes in that log and never falls; the numbers
 * between two segments, and before the first, are never used. Only the last segment is written.
 */
export class Segments {
  private constructor(
    private readonly folder: string,
    private readonly segments: Segment[],
    private handle: FileHandle,
    private readonly onDamage: (file: string, position: number) => void,
  ) {}

  /**
   * Opens the log, and cuts what a crash left half written off the last segment (`cutBytes`). A log without any
   * segment begins at `firstOffset`; one that ends before `atLeast` goes on there. `onDamage` hears of a segment whose
   * rest cannot be read.
   */
  static async open(
    folder: string,
    { firstOffset, atLeast }: { firstOffset: number; atLeast: number },
    onDamage: (file: string, position: number) => void = () => undefined,
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
      return { segments: new Segments(folder, [first], await create(folder, first.base), onDamage), cutBytes: 0 };
    }
    const handle = await open(fileOf(folder, last.base), 'r+');
    const written = last.bytes;
    last.bytes = await wholeBytes(handle);
    if (last.bytes < written) {
      await handle.truncate(last.bytes);
      await handle.sync();
    }
    const segments = new Segments(folder, found, handle, onDamage);
    if (segments.end < atLeast) await segments.roll(atLeast);
    return { segments, cutBytes: written - last.bytes };
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
    const next = await create(this.folder, base);
    const previous = this.handle;
    this.handle = next;
    this.segments.push({ base, bytes: 0 });
    await previous.close();
  }

  /** Deletes the segments that end at or before `offset`, except the last one and the full one before it. */
  async drop(offset: number): Promise<void> {
    while (this.segments.length > 2 && this.segments[1]!.base <= offset) {
      const [first] = this.segments;
      await rm(fileOf(this.folder, first!.base), { force: true });
      this.segments.shift();
    }
  }

  /** Some frames from `offset` on, which is the end of a frame or before all; none only at the end of the log. */
  async read(offset: number): Promise<Found[]> {
    for (const segment of [...this.segments]) {
      if (segment.bytes === 0 || offset >= segment.base + segment.bytes) continue;
      const { frames, damagedAt } = await readFrames(fileOf(this.folder, segment.base), Math.max(0, offset - segment.base), segment.bytes);
      if (damagedAt !== null) this.onDamage(fileOf(this.folder, segment.base), damagedAt);
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

  private get last(): Segment {
    return this.segments.at(-1)!;
  }
}

const fileOf = (folder: string, base: number) => path.join(folder, `${String(base).padStart(16, '0')}${SUFFIX}`);

async function create(folder: string, base: number): Promise<FileHandle> {
  const handle = await open(fileOf(folder, base), 'w+');
  const directory = await open(folder, 'r'); // a new file is durable once its folder is
  await directory.sync();
  await directory.close();
  return handle;
}

async function wholeBytes(handle: FileHandle): Promise<number> {
  let whole = 0;
  let want = READ_BYTES;
  for (;;) {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(want), 0, want, whole);
    const { end, damaged } = splitFrames(buffer.subarray(0, bytesRead));
    whole += end;
    if (damaged || bytesRead < want) return whole;
    want = end === 0 ? want * 2 : READ_BYTES; // a frame longer than what was read
  }
}

/** The next frames of a file from `position` on; their ends count from the begin of the file. None of a file that was dropped meanwhile. */
async function readFrames(file: string, position: number, fileBytes: number): Promise<{ frames: { body: Buffer; end: number }[]; damagedAt: number | null }> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { frames: [], damagedAt: null };
    throw error;
  }
  try {
    for (let want = READ_BYTES; ; want *= 2) {
      const length = Math.min(want, fileBytes - position);
      const { buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
      const { frames, damaged } = splitFrames(buffer);
      if (frames.length > 0) return { frames: frames.map(({ body, end }) => ({ body, end: position + end })), damagedAt: null };
      if (damaged || length === fileBytes - position) return { frames: [], damagedAt: position };
    }
  } finally {
    await handle.close();
  }
}
