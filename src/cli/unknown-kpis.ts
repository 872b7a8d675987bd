import type { AnswerNoteCode } from '../contract/answer-note-sentences.js';
import type { AnswerNote } from '../contract/answer-note.js';
import type { CellRunKpi } from '../contract/cell-scenario.js';
import { itemName } from '../contract/item-name.js';
import type { RunKpi } from '../contract/scenario.js';
import type { AnswerSpeech } from './answer-speech.js';
import type { Lang } from './io.js';

interface UnknownWords {
  line(kpi: string, why: string): string;
  noPrices: (carriers: string) => string;
  noFactor: (carriers: string) => string;
  itemsDiffer(items: string): string;
  nothingGood: string;
  noneDone: string;
  noTeams: string;
  noElectricity: string;
  noTariff: string;
  noEmissionFactor: string;
  noPlannedTime: string;
  ofVariant: string;
  nothingElse: string;
}

const WORDS: Record<Lang, UnknownWords> = {
  en: {
    line: (kpi, why) => `${kpi} is not known: ${why}`,
    noPrices: (carriers) => `no prices of ${carriers} for the whole time`,
    noFactor: (carriers) => `no emission factor of ${carriers} for the whole time`,
    itemsDiffer: (items) => `products are counted in different items (${items})`,
    nothingGood: 'nothing good was made in a replication',
    noneDone: 'no batch was done in a replication',
    noTeams: 'the plant file has no teams',
    noElectricity: 'the plant file has no electricity',
    noTariff: 'the line has no tariff',
    noEmissionFactor: 'the line has no emission factor',
    noPlannedTime: 'there was no planned time in a replication',
    ofVariant: 'not of every variant; the notes on their supply say why',
    nothingElse: 'a replication does not tell it',
  },
  fr: {
    line: (kpi, why) => `${kpi}, valeur inconnue : ${why}`,
    noPrices: (carriers) => `pas de prix sur toute la durée (${carriers})`,
    noFactor: (carriers) => `pas de facteur d’émission sur toute la durée (${carriers})`,
    itemsDiffer: (items) => `les produits se comptent en unités différentes (${items})`,
    nothingGood: 'rien de bon n’a été produit dans une réplication',
    noneDone: 'aucun lot n’a été terminé dans une réplication',
    noTeams: 'le fichier d’usine n’a pas d’équipes',
    noElectricity: 'le fichier d’usine n’a pas d’électricité',
    noTariff: 'la ligne n’a pas de tarif',
    noEmissionFactor: 'la ligne n’a pas de facteur d’émission',
    noPlannedTime: 'une réplication n’a pas de temps planifié',
    ofVariant: 'pas dans chaque variante ; les notes sur leur fourniture disent pourquoi',
    nothingElse: 'une réplication ne la donne pas',
  },
};

/** Beneath a table: why an indicator of a site is not known, by the notes of its answer. `kpi`: with its name. */
export function unknownOfSite(kpi: { id: CellRunKpi; name: string }, notes: readonly AnswerNote[], { lang, names }: AnswerSpeech): string {
  const words = WORDS[lang];
  const said = (code: AnswerNoteCode, value: string) => notes.flatMap((note) => (note.code === code ? [String(note.values[value])] : []));
  const carriers = (code: AnswerNoteCode) => said(code, 'carrier').map(names.carrier).join(', ');
  const items = said('items-differ', 'items').flatMap((list) => list.split(', '));
  const byCarriers = (code: AnswerNoteCode, why: (carriers: string) => string) => (carriers(code) === '' ? words.ofVariant : why(carriers(code)));
  const byItems = (otherwise: string) => (items.length > 0 ? words.itemsDiffer(items.map((item) => itemName(lang, item)).join(', ')) : otherwise);
  const whys: Partial<Record<CellRunKpi, string>> = {
    goodItems: byItems(words.nothingElse),
    kwhPer1000: byItems(words.nothingGood),
    leadTimeH: words.noneDone,
    kwhPerLot: words.noneDone,
    personH: words.noTeams,
    costEur: byCarriers('no-tariff', words.noPrices),
    co2eKg: byCarriers('no-carbon', words.noFactor),
    peakKw: words.noElectricity,
  };
  return words.line(kpi.name, whys[kpi.id] ?? words.nothingElse);
}

/** The same of a line. */
export function unknownOfLine(kpi: { id: RunKpi; name: string }, lang: Lang): string {
  const words = WORDS[lang];
  const whys: Partial<Record<RunKpi, string>> = {
    costEur: words.noTariff,
    co2eKg: words.noEmissionFactor,
    energyKwhPer1000: words.nothingGood,
    oee: words.noPlannedTime,
  };
  return words.line(kpi.name, whys[kpi.id] ?? words.nothingElse);
}
