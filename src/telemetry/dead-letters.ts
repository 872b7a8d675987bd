import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { DeadLetter } from '../contract/telemetry.js';
import type { Committed } from './journal.js';
import { readIfThere } from '../platform/durable-file.js';
import { replayMark } from './replay-mark.js';

/** What is known of a letter without reading it. */
export type Heading = Pick<DeadLetter, 'id' | 'topic' | 'reason' | 'replayedAtUs'>;

interface Place extends Heading {
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

/**
 * Dead letters, kept durably: JSON lines in two files, the present one and the one before it. An id is the journal
 * offset of its frame and the place within, so that a letter taken twice from the journal is kept once. A letter that was
 * replayed stays and is marked. After what was taken together a mark says up to which journal offset it is complete.
 */
export class DeadLetters {
  private places: Place[] = [];
  private replayed = 0;
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

  /** Those that were not replayed. */
  get count(): number {
    return this.places.length - this.replayed;
  }

  /** Keeps the dead letters of committed frames, durably. Frames that were taken before change nothing. */
  take(frames: readonly Committed[]): Promise<void> {
    return this.inTurn(() => this.keep(frames));
  }

  /** Those that are wanted, newest first, from before `cursor` on. `next` asks for the page after this one; null where there is none. */
  page(page: { limit: number; cursor?: string | undefined; wanted?: (letter: Heading) => boolean }): Promise<{ items: DeadLetter[]; next: string | null }> {
    return this.inTurn(() => this.readPage(page));
  }

  /** Headings of those that are wanted, oldest first. */
  headings(wanted: (letter: Heading) => boolean): Heading[] {
    return this.places.filter(wanted);
  }

  /** One letter; null where none of this id is kept. */
  letter(id: string): Promise<DeadLetter | null> {
    return this.inTurn(async () => {
      const place = this.places[this.indexOf(id)];
      return place ? this.letterAt(place) : null;
    });
  }

  async close(): Promise<void> {
    await this.inTurn(async () => {
      if (this.takenTo > this.markedTo) await this.append([], [], this.takenTo).catch(() => undefined); // only spares reading again
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
    const marks = frames.filter(({ end }) => end > this.takenTo).flatMap(marksOf);
    const takenTo = Math.max(this.takenTo, frames.at(-1)?.end ?? 0);
    if (fresh.length > 0 || marks.length > 0) await this.append(fresh, marks, takenTo);
    this.takenTo = takenTo;
    if (fresh.length === 0) return;
    if (this.presentBytes >= this.limits.bytes || this.places.filter(({ file }) => file === 'present').length >= this.limits.letters) await this.rotate();
  }

  /** Writes letters, which were replayed, and the mark after them, durably. */
  private async append(letters: readonly DeadLetter[], replays: readonly Replayed[], takenTo: number): Promise<void> {
    const lines = letters.map((letter) => Buffer.from(`${JSON.stringify(letter)}\n`));
    const marks = Buffer.from([...replays, { takenTo }].map((mark) => `${JSON.stringify(mark)}\n`).join(''));
    await this.handle.truncate(this.presentBytes); // of a write that failed half-way
    await this.handle.appendFile(Buffer.concat([...lines, marks]));
    await this.handle.datasync();
    for (const [at, line] of lines.entries()) {
      const { id, topic, reason } = letters[at]!;
      this.places.push({ id, topic, reason, file: 'present', from: this.presentBytes, bytes: line.length });
      this.presentBytes += line.length;
    }
    for (const replay of replays) this.mark(replay);
    this.presentBytes += marks.length;
    this.markedTo = takenTo;
  }

  private mark({ replayed, atUs }: Replayed): void {
    const place = this.places[this.indexOf(replayed)];
    if (!place || place.replayedAtUs !== undefined) return;
    place.replayedAtUs = atUs;
    this.replayed += 1;
  }

  /** -1 where it is not kept. */
  private indexOf(id: string): number {
    let low = 0;
    let high = this.places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.places[middle]!.id < id) low = middle + 1;
      else high = middle;
    }
    return this.places[low]?.id === id ? low : -1;
  }

  private async readPage({ limit, cursor, wanted = () => true }: Parameters<DeadLetters['page']>[0]): Promise<{ items: DeadLetter[]; next: string | null }> {
    const before = this.places.filter((place) => (cursor === undefined || place.id < cursor) && wanted(place));
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
    this.replayed = this.places.filter(({ replayedAtUs }) => replayedAtUs !== undefined).length;
    this.presentBytes = 0;
    await previous.close();
  }

  private async letterAt({ file, from, bytes, replayedAtUs }: Place): Promise<DeadLetter> {
    const handle = file === 'present' ? this.handle : await open(fileOf(this.folder, 'old'), 'r');
    try {
      const { buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, from);
      const letter = JSON.parse(buffer.toString('utf8')) as DeadLetter;
      return replayedAtUs === undefined ? letter : { ...letter, replayedAtUs };
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
      const kept = parsed(line);
      if (!kept) break;
      if ('id' in kept) this.places.push({ id: kept.id, topic: kept.topic, reason: kept.reason, file, from, bytes });
      else if ('replayed' in kept) this.mark(kept);
      else this.markedTo = Math.max(this.markedTo, kept.takenTo);
      from += bytes;
    }
    return from;
  }
}

/** A letter that was replayed, as it stands in a file. */
interface Replayed {
  replayed: string;
  atUs: number;
}

/** What a line of a file says; null where it was not completely written. */
function parsed(line: string): DeadLetter | Replayed | { takenTo: number } | null {
  try {
    return JSON.parse(line) as DeadLetter | Replayed | { takenTo: number };
  } catch {
    return null;
  }
}

const fileOf = (folder: string, file: Place['file']) => path.join(folder, `${file}.jsonl`);

function lettersOf({ entries, end }: Committed): DeadLetter[] {
  const letters: DeadLetter[] = [];
  entries.forEach(({ topic, deadLetters }, at) => {
    if (deadLetters.length === 0) return;
    const id = `${String(end).padStart(ID_DIGITS, '0')}-${String(at).padStart(4, '0')}`;
    deadLetters.forEach(({ payloadBase64, reason, detail, receivedAtUs }, nth) =>
      letters.push({ id: nth === 0 ? id : `${id}-${String(nth).padStart(5, '0')}`, topic, payloadBase64, reason, detail, receivedAtUs }),
    );
  });
  return letters;
}

function marksOf({ entries }: Committed): Replayed[] {
  const marks: Replayed[] = [];
  for (const { key } of entries) {
    const mark = replayMark(key);
    if (mark) marks.push({ replayed: mark.id, atUs: mark.atUs });
  }
  return marks;
}
