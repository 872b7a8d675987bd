import type { CellKpi, KpiTerm, KpiUnit } from '../../../contract/cell-kpi.js';
import type { Bilingual } from '../../../contract/units.js';
import { termOf, type TermSource, type TermSymbol } from './terms.js';

/** A factor of a formula: a term, a number, or a sum of terms in brackets. */
type Factor = TermSymbol | number | readonly TermSymbol[];

interface Indicator {
  id: string;
  /** time: of what has times; energy: of everything; lot: of one lot; batch: of what has batches */
  of: 'time' | 'energy' | 'batch' | 'lot';
  source: CellKpi['source'];
  unit: KpiUnit;
  over: readonly Factor[];
  under: readonly Factor[];
  name: Bilingual;
}

const iso = { of: 'time', source: 'ISO 22400-2', unit: 'fraction' } as const;
const nf = { of: 'time', source: 'NF E60-182', unit: 'fraction' } as const;
const ours = { of: 'time', source: 'ours' } as const;

/** Every indicator: the product of `over` through that of `under`. */
const INDICATORS: readonly Indicator[] = [
  { ...iso, id: 'oee', over: ['tU'], under: ['PBT'], name: { en: 'OEE index, of planned busy time', fr: 'Indice TRS, sur le temps planifié' } },
  { ...iso, id: 'availability', over: ['APT'], under: ['PBT'], name: { en: 'Availability', fr: 'Disponibilité' } },
  { ...iso, id: 'effectiveness', over: ['tN'], under: ['APT'], name: { en: 'Effectiveness (performance)', fr: 'Performance' } },
  { ...iso, id: 'quality', over: ['GQ'], under: ['PQ'], name: { en: 'Quality ratio', fr: 'Taux de qualité' } },
  {
    ...iso,
    id: 'nee',
    over: ['AUPT', 'tU'],
    under: ['PBT', 'APT'],
    name: { en: 'NEE index: OEE without set-up as a loss', fr: 'Indice NEE : indice TRS sans le changement comme perte' },
  },
  { ...iso, id: 'allocationEfficiency', over: ['AUBT'], under: ['PBT'], name: { en: 'Allocation efficiency', fr: 'Taux d’affectation' } },
  { ...iso, id: 'utilizationEfficiency', over: ['APT'], under: ['AUBT'], name: { en: 'Utilization efficiency', fr: 'Taux d’utilisation' } },
  { ...iso, id: 'technicalEfficiency', over: ['APT'], under: [['APT', 'ADET']], name: { en: 'Technical efficiency', fr: 'Efficacité technique' } },
  { ...iso, id: 'setupRatio', over: ['AUST'], under: ['AUPT'], name: { en: 'Set-up ratio', fr: 'Part du changement' } },
  { ...iso, id: 'scrapRatio', over: ['RQ'], under: ['PQ'], name: { en: 'Scrap ratio', fr: 'Taux de rebut' } },
  {
    ...iso,
    id: 'correctiveMaintenanceRatio',
    over: ['DT'],
    under: [['DT', 'PMT']],
    name: { en: 'Corrective maintenance ratio', fr: 'Part de la maintenance corrective' },
  },
  {
    ...nf,
    id: 'trs',
    over: ['tU'],
    under: ['tR'],
    name: { en: 'TRS: OEE of required time', fr: 'TRS, taux de rendement synthétique : temps utile / temps requis' },
  },
  {
    ...nf,
    id: 'trg',
    over: ['tU'],
    under: ['tO'],
    name: { en: 'TRG: OEE of opening time', fr: 'TRG, taux de rendement global : temps utile / temps d’ouverture' },
  },
  {
    ...nf,
    id: 'tre',
    over: ['tU'],
    under: ['tT'],
    name: { en: 'TRE: OEE of total time', fr: 'TRE, taux de rendement économique : temps utile / temps total' },
  },
  { ...nf, id: 'operationalAvailability', over: ['tF'], under: ['tR'], name: { en: 'Operational availability', fr: 'Disponibilité opérationnelle' } },
  { ...nf, id: 'performanceRate', over: ['tN'], under: ['tF'], name: { en: 'Performance rate', fr: 'Taux de performance' } },
  { ...nf, id: 'qualityRate', over: ['tU'], under: ['tN'], name: { en: 'Quality rate, by planned time', fr: 'Taux de qualité, en temps' } },
  { ...nf, id: 'loadRate', over: ['tR'], under: ['tO'], name: { en: 'Load rate', fr: 'Taux de charge' } },
  { ...nf, id: 'engagementRate', over: ['tO'], under: ['tT'], name: { en: 'Strategic engagement rate', fr: 'Taux stratégique d’engagement' } },
  {
    ...ours,
    id: 'mtbf',
    unit: 'h',
    over: ['APT'],
    under: [3600, 'FE'],
    name: { en: 'Mean operating time between failures', fr: 'Temps moyen de fonctionnement entre pannes (MTBF)' },
  },
  {
    ...ours,
    id: 'mttr',
    unit: 'h',
    over: ['DT'],
    under: [3600, 'FE'],
    name: { en: 'Mean time to restoration', fr: 'Temps moyen de remise en service (MTTR)' },
  },
  {
    ...ours,
    id: 'timeBetweenMinorStops',
    unit: 'h',
    over: ['APT'],
    under: [3600, 'MS'],
    name: { en: 'Mean operating time between minor stops', fr: 'Temps moyen de fonctionnement entre micro-arrêts' },
  },
  { ...ours, id: 'unknownShare', unit: 'fraction', over: ['unknown'], under: ['W'], name: { en: 'Share of unknown time', fr: 'Part du temps inconnu' } },
  {
    id: 'throughputRate',
    of: 'lot',
    source: 'ours',
    unit: 'items/h',
    over: [3600, 'GU'],
    under: ['AOET'],
    name: { en: 'Throughput rate, of good units', fr: 'Débit, en unités bonnes' },
  },
  {
    ...iso,
    of: 'lot',
    id: 'allocationRatio',
    over: ['sumAUBT'],
    under: ['AOET'],
    name: { en: 'Allocation ratio', fr: 'Part du temps occupé dans l’exécution du lot' },
  },
  {
    ...iso,
    of: 'lot',
    id: 'productionProcessRatio',
    over: ['sumAPT'],
    under: ['AOET'],
    name: { en: 'Production process ratio', fr: 'Part du temps de fonctionnement dans l’exécution du lot' },
  },
  {
    ...ours,
    of: 'batch',
    id: 'energyPerBatch',
    unit: 'kWh/batch',
    over: ['E'],
    under: ['NB'],
    name: { en: 'Energy per batch, without zones', fr: 'Énergie par lot, sans les zones' },
  },
  {
    ...ours,
    of: 'batch',
    id: 'energyPerBatchWithZones',
    unit: 'kWh/batch',
    over: ['EZ'],
    under: ['NB'],
    name: { en: 'Energy per batch, with zones', fr: 'Énergie par lot, avec les zones' },
  },
  {
    ...ours,
    of: 'energy',
    id: 'energyPerThousand',
    unit: 'kWh/1000 items',
    over: [1000, 'E'],
    under: ['GU'],
    name: { en: 'Energy per 1,000 good units, without zones', fr: 'Énergie pour 1 000 unités bonnes, sans les zones' },
  },
  {
    ...ours,
    of: 'energy',
    id: 'energyPerThousandWithZones',
    unit: 'kWh/1000 items',
    over: [1000, 'EZ'],
    under: ['GU'],
    name: { en: 'Energy per 1,000 good units, with zones', fr: 'Énergie pour 1 000 unités bonnes, avec les zones' },
  },
];

/** Indicators of a group, each with its terms. `of`: which kinds it has. */
export function indicatorsOf(from: TermSource, of: ReadonlySet<Indicator['of']>): CellKpi[] {
  const known = new Map<TermSymbol, KpiTerm>();
  const term = (symbol: TermSymbol) => {
    const found = known.get(symbol) ?? termOf(symbol, from);
    known.set(symbol, found);
    return found;
  };
  return INDICATORS.filter((indicator) => of.has(indicator.of)).map(({ id, name, source, unit, over, under }) => {
    const symbols = new Set([...over, ...under].flat().filter((factor): factor is TermSymbol => typeof factor === 'string'));
    const terms = [...symbols].map(term);
    const values = new Map(terms.map(({ symbol, value }) => [symbol as TermSymbol, value]));
    const value = ratio(product(over, values), product(under, values));
    return { id, name, source, unit, value, remark: remarkOf(value, unit, symbols), formula: formulaOf(over, under), terms };
  });
}

/** Time that the cell file plans for what was made is more than the time in which it was. */
const remarkOf = (value: number | null, unit: KpiUnit, symbols: ReadonlySet<TermSymbol>): CellKpi['remark'] =>
  value !== null && unit === 'fraction' && Math.round(value * 1000) > 1000 && (symbols.has('tN') || symbols.has('tU')) ? 'faster-than-planned' : null;

type Values = ReadonlyMap<TermSymbol, number | null>;

function product(factors: readonly Factor[], values: Values): number | null {
  let result = 1;
  for (const factor of factors) {
    const value = typeof factor === 'number' ? factor : sum(typeof factor === 'string' ? [factor] : factor, values);
    if (value === null) return null;
    result *= value;
  }
  return result;
}

function sum(symbols: readonly TermSymbol[], values: Values): number | null {
  let result = 0;
  for (const symbol of symbols) {
    const value = values.get(symbol) ?? null;
    if (value === null) return null;
    result += value;
  }
  return result;
}

const ratio = (over: number | null, under: number | null): number | null => (over === null || under === null || under <= 0 ? null : over / under);

function formulaOf(over: readonly Factor[], under: readonly Factor[]): string {
  const side = (factors: readonly Factor[]) => factors.map((factor) => (typeof factor === 'object' ? `(${factor.join(' + ')})` : String(factor))).join(' * ');
  return `${side(over)} / ${under.length > 1 ? `(${side(under)})` : side(under)}`;
}
