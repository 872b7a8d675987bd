import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from '../property.js';
import { DeadLetters } from '../../src/telemetry/dead-letters.js';
import { DedupeWindow, messageKey } from '../../src/telemetry/dedupe.js';
import type { Committed } from '../../src/telemetry/journal.js';
import { Latest } from '../../src/telemetry/latest.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stores-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const totals = { stored: 0, duplicate: 0, deadLettered: 0 };
/** A committed frame at `end` with a dead letter for each name. */
const frame = (end: number, ...names: string[]): Committed => ({
  end, totals,
  entries: names.map((topic) => ({ topic, key: topic, observations: [], deadLetters: [{ payloadBase64: 'ew==', reason: 'not-json', detail: 'é', receivedAtUs: 1 }] })),
}); // prettier-ignore
const topics = async (letters: DeadLetters, limit = 500) => (await letters.page({ limit })).items.map(({ topic }) => topic);

describe('dead letters', () => {
  it('keeps each once, though its frame is taken twice', async () => {
    const letters = await DeadLetters.open(folder);
    await letters.take([frame(10, 'a', 'b'), frame(20)]);
    await letters.take([frame(10, 'a', 'b'), frame(20), frame(30, 'c')]);
    expect(await topics(letters)).toStrictEqual(['c', 'b', 'a']);
    await letters.close();
  });

  it('goes on after a crash in the middle of a line, from the frame that may be incomplete', async () => {
    const before = await DeadLetters.open(folder);
    await before.take([frame(10, 'a')]);
    await before.take([frame(20, 'b', 'c')]);
    await before.close();
    const file = path.join(folder, 'present.jsonl');
    const lines = (await readFile(file, 'utf8')).split('\n');
    await writeFile(file, lines.slice(0, -2).join('\n').slice(0, -5)); // without the mark, and with half of c
    const after = await DeadLetters.open(folder);
    expect(await topics(after)).toStrictEqual(['b', 'a']);
    expect(after.offset).toBe(10);
    await after.take([frame(20, 'b', 'c'), frame(30, 'd')]);
    expect(await topics(after)).toStrictEqual(['d', 'c', 'b', 'a']);
    expect(after.offset).toBe(30);
    await after.close();
  });

  it('knows after a restart up to where it has taken all, also where there was none', async () => {
    const before = await DeadLetters.open(folder);
    expect(before.offset).toBe(0);
    await before.take([frame(10, 'a'), frame(20)]);
    await before.take([frame(30)]);
    await before.close();
    const after = await DeadLetters.open(folder);
    expect(after.offset).toBe(30);
    expect(await topics(after)).toStrictEqual(['a']);
    await after.close();
  });

  it('passes over what is no dead letter at the end of its file', async () => {
    const before = await DeadLetters.open(folder);
    await before.take([frame(10, 'a')]);
    await before.close();
    await appendFile(path.join(folder, 'present.jsonl'), '\0\0\0\n');
    const after = await DeadLetters.open(folder);
    await after.take([frame(20, 'b')]);
    await after.close();
    const again = await DeadLetters.open(folder);
    expect(await topics(again)).toStrictEqual(['b', 'a']);
    await again.close();
  });

  it('holds at least the newest so many, and at most twice as many, also after a restart', async () => {
    const limits = { letters: 3, bytes: 1e9 };
    const letters = await DeadLetters.open(folder, limits);
    for (let n = 1; n <= 8; n++) await letters.take([frame(n, `t${n}`)]);
    expect(await topics(letters)).toStrictEqual(['t8', 't7', 't6', 't5', 't4']);
    await letters.close();
    const again = await DeadLetters.open(folder, limits);
    expect(await topics(again)).toStrictEqual(['t8', 't7', 't6', 't5', 't4']);
    await again.close();
  });

  it('can be read while others are taken', async () => {
    const letters = await DeadLetters.open(folder, { letters: 2, bytes: 1e9 });
    const work: Promise<unknown>[] = [];
    for (let n = 1; n <= 20; n++) work.push(letters.take([frame(n, `t${n}`)]), letters.page({ limit: 10 }));
    await Promise.all(work);
    expect((await topics(letters, 2))[0]).toBe('t20');
    await letters.close();
  });
});

describe('the newest values', () => {
  it.each(['', '{"offset":', '{"offset":"x","lines":{}}'])('begin anew where the file holds %j', async (text) => {
    const file = path.join(folder, 'latest.json');
    await writeFile(file, text);
    const latest = new Latest(file);
    await latest.load();
    expect([latest.offset, latest.of('l')]).toStrictEqual([0, []]);
  });

  it('are the same after saving and loading', async () => {
    const file = path.join(folder, 'latest.json');
    const before = new Latest(file);
    const observation = { line: 'l', unit: 'u', signal: 'batch', value: 'L1', measuredAtUs: 5, receivedAtUs: 6, quality: 'good' } as const;
    before.take({ end: 10, totals, entries: [{ topic: 't', key: 'k', observations: [observation], deadLetters: [] }] });
    expect(await before.save()).toBe(10);
    const after = new Latest(file);
    await after.load();
    expect([after.offset, after.of('l')]).toStrictEqual([10, before.of('l')]);
  });
});

describe('the window of repetitions', () => {
  it('remembers at least the last so many keys, and at most twice as many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 300 }), (size, count) => {
        const window = new DedupeWindow(size);
        for (let n = 0; n < count; n++) window.add(`k${n}`);
        const remembered = Array.from({ length: count }, (_, n) => window.has(`k${n}`));
        expect(remembered.slice(-size).every((known) => known)).toBe(true);
        expect(remembered.filter((known) => known).length).toBeLessThanOrEqual(2 * size);
      }),
    );
  });

  it('tells topic from payload', () => {
    const keys = [['a', 'b'], ['ab', ''], ['', 'ab'], ['a', '\xff'], ['a', Buffer.from([0xff])]].map(([topic, payload]) => messageKey(topic as string, Buffer.from(payload as string))); // prettier-ignore
    expect(new Set(keys).size).toBe(5);
    expect(messageKey('a', Buffer.from('b'))).toBe(keys[0]);
  });
});
