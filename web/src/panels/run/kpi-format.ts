import type { TFunction } from 'i18next';
import { itemName } from '../../../../src/contract/item-name.js';
import type { RunKpi } from '../../../../src/contract/scenario.js';
import type { Language } from '../../format/language.js';
import type { ShownKpi } from './answer.js';

/** The indicators of a line in the order of the contract, with the unit they are shown in and the factor to it. */
const KPI_SHOWN: Record<RunKpi, Omit<ShownKpi, 'id' | 'name'>> = {
  goodUnits: { unit: '', factor: 1 },
  oee: { unit: '%', factor: 100, differenceUnit: 'pt' },
  energyKwh: { unit: 'kWh', factor: 1 },
  energyKwhPer1000: { unit: 'kWh', factor: 1 },
  costEur: { unit: '€', factor: 1 },
  co2eKg: { unit: 'kgCO₂e', factor: 1 },
  peakKw: { unit: 'kW', factor: 1 },
};
const KPI_ORDER = Object.keys(KPI_SHOWN) as RunKpi[];
export const isLineKpi = (id: string): id is RunKpi => Object.hasOwn(KPI_SHOWN, id);

/** Indicators of a line. Good units are counted in the item of its product. */
export const lineKpis = (t: TFunction, language: Language, productItem: string | null): ShownKpi[] =>
  KPI_ORDER.map((id) => ({
    ...KPI_SHOWN[id],
    id,
    name: t(`kpis.${id}`),
    ...(id === 'goodUnits' && productItem !== null && { unit: itemName(language, productItem) }),
  }));

const MOST_DIGITS = 3;
const isWhole = (value: number) => Math.abs(value - Math.round(value)) <= ROUNDING * Math.abs(value);
/** Less than that of a mean is no width of an interval. */
const ROUNDING = 1e-9;

/** Decimals that show a half-width with two significant figures, at most three decimals. */
export function digitsOf(halfWidth: number, mean: number): number {
  const size = halfWidth > 0 ? halfWidth : Math.abs(mean) / 1000;
  if (!(size > 0)) return 0;
  return Math.min(MOST_DIGITS, Math.max(0, 1 - Math.floor(Math.log10(size))));
}

export interface Interval {
  mean: number;
  low: number;
  high: number;
}

/**
 * Decimals for figures that stand side by side: those of the widest interval, and more where the narrowest would else show
 * no width. Whole numbers that are certain have none.
 */
export function digitsTogether(intervals: readonly (Interval | null | undefined)[], factor: number): number {
  const known = intervals.filter((interval) => interval !== null && interval !== undefined);
  const halves = known
    .map(({ mean, low, high }) => ({ half: ((high - low) / 2) * factor, mean: mean * factor }))
    .filter(({ half, mean }) => half > ROUNDING * Math.abs(mean))
    .map(({ half }) => half);
  if (halves.length === 0 && known.every(({ mean }) => isWhole(mean * factor))) return 0;
  if (halves.length === 0) return digitsOf(0, Math.max(0, ...known.map(({ mean }) => Math.abs(mean * factor))));
  const narrowest = Math.min(MOST_DIGITS, Math.max(0, -Math.floor(Math.log10(Math.min(...halves)))));
  return Math.max(digitsOf(Math.max(...halves), 0), narrowest);
}
