import type { LineNoteCode } from './line-note.js';

/** The same in French. */
export const LINE_NOTE_SENTENCES_FR: Record<LineNoteCode, string> = {
  demo: 'La ligne est inventée et ses machines sont simulées.',
  notFitted: 'Cadences, arrêts et puissances sont ceux du fichier d’installation ; ils n’ont pas été ajustés sur des données de cette ligne.',
  notFittedElse:
    'Toutes les autres cadences, les arrêts et les puissances sont ceux du fichier d’installation ; ils n’ont pas été ajustés sur des données de cette ligne.',
  slow: 'La machine {{unit}} tourne à {{percent}} % sous sa cadence idéale depuis le {{since}} UTC, et la réponse suppose que cela continue ; demandez avec sa cadence à {{rate}} /min pour la voir rétablie.',
  fast: 'La machine {{unit}} tourne à {{percent}} % au-dessus de sa cadence idéale depuis le {{since}} UTC, et la réponse suppose que cela continue ; demandez avec sa cadence à {{rate}} /min pour la voir à sa cadence.',
  noTariff: 'La ligne n’a pas de tarif : le coût n’est pas connu.',
  noCarbon: 'La ligne n’a pas de facteur d’émission : les émissions ne sont pas connues.',
  cancelled: 'Annulée après {{done}} réplications sur {{asked}}.',
  few: '{{n}} réplications, c’est peu : les intervalles sont larges.',
};
