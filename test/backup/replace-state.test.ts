import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from '../property.js';
import { finishReplacing, replaceState } from '../../src/backup/replace-state.js';

const RUNS = 100;
let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'twin-replace-'))));
afterEach(() => rmSync(folder, { recursive: true }));

type State = Record<string, string>;

/** A file, or a folder with a file, by name. */
function fill(place: string, state: State): void {
  for (const [name, text] of Object.entries(state)) {
    if (text.startsWith('in a folder')) {
      mkdirSync(path.join(place, name));
      writeFileSync(path.join(place, name, 'inside'), text);
    } else writeFileSync(path.join(place, name), text);
  }
}

function read(place: string): State {
  const names = readdirSync(place).filter((name) => name !== 'lock');
  return Object.fromEntries(
    names.map((name) => {
      const entry = path.join(place, name);
      return [name, readFileSync(statSync(entry).isDirectory() ? path.join(entry, 'inside') : entry, 'utf8')];
    }),
  );
}

const someState = (of: string) =>
  fc.dictionary(fc.constantFrom('journal', 'history', 'twin', 'latest.json', 'postgres', 'dead-letters'), fc.constantFrom(`${of}`, `in a folder: ${of}`));

/** Renames until it has done so some times; then fails as a process that was killed. */
function killedAfter(renames: number): (from: string, to: string) => Promise<void> {
  let left = renames;
  return async (from, to) => {
    if (left-- <= 0) throw new Error('killed');
    await rename(from, to);
  };
}

it('a process killed at any rename leaves the old state or the new one, whole, once the folder is opened again', async () => {
  await fc.assert(
    fc.asyncProperty(someState('old'), someState('new'), fc.nat(16), fc.nat(6), async (before, after, first, second) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'lock'), '');
      fill(folder, before);
      const make = (place: string) => Promise.resolve(fill(place, after));
      const killed = await replaceState(folder, make, killedAfter(first)).then(
        () => false,
        () => true,
      );
      await finishReplacing(folder, killedAfter(second)).catch(() => undefined); // and killed again
      await finishReplacing(folder);
      expect(read(folder)).toEqual(killed && first === 0 ? before : after); // the first rename decides
    }),
    { numRuns: RUNS, seed: 11, examples: [[{ journal: 'old' }, { journal: 'new' }, 0, 0]] },
  );
});

it('a new state that could not be made leaves the old one and nothing of itself', async () => {
  fill(folder, { journal: 'in a folder: old', 'latest.json': 'old' });
  const fails = async (place: string) => {
    fill(place, { journal: 'half' });
    throw new Error('the disk is full');
  };
  await expect(replaceState(folder, fails)).rejects.toThrow('the disk is full');
  expect(read(folder)).toEqual({ journal: 'in a folder: old', 'latest.json': 'old' });
});

it('what a process killed while making a new state has left is removed', async () => {
  fill(folder, { 'latest.json': 'old' });
  mkdirSync(path.join(folder, '.restore/new/journal'), { recursive: true });
  await finishReplacing(folder);
  expect(read(folder)).toEqual({ 'latest.json': 'old' });
});
