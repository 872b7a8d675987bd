import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { DeadLetter } from '../contract/telemetry.js';
import type { Committed } from './journal.js';
import { readIfThere } from './durable-file.js';

interface Place {
  id: string;
  file: 'old' | 'present';
  from: number;
  bytes: number;
}

export interface DeadLetterLimits {
  /** At so many letters, or bytes, the present file becomes the old one, and the old one goes. */
  letters: number;
  bytes: number;
}

const LIMITS: DeadLetterLimits = { letters: 10_000, bytes: 64 * 1024 * 1024 };
const ID_DIGITS = 16;
const LINE = /^\{(?:"id":"([^"]+)"|"takenTo":(\d{1,16})\}$)/;

/**
 * Dead letters, kept durably: JSON lines in two files, the present one and the one before it. An id is the journal
 * offset of its frame and the place within, so that a letter taken twice from the journal is kept once. After the
 * letters that were taken together a mark says up to which journal offset they are complete.
 */
export class DeadLetters {
  private places: Place[] = [];
  private presentBytes = 0;
  private markedTo = 0;
  private takenTo = 0;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly folder: string,
    private readonly limits: DeadLetterLimits,
    private handle: FileHandle,
  ) {}

  static async open(folder: string, limits = LIMITS): Promise<DeadLetters> {
    await mkdir(folder, { recursive: true });
    const handle = await open(fileOf(folder, 'present'), 'a+');
    const letters = new DeadLetters(folder, limits, handle);
    await letters.index('old');
    letters.presentBytes = await letters.index('present');
    await handle.truncate(letters.presentBytes);
    letters.takenTo = letters.markedTo;
    return letters;
  }

  /** Journal offset, the end of a frame, up to which every dead letter is kept for sure; 0 where nothing says so. */
  get offset(): number {
    return this.takenTo;
  }

  get count(): number {
    return this.places.length;
  }

  /** Keeps the dead letters of committed frames, durably. Frames that were taken before change nothing. */
  take(frames: readonly Committed[]): Promise<void> {
    return this.inTurn(() => this.keep(frames));
  }

  /** Newest first, from before `cursor` on. `next` asks for the page after this one; null where there is none. */
  page(wanted: { limit: number; cursor?: string | undefined }): Promise<{ items: DeadLetter[]; next: string | null }> {
    return this.inTurn(() => this.readPage(wanted));
  }

  async close(): Promise<void> {
    await this.inTurn(async () => {
      if (this.takenTo > this.markedTo) await this.append([], this.takenTo).catch(() => undefined); // only spares reading again
      await this.handle.close();
    });
  }

  /** One at a time: a rotation must not take the file away from a reader. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async keep(frames: readonly Committed[]): Promise<void> {
    const last = this.places.at(-1)?.id ?? '';
    const fresh = frames.flatMap(lettersOf).filter(({ id }) => id > last);
    const takenTo = Math.max(this.takenTo, frames.at(-1)?.end ?? 0);
    if (fresh.length > 0) await this.append(fresh, takenTo);
    this.takenTo = takenTo;
    if (this.presentBytes >= this.limits.bytes || this.places.filter(({ file }) => file === 'present').length >= this.limits.letters) await this.rotate();
  }

  /** Writes letters and the mark after them, durably. */
  private async append(letters: readonly DeadLetter[], takenTo: number): Promise<void> {
    const lines = letters.map((letter) => Buffer.from(`${JSON.stringify(letter)}\n`));
    const mark = Buffer.from(`${JSON.stringify({ takenTo })}\n`);
    await this.handle.truncate(this.presentBytes); // of a write that failed half-way
    await this.handle.appendFile(Buffer.concat([...lines, mark]));
    await this.handle.datasync();
    for (const [at, line] of lines.entries()) {
      this.places.push({ id: letters[at]!.id, file: 'present', from: this.presentBytes, bytes: line.length });
      this.presentBytes += line.length;
    }
    this.presentBytes += mark.length;
    this.markedTo = takenTo;
  }

  private async readPage({ limit, cursor }: { limit: number; cursor?: string | undefined }): Promise<{ items: DeadLetter[]; next: string | null }> {
    const before = cursor === undefined ? this.places : this.places.filter(({ id }) => id < cursor);
    const chosen = before.slice(-limit).reverse();
    const items: DeadLetter[] = [];
    for (const place of chosen) items.push(await this.letterAt(place));
    return { items, next: before.length > chosen.length ? (chosen.at(-1)?.id ?? null) : null };
  }

  private async rotate(): Promise<void> {
    await rename(fileOf(this.folder, 'present'), fileOf(this.folder, 'old'));
    const previous = this.handle;
    this.handle = await open(fileOf(this.folder, 'present'), 'a+');
    this.places = this.places.filter(({ file }) => file === 'present').map((place) => ({ ...place, file: 'old' as const }));
    this.presentBytes = 0;
    await previous.close();
  }

  private async letterAt({ file, from, bytes }: Place): Promise<DeadLetter> {
    const handle = file === 'present' ? this.handle : await open(fileOf(this.folder, 'old'), 'r');
    try {
      const { buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, from);
      return JSON.parse(buffer.toString('utf8')) as DeadLetter;
    } finally {
      if (file === 'old') await handle.close();
    }
  }

  /** Finds the letters and marks of a file, and gives the bytes that hold whole ones. */
  private async index(file: Place['file']): Promise<number> {
    const text = (await readIfThere(fileOf(this.folder, file))) ?? '';
    let from = 0;
    for (const line of text.split('\n').slice(0, -1)) {
      const bytes = Buffer.byteLength(line) + 1;
      const [, id, mark] = LINE.exec(line) ?? [];
      if (id === undefined && mark === undefined) break;
      if (id !== undefined) this.places.push({ id, file, from, bytes });
      else this.markedTo = Math.max(this.markedTo, Number(mark));
      from += bytes;
    }
    return from;
  }
}

const fileOf = (folder: string, file: Place['file']) => path.join(folder, `${file}.jsonl`);

function lettersOf({ entries, end }: Committed): DeadLetter[] {
  return entries.flatMap(({ topic, deadLetters }, at) => {
    const id = `${String(end).padStart(ID_DIGITS, '0')}-${String(at).padStart(4, '0')}`;
    return deadLetters.map(({ payloadBase64, reason, detail, receivedAtUs }, nth) => ({
      id: nth === 0 ? id : `${id}-${String(nth).padStart(5, '0')}`,
      topic,
      payloadBase64,
      reason,
      detail,
      receivedAtUs,
    }));
  });
}
