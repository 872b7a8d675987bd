import { editDistance } from '../../contract/nearest.js';

const MOST_WORDS = 12;
const MOST_LETTERS = 40;

/** The words of a name, in lower case: `AcActivePowerTotal` is ac active power total, `Filler_01` is filler 1. */
export function wordsOf(name: string): readonly string[] {
  const known = remembered.get(name);
  if (known) return known;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const words = split(name);
  remembered.set(name, words);
  return words;
}

/** The same names are compared with one another again and again. */
const remembered = new Map<string, readonly string[]>();
const MOST_REMEMBERED = 5_000;

const split = (name: string): string[] =>
  name
    .slice(0, 400)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d)/g, '$1 $2')
    .replace(/(\d)([A-Za-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.replace(/^0+(?=\d)/, '').slice(0, MOST_LETTERS))
    .slice(0, MOST_WORDS);

/** How alike two names are, from 0 to 1: words that both have, over words that either has (Jaccard); a word of four letters or more may have a fifth of them wrong. */
export function likeness(a: string, b: string): number {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  if (first.length === 0 || second.length === 0) return 0;
  const left = [...second];
  let common = 0;
  for (const word of first) {
    const at = left.findIndex((other) => sameWord(word, other));
    if (at < 0) continue;
    left.splice(at, 1);
    common += 1;
  }
  return common / (first.length + second.length - common);
}

function sameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const longest = Math.max(a.length, b.length);
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > longest / 5 + 0.2) return false; // most words, at no cost
  return longest >= 4 && /^\p{L}+$/u.test(a) && /^\p{L}+$/u.test(b) && editDistance(a, b) <= Math.floor(longest / 5 + 0.2);
}
