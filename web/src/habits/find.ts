export const FOUND_KINDS = ['cell', 'line', 'page', 'machine', 'lot', 'scenario', 'run', 'alarm'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** Something that has an address of its own. */
export interface Findable {
  kind: FoundKind;
  href: string;
  name: string;
  /** where or when it is */
  detail: string;
  /** also found by */
  id: string;
  /** in the other language, by which it is found too */
  also?: string;
}

/** Lower case, without accents. */
export const folded = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();

const pathOf = (href: string) => href.replace(/[?#].*$/, '');

/**
 * What is meant by some words: each of them is in its name, id or place. Begins of names come first, then begins of words, then all else; among
 * equals what was looked at lately, then by kind. Without words: what was looked at lately, then lines and sites, then all else.
 */
export function find(items: readonly Findable[], words: string, recent: readonly string[]): Findable[] {
  const asked = folded(words).split(/\s+/).filter(Boolean);
  const visited = new Map(recent.map((path, i) => [path, i]));
  const ranked = items.flatMap((item, place) => {
    const match = matchOf(item, asked);
    return match === null ? [] : [{ item, place, key: [match, visited.get(pathOf(item.href)) ?? recent.length, FOUND_KINDS.indexOf(item.kind)] }];
  });
  ranked.sort((a, b) => compare(a.key, b.key) || a.place - b.place);
  return ranked.map(({ item }) => item);
}

/** 0: as good as can be; null: not meant. */
function matchOf({ name, id, detail, also = '' }: Findable, asked: readonly string[]): number | null {
  const names = folded(`${name} ${id} ${also}`);
  const all = `${names} ${folded(detail)}`;
  if (!asked.every((word) => all.includes(word))) return null;
  const first = asked[0];
  if (first === undefined || folded(name).startsWith(first) || folded(also).startsWith(first) || folded(id) === first) return 0;
  return asked.every((word) => begins(names, word)) ? 1 : asked.every((word) => names.includes(word)) ? 2 : 3;
}

const begins = (text: string, word: string) => text.split(/[^\p{L}\p{N}]+/u).some((each) => each.startsWith(word));
const compare = (a: readonly number[], b: readonly number[]) => a.map((value, i) => value - b[i]!).find((difference) => difference !== 0) ?? 0;
