/** `@<id of a dead letter>@<time [us]>@<key of its message>`: no key of a message begins so. */
const MARKED = /^@([^@]+)@(\d{1,17})@(.*)$/s;

/** The key of a journal entry that holds what a dead letter says, and that it is thereby replayed. */
export const markedKey = (id: string, atUs: number, key: string): string => `@${id}@${atUs}@${key}`;

/** What such a key says; null for the key of a message. */
export function replayMark(key: string): { id: string; atUs: number; key: string } | null {
  if (!key.startsWith('@')) return null;
  const [, id, atUs, own] = MARKED.exec(key) ?? [];
  return id === undefined || atUs === undefined || own === undefined ? null : { id, atUs: Number(atUs), key: own };
}
