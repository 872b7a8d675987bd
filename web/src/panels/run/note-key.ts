import { en } from '../../i18n/en.js';

export type NoteKey = keyof typeof en.notes;

/** The note of the server among those that we can say in both languages. Null for one that we do not know. */
export function noteKey(note: string): { key: NoteKey; n: number } | null {
  const n = Number(/\d+/.exec(note)?.[0] ?? 0);
  const key = (Object.keys(en.notes) as NoteKey[]).find((candidate) => en.notes[candidate].replace('{{n}}', String(n)) === note);
  return key ? { key, n } : null;
}
