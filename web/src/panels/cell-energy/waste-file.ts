import type { TFunction } from 'i18next';
import type { SourceWaste } from '../../../../src/contract/energy-use.js';

type Row = (string | number | null)[];

/** Heads of the file of what was used where nothing was made, with the units of its figures. */
export const wasteHead = (t: TFunction): string[] => [
  ...[t('energy.unit'), 'id', `${t('energy.time')} [s]`, `${t('energy.measures.kwh')} [kWh]`, `${t('energy.measures.eur')} [€]`],
  ...[`${t('energy.measures.co2e')} [kg]`, `${t('energy.meanKw')} [kW]`, `${t('energy.shareOfUnit')} [%]`],
];

/** Its rows: the name beside the id; seconds whole, all else not rounded. */
export const wasteRows = (sources: readonly SourceWaste[], nameOf: (id: string) => string): Row[] =>
  sources.map(({ source, seconds, kwh, costEur, co2eKg, meanKw, share }) => [
    ...[nameOf(source), source, Math.round(seconds), kwh, costEur, co2eKg, meanKw, share === null ? null : share * 100],
  ]);
