import { parseDocument } from 'yaml';
import { lineDiff, type Hunk } from './line-diff.js';

/** A YAML text that says what `written` says, with the lines of `text` wherever they say it too: their comments, spaces and breaks stay. */
export function withLinesOf(text: string, written: string): string {
  const wanted = meaning(written);
  const says = (lines: readonly string[]) => meaning(lines.join('\n')) === wanted;
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const [old, next] = [text, written].map((each) => each.split(/\r?\n/)) as [string[], string[]];
  let before: string[] = [];
  let after = next;
  for (const hunk of lineDiff(old, next)) {
    after = after.slice(hunk.new.length);
    const isSame = hunk.old === hunk.new || says([...before, ...hunk.old, ...after]);
    before = isSame ? [...before, ...hunk.old] : [...before, ...kept(hunk, (lines) => says([...before, ...lines, ...after]))];
  }
  return before.join(end);
}

/** Of a hunk that changes something the new lines, with the old ones of those parts that change nothing. */
function kept(hunk: Hunk, says: (lines: readonly string[]) => boolean): string[] {
  const parts = partsOf(hunk).map((part) => ({ ...part, lines: part.new }));
  for (const part of parts) {
    part.lines = part.old;
    if (!says(parts.flatMap(({ lines }) => lines))) part.lines = part.new;
  }
  return parts.flatMap(({ lines }) => [...lines]);
}

/** What a text says, comments and layout aside; null where it is no YAML. */
function meaning(text: string): string | null {
  const doc = parseDocument(text);
  return doc.errors.length > 0 ? null : JSON.stringify(doc.toJS({ maxAliasCount: -1 }));
}

/** Runs of lines at both ends of a hunk that have the same characters, however broken, and what is between them. */
function partsOf(hunk: Hunk): Hunk[] {
  const { parts: head, rest } = partsAtHead(hunk);
  const { parts: tail, rest: middle } = partsAtHead(reversed(rest));
  return [...head, reversed(middle), ...tail.map(reversed).reverse()];
}

const reversed = ({ old, new: next }: Hunk): Hunk => ({ old: [...old].reverse(), new: [...next].reverse() });

function partsAtHead({ old, new: next }: Hunk): { parts: Hunk[]; rest: Hunk } {
  const parts: Hunk[] = [];
  let rest: Hunk = { old, new: next };
  let [i, j] = [1, 1];
  while (i <= rest.old.length && j <= rest.new.length) {
    const [ours, theirs] = [characters(rest.old.slice(0, i)), characters(rest.new.slice(0, j))];
    if (ours === theirs) {
      parts.push({ old: rest.old.slice(0, i), new: rest.new.slice(0, j) });
      rest = { old: rest.old.slice(i), new: rest.new.slice(j) };
      [i, j] = [1, 1];
    } else if (ours.length < theirs.length) i++;
    else j++;
  }
  return { parts, rest };
}

/** In their order by code, without spaces, and without the commas that a last entry may have or not. */
const characters = (lines: readonly string[]): string => [...lines.join('').replace(/[\s,]/g, '')].sort().join('');
