import { boundsText } from '../contract/bounds-text.js';
import { RUN_KPIS, type RunKpi, type ScenarioResult, type UnitShares, type VariantResult } from '../contract/scenario.js';
import type { Estimate } from '../contract/estimate.js';
import { verdictWord } from '../contract/verdict-words.js';
import type { Difference } from '../contract/verdict.js';
import { decimalsFor, number, signed } from './format.js';
import type { Lang } from './io.js';
import { WORDS } from './words.js';

type Rows = string[][];

/** OEE is a fraction in data and a percentage for people. */
export const scaleOf = (kpi: RunKpi) => (kpi === 'oee' ? 100 : 1);
const halfWidth = ({ low, high }: { low: number; high: number }) => (high - low) / 2;

/** Of what is not known; why is said beneath the table. */
export const UNKNOWN = '–';

/** A mean with the half-width of its interval, times `scale`. */
export function meanText(estimate: Pick<Estimate, 'mean' | 'low' | 'high'> | null, scale: number, lang: Lang): string {
  if (!estimate) return UNKNOWN;
  const half = halfWidth(estimate) * scale;
  const decimals = decimalsFor(half);
  return `${number(estimate.mean * scale, decimals, lang)} ± ${number(half, decimals, lang)}`;
}

/** A paired difference with its interval; no finer than the estimate of the variant allows. */
export function differenceText(difference: Difference, variant: Pick<Estimate, 'low' | 'high'> | null, scale: number, lang: Lang): string {
  const finest = variant ? decimalsFor(halfWidth(variant) * scale) + 1 : 4; // beyond that it is rounding
  const decimals = Math.min(finest, decimalsFor(halfWidth(difference) * scale));
  const [m, l, h] = [difference.mean, difference.low, difference.high].map((value) => signed(value * scale, decimals, lang));
  return `${m} ${boundsText(l!, h!, lang)}`;
}

/** P10, P50 and P90, with the decimals of the mean. */
export function quantileTexts(estimate: Estimate | null, scale: number, lang: Lang): string[] {
  if (!estimate) return [UNKNOWN, UNKNOWN, UNKNOWN];
  const decimals = decimalsFor(halfWidth(estimate) * scale);
  return [estimate.p10, estimate.p50, estimate.p90].map((value) => number(value * scale, decimals, lang));
}

/** A variant beside its baseline: KPI, both means, paired difference with its 95 % interval, verdict. */
export function comparisonRows(baseline: VariantResult, name: string, variant: VariantResult, lang: Lang): Rows {
  const words = WORDS[lang];
  const rows = RUN_KPIS.map((kpi) => {
    const difference = variant.difference?.[kpi];
    const scale = scaleOf(kpi);
    const cells = [words.kpis[kpi], meanText(baseline.kpis[kpi], scale, lang), meanText(variant.kpis[kpi], scale, lang)];
    if (!difference) return [...cells, UNKNOWN, UNKNOWN];
    return [...cells, differenceText(difference, variant.kpis[kpi], scale, lang), words.verdicts[verdictWord(difference)]];
  });
  return [[words.kpi, words.baseline, name, words.difference, words.verdict], ...rows];
}

/** One line alone: mean and quantiles of every KPI. */
export function summaryRows(variant: VariantResult, lang: Lang): Rows {
  const words = WORDS[lang];
  const rows = RUN_KPIS.map((kpi) => {
    const estimate = variant.kpis[kpi];
    return [words.kpis[kpi], meanText(estimate, scaleOf(kpi), lang), ...quantileTexts(estimate, scaleOf(kpi), lang)];
  });
  return [[words.kpi, words.mean, 'P10', 'P50', 'P90'], ...rows];
}

/** Where the time of each unit goes [%]. */
export function shareRows(units: readonly UnitShares[], lang: Lang): Rows {
  const words = WORDS[lang];
  const columns = ['producing', 'starved', 'blocked', 'down', 'standby', 'planned'] as const;
  return [
    [words.unit, ...columns.map((column) => words.shares[column])],
    ...units.map((unit) => [unit.unit, ...columns.map((column) => number(unit[column] * 100, 1, lang))]),
  ];
}

/** Every replication of every variant, a row each. */
export function replicationRows({ variants }: ScenarioResult): (string | number | null)[][] {
  const rows = variants.flatMap((variant) => {
    const n = Math.max(0, ...RUN_KPIS.map((kpi) => variant.kpis[kpi]?.n ?? 0));
    return Array.from({ length: n }, (_, i) => [i, variant.id, ...RUN_KPIS.map((kpi) => variant.kpis[kpi]?.values[i] ?? null)]);
  });
  return [['replication', 'variant', ...RUN_KPIS], ...rows];
}
