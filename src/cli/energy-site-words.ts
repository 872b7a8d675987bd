import type { Lang } from './io.js';

/** What `twin energy baseline` and `savings` say of a site beside what they say of a file. */
interface SiteWords {
  about(cell: string, name: string, carrier: string, id: string): string;
  allCarriers: string;
  meters(sources: string): string;
  outdoor(source: string): string;
  carriedOut(question: string, variant: string, run: string, at: string): string;
  needsDays: string;
  noBase(option: string, text: string): string;
  noBaseline(cell: string): string;
  noPeriod: string;
}

const en: SiteWords = {
  about: (cell, name, carrier, id) => `${cell}, ${carrier}: baseline ${name} (${id}), measured`,
  allCarriers: 'all carriers',
  meters: (sources) => `Sum of the meters: ${sources}`,
  outdoor: (source) => `Outdoor temperature: ${source}`,
  carriedOut: (question, variant, run, at) => `Carried out on ${at}: ${question} (${variant}, run ${run})`,
  needsDays: 'a baseline of a site needs its first and last day: --from 2026-01-01 --to 2026-01-31',
  noBase: (option, text) => `${option} ${text}: expected none, find, or a temperature in °C`,
  noBaseline: (cell) => `${cell} has no baseline: twin energy baseline ${cell} --from … --to …`,
  noPeriod: 'No period of this time can be used',
};

const fr: SiteWords = {
  about: (cell, name, carrier, id) => `${cell}, ${carrier} : performance de référence ${name} (${id}), mesurée`,
  allCarriers: 'toutes énergies',
  meters: (sources) => `Somme des compteurs : ${sources}`,
  outdoor: (source) => `Température extérieure : ${source}`,
  carriedOut: (question, variant, run, at) => `Mis en œuvre le ${at} : ${question} (${variant}, simulation ${run})`,
  needsDays: 'une référence de site demande son premier et son dernier jour : --from 2026-01-01 --to 2026-01-31',
  noBase: (option, text) => `${option} ${text} : none, find ou une température en °C attendu`,
  noBaseline: (cell) => `${cell} n'a pas de référence : twin energy baseline ${cell} --from … --to …`,
  noPeriod: 'Aucune période de ce temps n’est utilisable',
};

export const SITE_WORDS: Record<Lang, SiteWords> = { en, fr };
