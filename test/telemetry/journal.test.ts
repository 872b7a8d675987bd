import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from '../property.js';
import { Journal, type Committed, type JournalOptions } from '../../src/telemetry/journal.js';
import type { Entry } from '../../src/telemetry/journal-frame.js';

const FIRST = 1_000_000;
let folder: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'journal-'));
  said = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const say = (message: string) => said.push(message);
const options = (more: Partial<JournalOptions> = {}): JournalOptions => ({
  folder, consumers: ['history'], limitBytes: 64 * 1024 * 1024, firstOffset: FIRST, atLeast: 0, log: { log: say, warn: say, error: say }, ...more,
}); // prettier-ignore

const entry = (n: number, size = 0): Entry => ({
  topic: `t/${n}`,
  key: `key${n}`,
  observations: [{ line: 'l', unit: 'u', signal: 'speed', value: n, measuredAtUs: n, receivedAtUs: n, quality: 'good' }],
  deadLetters: size > 0 ? [{ payloadBase64: 'A'.repeat(size), reason: 'not-json', detail: 'd', receivedAtUs: n }] : [],
});
const stored = (n: number): Entry => ({ ...entry(n), deadLetters: [] });
const dead = (n: number, size: number): Entry => ({ ...entry(n, size), observations: [] });

const durable = (journal: Journal, one: Entry) => new Promise<void>((resolve) => journal.append(one, resolve));
async function readAll(journal: Journal, from = 0): Promise<Committed[]> {
  const frames: Committed[] = [];
  for (let more = await journal.read(from); more.length > 0; more = await journal.read(frames.at(-1)!.end)) frames.push(...more);
  return frames;
}
const keysOf = (frames: readonly Committed[]) => frames.flatMap(({ entries }) => entries.map(({ key }) => key));
const segmentFiles = async () => (await readdir(folder)).filter((name) => name.endsWith('.journal')).sort();

/** A stand-in for fdatasync that waits to be let through. */
function gate() {
  const waiting: (() => void)[] = [];
  return { sync: () => new Promise<void>((resolve) => waiting.push(resolve)), waiting, open: () => waiting.splice(0).forEach((resolve) => resolve()) };
}
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the journal', () => {
  it('gives back after reopening what was committed, entry by entry', async () => {
    const first = await Journal.open(options());
    await Promise.all([durable(first, stored(1)), durable(first, dead(2, 10)), new Promise<void>((resolve) => first.appendDuplicate(3, resolve))]);
    await durable(first, stored(4));
    await first.close();
    const again = await Journal.open(options());
    expect((await readAll(again)).flatMap(({ entries }) => entries)).toStrictEqual([stored(1), dead(2, 10), stored(4)]);
    expect(again.totals).toStrictEqual({ stored: 2, duplicate: 3, deadLettered: 1 });
    expect(again.end).toBe(first.end);
    await again.close();
  });

  it('loses nothing of what was committed, wherever the file is cut after that', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (commits, cut) => {
          await rm(folder, { recursive: true, force: true });
          const journal = await Journal.open(options());
          const ends: number[] = [];
          let n = 0;
          for (const size of commits) {
            await Promise.all(Array.from({ length: size }, () => durable(journal, stored(n++))));
            ends.push(journal.end);
          }
          await journal.close();
          const file = path.join(folder, (await segmentFiles())[0]!);
          const left = Math.floor(cut * (ends.at(-1)! - FIRST));
          await truncate(file, left);
          const whole = ends.filter((end) => end <= FIRST + left).length;
          const expected = commits.slice(0, whole).reduce((sum, size) => sum + size, 0);
          const again = await Journal.open(options());
          expect(keysOf(await readAll(again))).toStrictEqual(Array.from({ length: expected }, (_, i) => `key${i}`));
          await durable(again, stored(99));
          expect(keysOf(await readAll(again)).at(-1)).toBe('key99');
          await again.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([
    ['half a frame', Buffer.from([200, 0, 0, 0, 1, 2, 3, 4, 91])],
    ['zeros', Buffer.alloc(4096)],
  ])('cuts off %s at the end, and says so', async (_what, torn) => {
    const journal = await Journal.open(options());
    await durable(journal, stored(1));
    await journal.close();
    await appendFile(path.join(folder, (await segmentFiles())[0]!), torn);
    const again = await Journal.open(options());
    await durable(again, stored(2));
    expect(keysOf(await readAll(again))).toStrictEqual(['key1', 'key2']);
    expect(said).toStrictEqual([
      `the journal ended in ${torn.length} bytes that were not completely written; nothing in them had been acknowledged. They were cut off`,
    ]);
    await again.close();
  });

  it('commits together what comes while a commit is under way, and calls nobody before', async () => {
    const disk = gate();
    const journal = await Journal.open(options({ sync: disk.sync }));
    const done: number[] = [];
    journal.append(stored(1), () => done.push(1));
    await until(() => disk.waiting.length === 1);
    for (const n of [2, 3, 4]) journal.append(stored(n), () => done.push(n));
    expect(done).toStrictEqual([]);
    disk.open();
    await until(() => disk.waiting.length === 1);
    expect(done).toStrictEqual([1]);
    expect(keysOf(await readAll(journal))).toStrictEqual(['key1']);
    disk.open();
    await journal.flush();
    expect(done).toStrictEqual([1, 2, 3, 4]);
    expect((await readAll(journal)).map(({ entries }) => entries.length)).toStrictEqual([1, 3]);
    await journal.close();
  });

  it('acknowledges a repetition not before what it repeats is durable', async () => {
    const disk = gate();
    const journal = await Journal.open(options({ sync: disk.sync }));
    const done: string[] = [];
    journal.append(stored(1), () => done.push('first'));
    await until(() => disk.waiting.length === 1);
    journal.appendDuplicate(1, () => done.push('again'));
    expect(done).toStrictEqual([]);
    disk.open();
    await until(() => disk.waiting.length === 1);
    expect(done).toStrictEqual(['first']);
    disk.open();
    await journal.flush();
    expect(done).toStrictEqual(['first', 'again']);
    await journal.close();
  });

  it('tries again what the disk refused, and stores it once', async () => {
    let failures = 2;
    const sync = () => (failures-- > 0 ? Promise.reject(new Error('ENOSPC: no space left on device')) : Promise.resolve());
    const journal = await Journal.open(options({ sync }));
    await durable(journal, stored(1));
    await durable(journal, stored(2));
    expect(keysOf(await readAll(journal))).toStrictEqual(['key1', 'key2']);
    expect(said).toStrictEqual(['the journal cannot be written: ENOSPC: no space left on device. Nothing is acknowledged until it can']);
    expect(journal.problem).toBeNull();
    await journal.close();
    const again = await Journal.open(options());
    expect(keysOf(await readAll(again))).toStrictEqual(['key1', 'key2']);
    await again.close();
  });

  it('keeps segments until every consumer has released them, and the last full one for good', async () => {
    const journal = await Journal.open(options({ limitBytes: 400_000, consumers: ['history', 'twin'] }));
    for (let n = 0; n < 3; n++) await durable(journal, dead(n, 100_000));
    expect(await segmentFiles()).toHaveLength(4);
    journal.release('history', journal.end);
    await journal.flush();
    expect(await segmentFiles()).toHaveLength(4);
    journal.release('twin', journal.end);
    await journal.close();
    expect(await segmentFiles()).toHaveLength(2);
    const newest: string[] = [];
    await (await Journal.open(options(), ({ entries }) => newest.push(...entries.map(({ key }) => key)))).close();
    expect(newest).toStrictEqual(['key2']);
  });

  it('warns before its limit, stops at it, and goes on when there is space', async () => {
    const journal = await Journal.open(options({ limitBytes: 400_000 }));
    for (let n = 0; n < 3; n++) await durable(journal, dead(n, 100_000));
    let done = false;
    journal.append(dead(3, 100_000), () => (done = true));
    await until(() => journal.problem !== null);
    expect(done).toBe(false);
    expect(said).toStrictEqual([
      expect.stringMatching(/^the journal has reached its limit of 0 MB since history is behind\. Nothing is acknowledged until there is space$/),
    ]);
    journal.release('history', journal.end);
    await journal.flush();
    expect(done).toBe(true);
    expect(journal.problem).toBeNull();
    expect(keysOf(await readAll(journal)).at(-1)).toBe('key3');
    await journal.close();
  });

  it('warns at four fifths of its limit', async () => {
    const journal = await Journal.open(options({ limitBytes: 400_000 }));
    await durable(journal, dead(0, 350_000));
    expect(said).toStrictEqual(['the journal holds 0 MB of at most 0 MB since history is behind']);
    await journal.close();
  });

  it('closes at its limit without having stored what did not fit', async () => {
    const journal = await Journal.open(options({ limitBytes: 1_000 }));
    let done = false;
    journal.append(dead(0, 2_000), () => (done = true));
    await until(() => journal.problem !== null);
    await journal.close();
    expect(done).toBe(false);
  });

  it('goes on above an offset that was handed out by a journal that is gone', async () => {
    const journal = await Journal.open(options({ atLeast: FIRST + 500 }));
    await durable(journal, stored(1));
    expect(journal.end).toBeGreaterThan(FIRST + 500);
    await journal.close();
    const again = await Journal.open(options({ atLeast: FIRST + 100_000 }));
    await durable(again, stored(2));
    expect(again.end).toBeGreaterThan(FIRST + 100_000);
    expect(keysOf(await readAll(again))).toStrictEqual(['key1', 'key2']);
    await again.close();
  });

  it('passes over a damaged part of an old segment, and says which', async () => {
    const journal = await Journal.open(options({ limitBytes: 400_000 }));
    for (let n = 0; n < 3; n++) await durable(journal, dead(n, 100_000));
    await journal.close();
    const file = path.join(folder, (await segmentFiles())[1]!);
    const bytes = await readFile(file);
    bytes[50_000]! ^= 1;
    await writeFile(file, bytes);
    const again = await Journal.open(options());
    for (let time = 0; time < 2; time++) expect(keysOf(await readAll(again))).toStrictEqual(['key0', 'key2']);
    expect(said).toStrictEqual([
      `${file} is damaged: its bytes 0 to ${bytes.length}, with an unknown number of readings, cannot be read. ` +
        'Those that had not reached history, twin or dead letters before are lost; all others in the file are kept.',
    ]);
    again.release('history', again.end);
    await again.close();
    expect((await readFile(`${file}.damaged`)).equals(bytes)).toBe(true);
  });

  it.each([
    ['a length', 0],
    ['the high byte of a length', 3],
    ['a checksum', 4],
    ['a letter', 30],
  ])('with %s damaged in the middle of the last segment loses only that frame, says what it held, and keeps the file aside', async (_what, at) => {
    const journal = await Journal.open(options());
    const ends: number[] = [];
    for (let n = 0; n < 6; n++) {
      await Promise.all([durable(journal, stored(10 * n)), durable(journal, stored(10 * n + 1)), durable(journal, dead(10 * n + 2, 8))]);
      ends.push(journal.end - FIRST);
    }
    await journal.close();
    const file = path.join(folder, (await segmentFiles())[0]!);
    const bytes = await readFile(file);
    for (const frame of [1, 3]) bytes[ends[frame - 1]! + at]! ^= 2;
    await writeFile(file, bytes);
    const kept = [0, 1, 2, 20, 21, 22, 40, 41, 42, 50, 51, 52].map((n) => `key${n}`);
    const sentence = (frame: number) =>
      `${file} is damaged: its bytes ${ends[frame - 1]} to ${ends[frame]}, with 2 stored readings and 1 dead letter, cannot be read. ` +
      `Those that had not reached history, twin or dead letters before are lost; all others in the file are kept. The file as it was is kept as ${file}.damaged.`;
    const again = await Journal.open(options());
    expect(said).toStrictEqual([sentence(1), sentence(3)]);
    expect((await readFile(`${file}.damaged`)).equals(bytes)).toBe(true);
    expect(keysOf(await readAll(again))).toStrictEqual(kept);
    expect(keysOf(await readAll(again, FIRST + ends[2]!))).toStrictEqual(kept.slice(6));
    expect(again.totals).toStrictEqual({ stored: 12, duplicate: 0, deadLettered: 6 });
    await durable(again, stored(99));
    expect(again.end).toBeGreaterThan(journal.end);
    await again.close();
    const third = await Journal.open(options());
    expect(keysOf(await readAll(third))).toStrictEqual([...kept, 'key99']);
    expect(said).toHaveLength(2);
    await third.close();
  });

  it('with its last frame damaged calls it damaged, and does not hand out its offset again', async () => {
    const journal = await Journal.open(options());
    await durable(journal, stored(1));
    const whole = journal.end - FIRST;
    await durable(journal, stored(2));
    await journal.close();
    const file = path.join(folder, (await segmentFiles())[0]!);
    const bytes = await readFile(file);
    bytes[whole + 20]! ^= 1;
    await writeFile(file, bytes);
    const again = await Journal.open(options());
    await durable(again, stored(3));
    expect(again.end).toBeGreaterThan(journal.end);
    expect(keysOf(await readAll(again))).toStrictEqual(['key1', 'key3']);
    expect(said).toStrictEqual([
      expect.stringMatching(`bytes ${whole} to ${bytes.length}, with an unknown number of readings, cannot be read.*\\.damaged\\.$`),
    ]);
    expect((await readFile(`${file}.damaged`)).equals(bytes)).toBe(true);
    await again.close();
  });

  it('hands a waiting reader the next commit, and none when stopped', async () => {
    const journal = await Journal.open(options());
    const stop = new AbortController();
    const next = journal.next(journal.end, stop.signal);
    await durable(journal, stored(1));
    expect(keysOf(await next)).toStrictEqual(['key1']);
    const never = journal.next(journal.end, stop.signal);
    stop.abort();
    expect(await never).toStrictEqual([]);
    const closed = journal.next(journal.end, new AbortController().signal);
    await journal.close();
    expect(await closed).toStrictEqual([]);
  });
});
