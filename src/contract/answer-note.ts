import { z } from 'zod';
import { ANSWER_NOTE_SENTENCES, type AnswerNoteCode } from './answer-note-sentences.js';
import type { ValuesOf } from './sentence.js';

export const AnswerNote = z.strictObject({
  code: z.enum(Object.keys(ANSWER_NOTE_SENTENCES) as [AnswerNoteCode, ...AnswerNoteCode[]]),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AnswerNote = z.infer<typeof AnswerNote>;

/** A note with the values that its sentence needs. */
export const answerNote = <Code extends AnswerNoteCode>(code: Code, values: ValuesOf<typeof ANSWER_NOTE_SENTENCES, Code>): AnswerNote => ({ code, values });
