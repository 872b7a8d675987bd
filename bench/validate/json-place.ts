/** Line and column of a place in a text, both from one; the column counts UTF-16 units. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const ATOM = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Where a text stops being JSON (RFC 8259): the index of the first character that cannot stand there; null where it is JSON. */
export function firstError(text: string): number | null {
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return false;
    at += found[0].length;
    return true;
  };
  const sign = (character: string): boolean => {
    skip(SPACE);
    if (text[at] !== character) return false;
    at++;
    return true;
  };
  const members = (close: string, member: () => boolean): boolean => {
    if (sign(close)) return true;
    do if (!member()) return false;
    while (sign(','));
    return sign(close);
  };
  const value = (): boolean => {
    skip(SPACE);
    if (sign('{')) return members('}', () => (skip(SPACE), skip(STRING)) && sign(':') && value());
    if (sign('[')) return members(']', value);
    return skip(STRING) || skip(ATOM);
  };
  if (!value()) return at;
  skip(SPACE);
  return at === text.length ? null : at;
}
