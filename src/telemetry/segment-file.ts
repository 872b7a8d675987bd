import { copyFile, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { findFrame, splitFrames } from './journal-frame.js';

/** Bytes of a segment that hold no frame that can be read. Positions count from the begin of the file. */
export interface Damage {
  file: string;
  from: number;
  to: number;
  /** Bodies of the frames on both sides, where they are known. */
  before: Buffer | null;
  after: Buffer | null;
  /** Where the file was kept as it was. */
  keptAs: string | null;
}

interface FoundFrame {
  body: Buffer;
  end: number;
}

/** A stretch of whole frames. */
interface Run {
  from: number;
  to: number;
  first: Buffer;
  last: Buffer;
}

export const SUFFIX = '.v1.journal';
export const DAMAGED = '.damaged';
const READ_BYTES = 1024 * 1024;
const HEADER_BYTES = 8;

export const fileOf = (folder: string, base: number) => path.join(folder, `${String(base).padStart(16, '0')}${SUFFIX}`);

/** A new and empty segment, durably there. */
export async function createSegment(folder: string, base: number): Promise<FileHandle> {
  const handle = await open(fileOf(folder, base), 'w+');
  const directory = await open(folder, 'r'); // a new file is durable once its folder is
  await directory.sync();
  await directory.close();
  return handle;
}

/**
 * The next frames of a file from `position` on; their ends count from the begin of the file. Damaged bytes are passed
 * over, and told. None of a file that was dropped meanwhile.
 */
export async function readFrames(file: string, position: number, fileBytes: number): Promise<{ frames: FoundFrame[]; damage: Damage | null }> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { frames: [], damage: null };
    throw error;
  }
  try {
    for (let want = READ_BYTES; ; want *= 2) {
      const length = Math.min(want, fileBytes - position);
      const { frames, damaged } = splitFrames(await bytesAt(handle, position, length));
      if (frames.length > 0) return { frames: moved(frames, position), damage: null };
      if (damaged || length === fileBytes - position) return await readBeyond(handle, file, position, fileBytes);
    }
  } finally {
    await handle.close();
  }
}

/**
 * Makes the last segment one of whole frames. What a crash left half written at its end is cut off (`cutBytes`). Where
 * anything else in it cannot be read the file is kept aside as it was, and its whole stretches become segments of their
 * own, at the offsets that they had (`runs`, bases and bytes). A crash in between leaves a state that is mended the same way.
 */
export async function mendLast(
  folder: string,
  base: number,
  bytes: number,
): Promise<{ cutBytes: number; damages: Damage[]; runs: { base: number; bytes: number }[] }> {
  const file = fileOf(folder, base);
  const handle = await open(file, 'r+');
  try {
    const { whole, last } = await firstRun(handle);
    const runs = [{ base, bytes: whole }];
    if (whole === bytes) return { cutBytes: 0, damages: [], runs };
    const rest = await bytesAt(handle, whole, bytes - whole);
    const further = runsIn(rest);
    const torn = further.length === 0 && isTorn(rest);
    if (!torn) {
      await keepAside(file);
      for (const { from, to } of further) {
        await writeSegment(folder, base + whole + from, rest.subarray(from, to));
        runs.push({ base: base + whole + from, bytes: to - from });
      }
    }
    await handle.truncate(whole);
    await handle.sync();
    return torn ? { cutBytes: rest.length, damages: [], runs } : { cutBytes: 0, damages: holes(file, whole, last, further, rest.length), runs };
  } finally {
    await handle.close();
  }
}

async function firstRun(handle: FileHandle): Promise<{ whole: number; last: Buffer | null }> {
  let whole = 0;
  let last: Buffer | null = null;
  let want = READ_BYTES;
  for (;;) {
    const bytes = await bytesAt(handle, whole, want);
    const { frames, end, damaged } = splitFrames(bytes);
    whole += end;
    last = frames.at(-1)?.body ?? last;
    if (damaged || bytes.length < want) return { whole, last };
    want = end === 0 ? want * 2 : READ_BYTES; // a frame longer than what was read
  }
}

async function readBeyond(handle: FileHandle, file: string, position: number, fileBytes: number): Promise<{ frames: FoundFrame[]; damage: Damage }> {
  const rest = await bytesAt(handle, position, fileBytes - position);
  const at = findFrame(rest, 0);
  const to = at === null ? fileBytes : position + at;
  const frames = at === null ? [] : moved(splitFrames(rest.subarray(at)).frames, to);
  return { frames, damage: { file, from: position, to, before: null, after: frames[0]?.body ?? null, keptAs: null } };
}

/** Whole frames after bytes that are none, in stretches. */
function runsIn(rest: Buffer): Run[] {
  const runs: Run[] = [];
  for (let from = findFrame(rest, 0); from !== null; from = findFrame(rest, runs.at(-1)!.to)) {
    const { frames, end } = splitFrames(rest.subarray(from));
    runs.push({ from, to: from + end, first: frames[0]!.body, last: frames.at(-1)!.body });
  }
  return runs;
}

/** Whether a write that was cut short can have left this: the begin of a frame, or space that was never filled. */
function isTorn(rest: Buffer): boolean {
  return rest.length < HEADER_BYTES || rest.length - HEADER_BYTES < rest.readUInt32LE(0) || rest.every((byte) => byte === 0);
}

function holes(file: string, whole: number, last: Buffer | null, runs: readonly Run[], restBytes: number): Damage[] {
  const keptAs = `${file}${DAMAGED}`;
  const damages: Damage[] = [];
  let from = 0;
  let before = last;
  for (const run of runs) {
    damages.push({ file, from: whole + from, to: whole + run.from, before, after: run.first, keptAs });
    ({ to: from, last: before } = run);
  }
  if (from < restBytes) damages.push({ file, from: whole + from, to: whole + restBytes, before, after: null, keptAs });
  return damages;
}

async function keepAside(file: string): Promise<void> {
  await copyFile(file, `${file}${DAMAGED}`);
  const copy = await open(`${file}${DAMAGED}`, 'r+');
  await copy.sync();
  await copy.close();
}

async function writeSegment(folder: string, base: number, bytes: Buffer): Promise<void> {
  const handle = await createSegment(folder, base);
  await handle.writeFile(bytes);
  await handle.sync();
  await handle.close();
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

const moved = (frames: readonly FoundFrame[], by: number): FoundFrame[] => frames.map(({ body, end }) => ({ body, end: by + end }));
