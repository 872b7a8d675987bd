import { fill, readerOf, type ValuesOf } from './sentence.js';

/** What limits an answer about a line, by code: the English sentence, with its values in {{}}. Answers hold the sentence itself. */
export const LINE_NOTE_SENTENCES = {
  demo: 'The line is invented and its machines are simulated.',
  notFitted: 'Rates, stops and powers are those of the plant file; they were not fitted to data of this line.',
  notFittedElse: 'All other rates, stops and powers are those of the plant file; they were not fitted to data of this line.',
  slow: 'The {{unit}} has run {{percent}} % below its ideal rate since {{since}} UTC and is taken to go on so; ask with its rate set to {{rate}} /min to see it mended.',
  fast: 'The {{unit}} has run {{percent}} % above its ideal rate since {{since}} UTC and is taken to go on so; ask with its rate set to {{rate}} /min to see it as it should be.',
  noTariff: 'The line has no tariff: the cost is not known.',
  noCarbon: 'The line has no emission factor: the emissions are not known.',
  cancelled: 'The run was cancelled after {{done}} of {{asked}} replications.',
  few: '{{n}} replications are few: the intervals are wide.',
} as const;

export type LineNoteCode = keyof typeof LINE_NOTE_SENTENCES;

/** The sentence that stands in an answer. */
export const lineNote = <Code extends LineNoteCode>(code: Code, values: ValuesOf<typeof LINE_NOTE_SENTENCES, Code>): string =>
  fill(LINE_NOTE_SENTENCES[code], values);

/** The code of a sentence that stands in an answer, and its values. Null for one that is none of ours. */
export const readLineNote: (note: string) => { code: LineNoteCode; values: Record<string, string> } | null = readerOf(LINE_NOTE_SENTENCES);
