import type { RunVerdict } from '../contract/run.js';
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
      return [{ variant: id, kpi, verdict: its.verdict, share: size === 0 ? null : its.mean / size }];
    }),
  );
}
