import type { SearchAnswer, SearchPoint } from './search-result.js';

const TOLERANCE = 1e-9;

/** Whether the means of a point and of the baseline differ by something else than the paired difference says: they rest on other replications than it. */
export const areMeansApart = (
  { baseline, judged }: Pick<SearchAnswer, 'baseline' | 'judged'>,
  { kpis, difference }: Pick<SearchPoint, 'kpis' | 'difference'>,
): boolean =>
  judged.some((kpi) => {
    const [base, own, paired] = [baseline.kpis[kpi], kpis[kpi], difference[kpi]];
    return base && own && paired ? Math.abs(own.mean - base.mean - paired.mean) > TOLERANCE * Math.max(Math.abs(base.mean), Math.abs(own.mean)) : false;
  });
