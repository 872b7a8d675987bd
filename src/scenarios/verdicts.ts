import type { Run, RunVerdict } from '../contract/run.js';
import { summaryOf } from '../contract/search-summary.js';
import type { Difference } from '../contract/verdict.js';

interface Judged {
  id: string;
  kpis: Readonly<Record<string, { mean: number } | null>>;
  difference: Readonly<Record<string, Difference | null>> | null;
}

/** What an answer about a line or a site says of each variant, in short: every indicator that was judged. */
export function verdictsOf(variants: readonly Judged[]): RunVerdict[] {
  const [baseline, ...others] = variants;
  return others.flatMap(({ id, difference }) =>
    Object.entries(difference ?? {}).flatMap(([kpi, its]) => {
      if (its === null) return [];
      const size = Math.abs(baseline?.kpis[kpi]?.mean ?? 0);
      return [{ variant: id, kpi, verdict: its.verdict, ...(its.slight && { slight: true }), share: size === 0 ? null : its.mean / size }];
    }),
  );
}

/** What a list tells of an answer: its verdicts, and of a search what it has found. */
export function inShort(result: Run['result']): Pick<Run, 'verdicts' | 'found'> {
  if (result === null) return { verdicts: [] };
  if ('variants' in result) return { verdicts: verdictsOf(result.variants) };
  const found = summaryOf(result);
  const chosen = result.points.filter(({ id }) => id === found.chosen?.point);
  return { found, verdicts: verdictsOf([{ id: 'baseline', kpis: result.baseline.kpis, difference: null }, ...chosen]) };
}
