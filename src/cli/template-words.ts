import type { Lang } from './io.js';

/** What the comments of a new question say. */
interface TemplateWords {
  aboutQuestion(name: string, docs: string): string;
  aboutSearch(name: string): string;
  question: string;
  hypothesis: string;
  starts: string;
  most: string;
  matters: string;
  kpis: string;
  below: string;
  none(kinds: string): string;
  changes: string;
  values: string;
  sweep: string;
  tornado: string;
  schedule: string;
}

const INSTANT = '2026-03-02T06:00:00Z';

export const TEMPLATE_WORDS: Record<Lang, TemplateWords> = {
  en: {
    aboutQuestion: (name, docs) => `A what-if question about ${name}. What each change does: ${docs}`,
    aboutSearch: (name) => `A search over what-ifs of ${name}: docs/what-if-search.md`,
    question: 'Which question is to be answered?',
    hypothesis: 'What do you expect, and why?',
    starts: `or empty, live, { from: past, at: ${INSTANT} }, or { from: snapshot, hash: … } of an earlier answer`,
    most: 'the most of them where a precision is wanted',
    matters: 'the least difference that matters',
    kpis: 'fewer are judged more sharply',
    below: 'several act together; below is one of every kind that this plant takes as it stands',
    none: (kinds) => `of these kinds this plant takes none as it stands: ${kinds}`,
    changes: 'that hold everywhere, in the baseline too',
    values: '{value}: each of the values; {+value}: with its sign. Or from, to and steps (or step); a list of changes moves them together',
    sweep: 'every combination of one factor or two. Or one of these:',
    tornado: 'each factor alone: give it low and high instead of values',
    schedule: 'without over',
  },
  fr: {
    aboutQuestion: (name, docs) => `Une question « et si… ? » sur ${name}. Ce que fait chaque changement : ${docs}`,
    aboutSearch: (name) => `Une recherche sur des « et si… ? » de ${name} : docs/what-if-search.md`,
    question: 'À quelle question faut-il répondre ?',
    hypothesis: 'Qu’attendez-vous, et pourquoi ?',
    starts: `ou empty, live, { from: past, at: ${INSTANT} }, ou { from: snapshot, hash: … } d’une réponse antérieure`,
    most: 'au plus, si une précision est demandée',
    matters: 'la plus petite différence qui compte',
    kpis: 'moins nombreux, ils sont jugés plus finement',
    below: 'plusieurs agissent ensemble ; ci-dessous, un de chaque sorte que ce site ou cette ligne accepte en l’état',
    none: (kinds) => `de ces sortes, aucun n’est accepté en l’état : ${kinds}`,
    changes: 'valables partout, aussi dans la situation de référence',
    values: '{value} : chacune des valeurs ; {+value} : avec son signe. Ou from, to et steps (ou step) ; une liste de changements les fait varier ensemble',
    sweep: 'chaque combinaison d’un facteur ou de deux. Ou bien :',
    tornado: 'chaque facteur seul : low et high au lieu de values',
    schedule: 'sans over',
  },
};
