import { z } from 'zod';
import { CHANGE_NOTE_SENTENCES, type ChangeNoteCode } from './change-note-sentences.js';
import { fill, type ValuesOf } from './sentence.js';

/** What the sentence of a code needs. */
export type ChangeNoteValues<Code extends ChangeNoteCode> = ValuesOf<typeof CHANGE_NOTE_SENTENCES, Code>;

export const ChangeNote = z.strictObject({
  code: z.enum(Object.keys(CHANGE_NOTE_SENTENCES) as [ChangeNoteCode, ...ChangeNoteCode[]]),
  change: z.int().min(0).describe('place of the change in its variant, from 0'),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ChangeNote = z.infer<typeof ChangeNote>;

/** A note in English. */
export const sayChangeNote = ({ code, values }: ChangeNote): string => fill(CHANGE_NOTE_SENTENCES[code], values);
