import { SUPPLY_NOTE_SENTENCES_FR } from './supply-note-fr.js';
import type { SupplyNote } from './supply-note.js';
import type { Bilingual } from './units.js';

/** A note as people read it. */
export const supplyNoteText = ({ code, detail }: SupplyNote, language: keyof Bilingual): string =>
  language === 'fr' ? SUPPLY_NOTE_SENTENCES_FR[code] : detail;
