import type { Criterion } from './enpi.js';
import type { Bilingual } from './units.js';

/** Where criteria of a baseline come from, as people read it in tables of the command and on screens alike. */
export const CRITERION_SOURCE_WORDS: Record<keyof Bilingual, Record<Criterion['source'], string>> = {
  en: { 'iso-50006': 'practice of ISO 50006', 'caltrack-2': 'CalTRACK 2.0', ipmvp: 'IPMVP', 'ashrae-14': 'ASHRAE Guideline 14', given: 'as asked for' },
  fr: { 'iso-50006': 'pratique de l’ISO 50006', 'caltrack-2': 'CalTRACK 2.0', ipmvp: 'IPMVP', 'ashrae-14': 'ASHRAE Guideline 14', given: 'comme demandé' },
};
