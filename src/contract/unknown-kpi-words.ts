import type { Bilingual } from './units.js';

/** Why indicators of an answer are not known, and in how many replications they are. */
interface UnknownWords {
  notKnown: (kpi: string, why: string) => string;
  /** @param why in the others */
  partly: (kpi: string, counts: string, why: string) => string;
  /** @param variant null: of all that are told */
  count: (known: number, replications: number, variant: string | null) => string;
  where: Record<'others' | 'all' | 'untold', string>;
  noPrices: (carriers: string) => string;
  noFactor: (carriers: string) => string;
  itemsDiffer: (items: string) => string;
  nothingGood: (where: string) => string;
  noneDone: (where: string) => string;
  noPlannedTime: (where: string) => string;
  nothingElse: (where: string) => string;
  noTeams: string;
  noElectricity: string;
  noTariff: string;
  noEmissionFactor: string;
  ofVariant: string;
}

export const UNKNOWN_KPI_WORDS: Record<keyof Bilingual, UnknownWords> = {
  en: {
    notKnown: (kpi, why) => `${kpi} is not known: ${why}`,
    partly: (kpi, counts, why) => `${kpi} is known in ${counts} only: ${why}`,
    count: (known, replications, variant) => `${known} of ${replications} replications${variant === null ? '' : ` of ${variant}`}`,
    where: { others: ' in the others', all: ' in any replication', untold: ' in a replication' },
    noPrices: (carriers) => `no prices of ${carriers} for the whole time`,
    noFactor: (carriers) => `no emission factor of ${carriers} for the whole time`,
    itemsDiffer: (items) => `products are counted in different items (${items})`,
    nothingGood: (where) => `nothing good was made${where}`,
    noneDone: (where) => `no batch was done${where}`,
    noPlannedTime: (where) => `there was no planned time${where}`,
    nothingElse: (where) => `nothing tells it${where}`,
    noTeams: 'the plant file has no teams',
    noElectricity: 'the plant file has no electricity',
    noTariff: 'the line has no tariff',
    noEmissionFactor: 'the line has no emission factor',
    ofVariant: 'not of every variant; the notes on their supply say why',
  },
  fr: {
    notKnown: (kpi, why) => `${kpi}, valeur inconnue : ${why}`,
    partly: (kpi, counts, why) => `${kpi}, valeur connue seulement dans ${counts} : ${why}`,
    count: (known, replications, variant) => `${known} réplication${known > 1 ? 's' : ''} sur ${replications}${variant === null ? '' : ` (${variant})`}`,
    where: { others: ' dans les autres', all: ', quelle que soit la réplication', untold: ' dans une réplication' },
    noPrices: (carriers) => `pas de prix sur toute la durée (${carriers})`,
    noFactor: (carriers) => `pas de facteur d’émission sur toute la durée (${carriers})`,
    itemsDiffer: (items) => `les produits se comptent en unités différentes (${items})`,
    nothingGood: (where) => `rien de bon n’a été produit${where}`,
    noneDone: (where) => `aucun lot n’a été terminé${where}`,
    noPlannedTime: (where) => `il n’y avait pas de temps planifié${where}`,
    nothingElse: (where) => `rien ne la donne${where}`,
    noTeams: 'le fichier d’installation n’a pas d’équipes',
    noElectricity: 'le fichier d’installation n’a pas d’électricité',
    noTariff: 'la ligne n’a pas de tarif',
    noEmissionFactor: 'la ligne n’a pas de facteur d’émission',
    ofVariant: 'pas dans chaque variante ; les notes sur leur fourniture disent pourquoi',
  },
};
