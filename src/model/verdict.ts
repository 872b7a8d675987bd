import { MATTERS } from '../contract/matters.js';
import type { Difference } from '../contract/verdict.js';
import { holm, pairedDifference, tChance } from '../engine/statistics.js';

/** Differences below this share of the quantities are rounding, not effect. */
const ROUNDING = 1e-9;
/** Chance of any false "better" or "worse" in an answer. */
const LEVEL = 0.05;
/** Nobody asks for so many. */
const MOST_RUNS = 1e6;

/** One indicator of one variant against the baseline, replication by replication. */
export interface Pair {
  base: readonly number[];
  variant: readonly number[];
  /** whether more of it is better */
  trend: 'up' | 'down';
}

/**
 * What may be said of each of several differences together: paired t-intervals at 95 %, chances of error corrected by Holm over all
 * of them, and a verdict. `matters`: the least difference that matters, as a share of the baseline's mean. In the order given; of
 * each at least two replications.
 */
export function judge(pairs: readonly Pair[], matters = MATTERS): Difference[] {
  const compared = pairs.map(compare);
  const corrected = holm(compared.map(({ chance }) => chance));
  return compared.map((difference, i) => ({ ...told(difference, pairs[i]!, corrected[i]!, matters), corrected: corrected[i]! }));
}

/** Values of each indicator, replication by replication; null: not known. */
export type Table<Kpi extends string> = Record<Kpi, readonly number[] | null>;

/** Differences of every variant to the baseline, judged together; of an indicator that either does not know there is none. */
export function judgeTables<Kpi extends string>(
  kpis: readonly Kpi[],
  trend: Readonly<Record<Kpi, Pair['trend']>>,
  [base, ...variants]: readonly Table<Kpi>[],
  matters = MATTERS,
): Record<Kpi, Difference | null>[] {
  const known = variants.flatMap((values, index) =>
    kpis.flatMap((kpi) => (base![kpi] && values[kpi] ? [{ at: `${index} ${kpi}`, base: base![kpi], variant: values[kpi], trend: trend[kpi] }] : [])),
  );
  const judged = judge(known, matters);
  const of = new Map(known.map(({ at }, i) => [at, judged[i]!]));
  const all = Object.keys(trend) as Kpi[];
  return variants.map((_, index) => Object.fromEntries(all.map((kpi) => [kpi, of.get(`${index} ${kpi}`) ?? null])) as Record<Kpi, Difference | null>);
}

interface Compared {
  mean: number;
  low: number;
  high: number;
  chance: number;
  /** but for rounding, no replication differs */
  same: boolean;
}

function compare({ base, variant }: Pair): Compared {
  const { mean, low, high, sd } = pairedDifference(base, variant);
  const size = base.reduce((sum, value) => sum + Math.abs(value), 0) / base.length;
  if (Math.abs(mean) <= ROUNDING * size && sd <= ROUNDING * size) return { mean, low, high, chance: 1, same: true };
  return { mean, low, high, chance: sd === 0 ? 0 : tChance((mean / sd) * Math.sqrt(base.length), base.length - 1), same: false };
}

function told({ mean, low, high, chance, same }: Compared, { base, trend }: Pair, corrected: number, matters: number): Difference {
  const interval = { mean, low, high, chance };
  if (corrected <= LEVEL) return { ...interval, verdict: mean > 0 === (trend === 'up') ? 'better' : 'worse', moreRuns: 0 };
  const enough = matters * Math.abs(base.reduce((sum, value) => sum + value, 0) / base.length);
  if (same || Math.max(-low, high) <= enough) return { ...interval, verdict: 'no-detectable-difference', moreRuns: 0 };
  return { ...interval, verdict: 'too-few-runs', moreRuns: wanting((high - low) / 2, mean, enough, base.length) };
}

/** For a chance of 80 % to tell a difference the half-width must be so many times smaller: (1.96 + 0.84) / 1.96, the normal quantiles of 97.5 % and 80 %. */
const POWER = 1.43;

/** Replications that would tell the least difference that matters, or this one where it is greater. */
function wanting(half: number, mean: number, enough: number, n: number): number | null {
  const aim = Math.max(enough, Math.abs(mean)) / POWER;
  const more = aim > 0 ? Math.ceil(n * (half / aim) * (half / aim)) - n : Infinity;
  return more <= MOST_RUNS ? Math.max(1, more) : null;
}
