import type { CellNames } from '../contract/cell-names.js';
import type { LookAheadNote } from '../contract/look-ahead-note.js';
import { NOTE_SENTENCES } from '../contract/look-ahead-note.js';
import { NOTE_SENTENCES_FR } from '../contract/look-ahead-note-fr.js';
import { namedValues } from '../contract/named-note.js';
import { fill } from '../contract/sentence.js';
import type { Lang } from './io.js';

const SENTENCES = { en: NOTE_SENTENCES, fr: NOTE_SENTENCES_FR };

/** What a look-ahead, or the start of a simulation where a site stands, did not know and took it to be; by ids where there are no names. */
export const noteText = (note: LookAheadNote, lang: Lang, names?: CellNames): string =>
  fill(SENTENCES[lang][note.code], names === undefined ? note.values : namedValues(note, names));
