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
/** Less than that of a mean is no width of an interval. */
const ROUNDING = 1e-9;
/** Whether an interval has no width. */
export const isCertain = ({ mean, low, high }: Interval): boolean => (high - low) / 2 <= ROUNDING * Math.abs(mean);

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

/** As few decimals as write all of them as they are, at most three. */
export function decimalsOf(values: readonly number[]): number {
  const isWritten = (digits: number) => values.every((value) => Math.abs(value - Number(value.toFixed(digits))) <= ROUNDING * Math.abs(value));
  return [0, 1, 2].find(isWritten) ?? MOST_DIGITS;
}

/**
 * Decimals for figures that stand side by side: those of the widest interval, and more where the narrowest would else show
 * no width. Numbers that are certain have as many as they need.
 */
export function digitsTogether(intervals: readonly (Interval | null | undefined)[], factor: number): number {
  const known = intervals.filter((interval) => interval !== null && interval !== undefined);
  const halves = known.filter((interval) => !isCertain(interval)).map(({ low, high }) => ((high - low) / 2) * factor);
  if (halves.length === 0) return decimalsOf(known.map(({ mean }) => mean * factor));
  const narrowest = Math.min(MOST_DIGITS, Math.max(0, -Math.floor(Math.log10(Math.min(...halves)))));
  return Math.max(digitsOf(Math.max(...halves), 0), narrowest);
}
