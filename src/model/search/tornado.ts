import type { Tornado, TornadoBar } from '../../contract/search-result.js';
import { pairedDifference } from '../../engine/statistics.js';
import { valuesOf, type KpiRow } from './rows.js';

/** A factor at its low and at its high, all others as in the baseline. */
export interface Ends {
  factor: string;
  low: readonly KpiRow[];
  high: readonly KpiRow[];
}

/** What each factor does alone to each KPI, the widest first. A KPI that is not known everywhere is left out. Of each equally many replications. */
export function tornado(baseline: readonly KpiRow[], ends: readonly Ends[], kpis: readonly string[]): Tornado[] {
  return kpis.flatMap((kpi) => {
    const base = valuesOf(baseline, kpi);
    const bars = ends.map(({ factor, low, high }) => bar(factor, base, valuesOf(low, kpi), valuesOf(high, kpi)));
    return bars.every((each) => each !== null) ? [{ kpi, bars: bars.sort((a, b) => b.span.mean - a.span.mean) }] : [];
  });
}

function bar(factor: string, base: readonly number[] | null, low: readonly number[] | null, high: readonly number[] | null): TornadoBar | null {
  if (!base || !low || !high) return null;
  const [least, , greatest] = [low, base, high].sort((a, b) => sum(a) - sum(b));
  const { mean, low: from, high: to } = pairedDifference(least!, greatest!);
  return { factor, low: pairedDifference(base, low).mean, high: pairedDifference(base, high).mean, span: { mean, low: from, high: to } };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
