import { number } from './format.js';
import type { Lang } from './io.js';

interface Ingested {
  stored: number;
  duplicate: number;
  refused: number;
  seconds: number;
}

interface ExchangeWords {
  columns: { unit: string; signal: string; readings: string; first: string; last: string };
  wouldRead: (readings: number, bad: number) => string;
  notJudged: (url: string) => string;
  ingested: (of: Ingested) => string;
  under: (stored: number, refused: number) => string;
  more: (bad: number) => string;
  leftOut: (rows: number, tags: string) => string;
  written: (bytes: number, file: string) => string;
}

const count = (value: number, lang: Lang) => number(value, 0, lang);

/** Words of ingest and export. */
export const EXCHANGE_WORDS: Record<Lang, ExchangeWords> = {
  en: {
    columns: { unit: 'unit', signal: 'signal', readings: 'readings', first: 'first', last: 'last' },
    wouldRead: (readings, bad) => `${count(readings, 'en')} readings would be ingested, ${count(bad, 'en')} rows or cells are wrong`,
    notJudged: (url) => `${url} does not answer: whether it has the line, its units and signals, and whether they can have these values was not judged`,
    ingested: ({ stored, duplicate, refused, seconds }) =>
      `${count(stored, 'en')} readings stored, ${count(duplicate, 'en')} had been stored before, ${count(refused, 'en')} wrong, in ${number(seconds, 1, 'en')} s`,
    under: (stored, refused) => `${count(stored, 'en')} readings, ${count(refused, 'en')} wrong`,
    more: (bad) => `… and ${count(bad, 'en')} more`,
    leftOut: (rows, tags) => `${count(rows, 'en')} rows of tags that the mapping does not name were left out: ${tags}`,
    written: (bytes, file) => `${count(bytes, 'en')} bytes written to ${file}`,
  },
  fr: {
    columns: { unit: 'machine', signal: 'signal', readings: 'mesures', first: 'première', last: 'dernière' },
    wouldRead: (readings, bad) => `${count(readings, 'fr')} mesures seraient reprises, ${count(bad, 'fr')} lignes ou cellules sont fausses`,
    notJudged: (url) => `${url} ne répond pas : ni la ligne, ni ses machines et signaux, ni les valeurs n’ont été vérifiés`,
    ingested: ({ stored, duplicate, refused, seconds }) =>
      `${count(stored, 'fr')} mesures enregistrées, ${count(duplicate, 'fr')} l’étaient déjà, ${count(refused, 'fr')} fausses, en ${number(seconds, 1, 'fr')} s`,
    under: (stored, refused) => `${count(stored, 'fr')} mesures, ${count(refused, 'fr')} fausses`,
    more: (bad) => `… et ${count(bad, 'fr')} autres`,
    leftOut: (rows, tags) => `${count(rows, 'fr')} lignes écartées, dont le tag n’est pas dans l’affectation : ${tags}`,
    written: (bytes, file) => `${count(bytes, 'fr')} octets écrits dans ${file}`,
  },
};
