import type { LookAheadNote } from '../contract/look-ahead-note.js';
import { NOTE_SENTENCES } from '../contract/look-ahead-note.js';
import { NOTE_SENTENCES_FR } from '../contract/look-ahead-note-fr.js';
import { fill } from '../contract/sentence.js';
import type { Lang } from './io.js';

const SENTENCES = { en: NOTE_SENTENCES, fr: NOTE_SENTENCES_FR };

/** What a look-ahead, or the start of a simulation where a site stands, did not know and took it to be. */
export const noteText = ({ code, values }: LookAheadNote, lang: Lang): string => fill(SENTENCES[lang][code], values);
