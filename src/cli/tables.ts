import { RUN_KPIS, type RunKpi, type ScenarioResult, type UnitShares, type VariantResult } from '../contract/scenario.js';
import { type Estimate } from '../contract/estimate.js';
import { decimalsFor, number, signed } from './format.js';
import type { Lang } from './io.js';
import { WORDS } from './words.js';

type Rows = string[][];

/** OEE is a fraction in data and a percentage for people. */
const scaleOf = (kpi: RunKpi) => (kpi === 'oee' ? 100 : 1);
const halfWidth = ({ low, high }: { low: number; high: number }) => (high - low) / 2;

function meanCell(estimate: Estimate | null, kpi: RunKpi, lang: Lang): string {
  if (!estimate) return WORDS[lang].unknown;
  const half = halfWidth(estimate) * scaleOf(kpi);
  const decimals = decimalsFor(half);
  return `${number(estimate.mean * scaleOf(kpi), decimals, lang)} ± ${number(half, decimals, lang)}`;
}

/** A variant beside its baseline: KPI, both means, paired difference with its 95 % interval, verdict. */
export function comparisonRows(baseline: VariantResult, name: string, variant: VariantResult, lang: Lang): Rows {
  const words = WORDS[lang];
  const rows = RUN_KPIS.map((kpi) => {
    const difference = variant.difference?.[kpi];
    const cells = [words.kpis[kpi], meanCell(baseline.kpis[kpi], kpi, lang), meanCell(variant.kpis[kpi], kpi, lang)];
    if (!difference) return [...cells, '', words.unknown];
    const { mean, low, high, verdict } = difference;
    const estimate = variant.kpis[kpi];
    const finest = estimate ? decimalsFor(halfWidth(estimate) * scaleOf(kpi)) + 1 : 4; // beyond that it is rounding
    const decimals = Math.min(finest, decimalsFor(halfWidth(difference) * scaleOf(kpi)));
    const [m, l, h] = [mean, low, high].map((value) => signed(value * scaleOf(kpi), decimals, lang));
    return [...cells, `${m} [${l}; ${h}]`, words.verdicts[verdict]];
  });
  return [[words.kpi, words.baseline, name, words.difference, words.verdict], ...rows];
}

/** One line alone: mean and quantiles of every KPI. */
export function summaryRows(variant: VariantResult, lang: Lang): Rows {
  const words = WORDS[lang];
  const rows = RUN_KPIS.map((kpi) => {
    const estimate = variant.kpis[kpi];
    if (!estimate) return [words.kpis[kpi], words.unknown, '', '', ''];
    const decimals = decimalsFor(halfWidth(estimate) * scaleOf(kpi));
    return [
      words.kpis[kpi],
      meanCell(estimate, kpi, lang),
      ...[estimate.p10, estimate.p50, estimate.p90].map((value) => number(value * scaleOf(kpi), decimals, lang)),
    ];
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
