import type { KpiAccount, KpiPart, KpiTerm, KpiUnit } from '../../../contract/cell-kpi.js';
import type { LotRecord } from '../../../contract/cell-view.js';
import type { Bilingual } from '../../../contract/units.js';
import { TIMES, type TimeSymbol } from './elements.js';
import type { Sums, Used } from './sums.js';

const TIME_NAMES: Record<TimeSymbol, Bilingual> = {
  APT: { en: 'actual production time', fr: 'temps de fonctionnement, sans les micro-arrêts' },
  AUST: {
    en: 'actual unit set-up time: set-up, start-up, changeover, cleaning, line clearance',
    fr: 'temps de changement : préparation, mise en régime, changement de série, nettoyage, vide de ligne',
  },
  AUPT: { en: 'actual unit processing time: production and set-up', fr: 'temps de fonctionnement et de changement' },
  ADET: { en: 'actual unit delay time: stops and waiting', fr: 'temps d’arrêt subi : arrêts et attentes' },
  AUBT: { en: 'actual unit busy time: production, set-up and delays', fr: 'temps d’occupation : fonctionnement, changement et arrêts subis' },
  ADOT: { en: 'actual unit down time: available without an order', fr: 'temps sans ordre' },
  PBT: { en: 'planned busy time, with time without an order', fr: 'temps planifié, y compris le temps sans ordre' },
  PDOT: { en: 'planned down time: outside the shifts, maintenance', fr: 'arrêt planifié : hors des postes, maintenance' },
  tT: { en: 'total time, as far as known', fr: 'temps total, pour autant qu’il est connu' },
  tO: { en: 'opening time: total time less time outside the shifts', fr: 'temps d’ouverture : temps total moins le temps hors des postes' },
  tR: {
    en: 'required time: opening time less planned maintenance and time without an order',
    fr: 'temps requis : temps d’ouverture moins la maintenance planifiée et le temps sans ordre',
  },
  tF: { en: 'operating time: production, with minor stops', fr: 'temps de fonctionnement, y compris les micro-arrêts' },
  DT: { en: 'time down: stops longer than a minor stop', fr: 'temps de panne : arrêts plus longs qu’un micro-arrêt' },
  PMT: { en: 'planned maintenance time', fr: 'temps de maintenance planifiée' },
  waiting: { en: 'time waiting for others', fr: 'temps d’attente' },
  busy: { en: 'time busy: production, set-up and own stops', fr: 'temps occupé : fonctionnement, changement et arrêts propres' },
  unknown: { en: 'unknown time: nothing was heard', fr: 'temps inconnu : rien n’a été reçu' },
  W: { en: 'window: all measured time', fr: 'fenêtre : tout le temps mesuré' },
};

const NAMES = {
  tN: { en: 'net time: sum of PRI * PQ', fr: 'temps net : somme de PRI * PQ' },
  tU: { en: 'useful time: sum of PRI * GQ', fr: 'temps utile : somme de PRI * GQ' },
  PQ: { en: 'produced quantity, good and rejected', fr: 'quantité produite, bonne et rebutée' },
  GQ: { en: 'good quantity', fr: 'quantité bonne' },
  RQ: { en: 'rejected quantity', fr: 'rebuts' },
  FE: { en: 'failures: stops longer than a minor stop', fr: 'pannes : arrêts plus longs qu’un micro-arrêt' },
  MS: { en: 'minor stops', fr: 'micro-arrêts' },
  E: { en: 'energy of units and utilities', fr: 'énergie des équipements et des utilités' },
  EZ: { en: 'energy of units, utilities and clean-room zones', fr: 'énergie des équipements, des utilités et des zones à atmosphère contrôlée' },
  GU: { en: 'good units', fr: 'unités bonnes' },
  NB: { en: 'batches that were done', fr: 'lots terminés' },
  AOET: { en: 'actual order execution time: from the first unit to the end', fr: 'temps d’exécution du lot, de la première unité à la fin' },
  sumAPT: { en: 'actual production time of all units', fr: 'temps de fonctionnement de toutes les unités' },
  sumAUBT: { en: 'actual unit busy time of all units', fr: 'temps d’occupation de toutes les unités' },
} satisfies Record<string, Bilingual>;

export type TermSymbol = TimeSymbol | keyof typeof NAMES;

/** What the terms of a group are made from. */
export interface TermSource {
  sums: Sums;
  /** run time of items of which it is not known: the mean of all others; null: none is known [s] */
  meanPRI: number | null;
  /** whose good units energy counts by: those of the source or unit, or of the last step of the route */
  goodUnits: 'own' | 'finished';
  /** the lot that the group is of */
  lot: LotRecord | null;
}

/** A term by its symbol, with all that it was summed from. */
export function termOf(symbol: TermSymbol, from: TermSource): KpiTerm {
  if (symbol in TIMES) return time(symbol, TIME_NAMES[symbol as TimeSymbol], TIMES[symbol as TimeSymbol], from.sums.accountsS);
  const { sums } = from;
  const named = (unit: KpiUnit, parts: readonly KpiPart[] | null): KpiTerm => term(symbol, NAMES[symbol as keyof typeof NAMES], unit, parts);
  switch (symbol) {
    case 'tN':
      return named(
        's',
        planned(from, ({ good, rejected }) => good + rejected),
      );
    case 'tU':
      return named(
        's',
        planned(from, ({ good }) => good),
      );
    case 'PQ':
      return named('items', [...items(sums, 'good'), ...items(sums, 'rejected')]);
    case 'GQ':
      return named('items', items(sums, 'good'));
    case 'RQ':
      return named('items', items(sums, 'rejected'));
    case 'FE':
      return named(
        'stops',
        sums.stops.map(({ source, stops }) => ({ kind: 'counter', counter: 'stops', source, value: stops })),
      );
    case 'MS':
      return named(
        'stops',
        sums.stops.map(({ source, minorStops }) => ({ kind: 'counter', counter: 'minor-stops', source, value: minorStops })),
      );
    case 'E':
      return named('kWh', energy(sums.used.filter(({ kind }) => kind !== 'zone')));
    case 'EZ':
      return named('kWh', energy(sums.used));
    case 'GU':
      return named(
        'items',
        from.goodUnits === 'own' ? items(sums, 'good') : sums.finished.map(({ source, good }) => ({ kind: 'counter', counter: 'good', source, value: good })),
      );
    case 'NB':
      return named(
        'batches',
        sums.batches.map(({ lot, batches }) => ({ kind: 'lot', lot, value: batches })),
      );
    case 'AOET':
      return named('s', lasted(from.lot));
    case 'sumAPT':
      return time(symbol, NAMES.sumAPT, TIMES.APT, sums.allUnitsS);
    case 'sumAUBT':
      return time(symbol, NAMES.sumAUBT, TIMES.AUBT, sums.allUnitsS);
    default:
      throw new Error(`no term ${symbol}`);
  }
}

function term(symbol: string, name: Bilingual, unit: KpiUnit, parts: readonly KpiPart[] | null): KpiTerm {
  return { symbol, name, unit, value: parts === null ? null : parts.reduce((sum, { value }) => sum + value, 0), parts: [...(parts ?? [])] };
}

function time(symbol: string, name: Bilingual, accounts: readonly KpiAccount[], accountsS: Sums['accountsS']): KpiTerm {
  const parts = accounts.flatMap((account): KpiPart[] => (accountsS[account] ? [{ kind: 'account', account, value: accountsS[account] }] : []));
  return term(symbol, name, 's', parts);
}

/** Null where there are items and no run time is known of any. */
function planned({ sums, meanPRI }: TermSource, count: (made: Sums['made'][number]) => number): KpiPart[] | null {
  const parts: KpiPart[] = [];
  for (const made of sums.made) {
    const PRI = made.PRI ?? meanPRI;
    if (PRI === null) return null;
    const { source, product, step } = made;
    parts.push({ kind: 'planned', source, product, step, items: count(made), PRI, value: PRI * count(made) });
  }
  return parts;
}

/** By source: good or rejected items. */
function items({ made }: Sums, counter: 'good' | 'rejected'): KpiPart[] {
  const bySource = new Map<string, number>();
  for (const row of made) bySource.set(row.source, (bySource.get(row.source) ?? 0) + row[counter]);
  return [...bySource].flatMap(([source, value]) => (value === 0 ? [] : [{ kind: 'counter', counter, source, value }]));
}

const energy = (used: readonly Used[]): KpiPart[] =>
  used.map(({ source, carrier, allotted, kwh }) => ({ kind: 'energy', source, carrier, allotted, value: kwh }));

function lasted(lot: LotRecord | null): KpiPart[] | null {
  if (lot === null || lot.begunUs === null || lot.endedUs === null) return null;
  return [{ kind: 'lot', lot: lot.lot, value: (lot.endedUs - lot.begunUs) / 1e6 }];
}
