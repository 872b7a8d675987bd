import { en } from '../../i18n/en.js';

export type NoteKey = keyof typeof en.notes;

const SENTENCES = (Object.keys(en.notes) as NoteKey[]).map((key) => ({
  key,
  pattern: new RegExp(`^${en.notes[key].replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replace(/\{\{(\w+)\}\}/g, '(?<$1>.+?)')}$`),
}));

/** The note of the server among those that we can say in both languages, with what stands in it. Null for one that we do not know. */
export function noteKey(note: string): { key: NoteKey; values: Record<string, string> } | null {
  for (const { key, pattern } of SENTENCES) {
    const found = pattern.exec(note);
    if (found) return { key, values: { ...found.groups } };
  }
  return null;
}
