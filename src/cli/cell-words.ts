import type { CellKpiGroup, KpiRemark } from '../contract/cell-kpi.js';
import type { LotNow } from '../contract/cell-live.js';
import type { LotRecord, MeasuredAccount } from '../contract/cell-view.js';
import type { Lang } from './io.js';

/** Indicators that `twin cell kpis` shows; --json has all of them. */
export const KPIS_SHOWN = ['oee', 'trs', 'availability', 'effectiveness', 'quality', 'energyPerThousand', 'unknownShare'] as const;

/** What `twin cell` says to people, beside the accounts of WORDS. */
interface CellWords {
  accounts: Record<Extract<MeasuredAccount, 'excursion' | 'unknown'>, string>;
  columns: Record<
    | 'cell' | 'name' | 'data' | 'producing' | 'down' | 'waiting' | 'lots' | 'findings' | 'unit' | 'doing' | 'since' | 'lot' | 'step' | 'phase' | 'remaining'
    | 'product' | 'order' | 'items' | 'begun' | 'ended' | 'outcome' | 'good' | 'where' | 'from' | 'to' | 'in' | 'rejected' | 'what' | 'test' | 'result'
    | 'batches' | 'lost' | 'due' | 'done' | 'alarm' | 'priority' | 'cleared' | 'waits' | 'lasted',
    string
  >; // prettier-ignore
  where: Record<LotNow['where'], string>;
  outcomes: Record<NonNullable<LotRecord['outcome']> | 'under-way', string>;
  stays: Record<LotRecord['stays'][number]['what'], string>;
  results: Record<LotRecord['tests'][number]['result'], string>;
  /** rest of a group: time and energy of no lot or product */
  none: string;
  /** the same of no shift */
  outside: string;
  groups: Record<CellKpiGroup['by'], string>;
  kpis: Record<(typeof KPIS_SHOWN)[number], string>;
  nothing: Record<'lots' | 'orders' | 'findings' | 'alarms' | 'kpis', string>;
  parents: string;
  children: string;
  ahead(until: string, replications: number): string;
  noAhead: string;
  made(product: string, items: string): string;
  /** of the indicators with which it is */
  remarks: Record<KpiRemark, (indicators: string) => string>;
  lessThanASecond: string;
  standing(count: number): string;
  inferred: string;
}

const en: CellWords = {
  accounts: { excursion: 'zone pressure lost', unknown: 'unknown' },
  columns: {
    cell: 'cell',
    name: 'name',
    data: 'data',
    producing: 'producing',
    down: 'down',
    waiting: 'waiting',
    lots: 'lots',
    findings: 'findings',
    unit: 'unit',
    doing: 'does',
    since: 'since',
    lot: 'lot',
    step: 'step',
    phase: 'phase',
    remaining: 'step ends in [min], simulated',
    product: 'product',
    order: 'order',
    items: 'items',
    begun: 'begun',
    ended: 'ended',
    outcome: 'outcome',
    good: 'good',
    where: 'where',
    from: 'from',
    to: 'to',
    in: 'in',
    rejected: 'rejected',
    what: 'what',
    test: 'test',
    result: 'result',
    batches: 'batches',
    lost: 'lost',
    due: 'due',
    done: 'done',
    alarm: 'alarm',
    priority: 'severity',
    cleared: 'cleared',
    waits: 'waited [h]',
    lasted: 'lasted',
  },
  where: { unit: 'unit', store: 'store', held: 'waits for release', between: 'between steps' },
  outcomes: { done: 'done', lost: 'lost', merged: 'merged', divided: 'divided', 'under-way': 'under way' },
  stays: {
    stored: 'stored',
    held: 'held for release',
    deviation: 'deviation',
    released: 'released',
    rejected: 'rejected',
    rework: 'rework',
    exposed: 'exposed',
  },
  results: { pass: 'pass', fail: 'fail' },
  none: '(none)',
  outside: 'Outside the shifts',
  groups: { shift: 'shift', lot: 'lot', product: 'product', source: 'source', unit: 'unit', segment: 'segment', cell: 'cell' },
  kpis: {
    oee: 'OEE [%]',
    trs: 'TRS [%]',
    availability: 'availability [%]',
    effectiveness: 'effectiveness [%]',
    quality: 'quality [%]',
    energyPerThousand: 'kWh/1000',
    unknownShare: 'unknown [%]',
  },
  nothing: {
    lots: 'No lot in this time',
    orders: 'No order was heard of',
    findings: 'Nothing: the cell does as its model says',
    alarms: 'Nothing: no alarm stands, and none was cleared in this time',
    kpis: 'Nothing was measured in this time',
  },
  parents: 'from',
  children: 'into',
  ahead: (until, replications) => `Ahead to ${until}, simulated ${replications} times`,
  noAhead: 'No look-ahead yet',
  made: (product, items) => `${product}: good ${items}`,
  remarks: {
    'faster-than-planned': (indicators) =>
      `${indicators}: above 100 %. The ideal rate in the cell file is too low, or counts came later than the time they are of.`,
  },
  lessThanASecond: '< 1 s',
  standing: (count) => `Alarms that stand: ${count}`,
  inferred: '(inferred: the lot has left)',
};

const fr: CellWords = {
  accounts: { excursion: 'chute de pression de la zone', unknown: 'inconnu' },
  columns: {
    cell: 'atelier',
    name: 'nom',
    data: 'données',
    producing: 'en production',
    down: 'en panne',
    waiting: 'en attente',
    lots: 'lots',
    findings: 'constats',
    unit: 'équipement',
    doing: 'activité',
    since: 'depuis',
    lot: 'lot',
    step: 'étape',
    phase: 'phase',
    remaining: "fin d'étape dans [min], simulé",
    product: 'produit',
    order: 'ordre',
    items: 'unités',
    begun: 'début',
    ended: 'fin',
    outcome: 'issue',
    good: 'bons',
    where: 'où',
    from: 'de',
    to: 'à',
    in: 'entrés',
    rejected: 'rebuts',
    what: 'quoi',
    test: 'essai',
    result: 'résultat',
    batches: 'lots',
    lost: 'perdus',
    due: 'échéance',
    done: 'terminé',
    alarm: 'alarme',
    priority: 'gravité',
    cleared: 'disparue',
    waits: 'attente [h]',
    lasted: 'durée',
  },
  where: { unit: 'équipement', store: 'stock', held: 'attend sa libération', between: 'entre deux étapes' },
  outcomes: { done: 'terminé', lost: 'perdu', merged: 'réuni', divided: 'divisé', 'under-way': 'en cours' },
  stays: {
    stored: 'stocké',
    held: 'attend sa libération',
    deviation: 'déviation',
    released: 'libéré',
    rejected: 'refusé',
    rework: 'reprise',
    exposed: 'exposé',
  },
  results: { pass: 'conforme', fail: 'non conforme' },
  none: '(aucun)',
  outside: 'Hors des postes',
  groups: { shift: 'poste', lot: 'lot', product: 'produit', source: 'source', unit: 'équipement', segment: 'segment', cell: 'atelier' },
  kpis: {
    oee: 'OEE [%]',
    trs: 'TRS [%]',
    availability: 'disponibilité [%]',
    effectiveness: 'performance [%]',
    quality: 'qualité [%]',
    energyPerThousand: 'kWh/1000',
    unknownShare: 'inconnu [%]',
  },
  nothing: {
    lots: 'Aucun lot dans cette période',
    orders: 'Aucun ordre annoncé',
    findings: "Rien : l'atelier se comporte comme le dit son modèle",
    alarms: "Rien : aucune alarme n'est en cours, aucune n'a disparu dans cette période",
    kpis: "Rien n'a été mesuré dans cette période",
  },
  parents: 'issu de',
  children: 'a donné',
  ahead: (until, replications) => `Prévision jusqu'à ${until}, simulée ${replications} fois`,
  noAhead: 'Pas encore de prévision',
  made: (product, items) => `${product} : ${items} conformes`,
  remarks: {
    'faster-than-planned': (indicators) =>
      `${indicators} : au-delà de 100 %. La cadence idéale du fichier est trop basse, ou des comptages sont arrivés après la période qu'ils concernent.`,
  },
  lessThanASecond: '< 1 s',
  standing: (count) => `Alarmes en cours : ${count}`,
  inferred: '(déduit : le lot est parti)',
};

export const CELL_WORDS: Record<Lang, CellWords> = { en, fr };
