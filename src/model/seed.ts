/** A seed that follows from a line or cell and what it has taken in (FNV-1a over the name, then the count). */
export function seedOf(name: string, revision: number): number {
  let hash = 0x811c9dc5;
  for (const char of `${name} ${revision}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}
