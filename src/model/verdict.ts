import { MATTERS } from '../contract/matters.js';
import type { Difference } from '../contract/verdict.js';
import { normalUpper } from '../engine/special.js';
import { holm, independentDifference, moments, pairedDifference, tChance } from '../engine/statistics.js';

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
  /** whether the values are independent samples, not pairs; there may be more of one then */
  isIndependent?: boolean;
}

/**
 * What may be said of each of several differences together: paired t-intervals at 95 %, chances of error corrected by Holm over all
 * of them, and a verdict. `matters`: the least difference that matters, as a share of the baseline's mean. In the order given; of
 * each at least two replications.
 */
export function judge(pairs: readonly Pair[], matters = MATTERS): Difference[] {
  const compared = pairs.map(compare);
  const corrected = holm(compared.map(({ chance }) => chance));
  const aim = halfWidthsFor(compared.filter(({ same }) => !same).length);
  return compared.map((difference, i) => ({ ...told(difference, pairs[i]!, { corrected: corrected[i]!, matters, aim }), corrected: corrected[i]! }));
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

function compare({ base, variant, isIndependent = false }: Pair): Compared {
  if (isIndependent) return compareSamples(base, variant);
  const { mean, low, high, sd } = pairedDifference(base, variant);
  const size = base.reduce((sum, value) => sum + Math.abs(value), 0) / base.length;
  if (Math.abs(mean) <= ROUNDING * size && sd <= ROUNDING * size) return { mean, low, high, chance: 1, same: true };
  return { mean, low, high, chance: sd === 0 ? 0 : tChance((mean / sd) * Math.sqrt(base.length), base.length - 1), same: false };
}

/** Two samples without chance in them differ surely, or not at all. */
function compareSamples(base: readonly number[], variant: readonly number[]): Compared {
  const [a, b] = [moments(base), moments(variant)];
  const rounding = ROUNDING * Math.max(Math.abs(a.mean), Math.abs(b.mean));
  if (Math.sqrt(Math.max(a.variance, b.variance)) <= rounding) {
    const mean = b.mean - a.mean;
    const same = Math.abs(mean) <= rounding;
    return { mean, low: mean, high: mean, chance: same ? 1 : 0, same };
  }
  return { ...independentDifference(base, variant), same: false };
}

interface Bounds {
  corrected: number;
  matters: number;
  /** half-widths that a difference must be wide, to be told */
  aim: number;
}

function told({ mean, low, high, chance, same }: Compared, { base, trend }: Pair, { corrected, matters, aim }: Bounds): Difference {
  const interval = { mean, low, high, chance };
  const enough = matters * Math.abs(base.reduce((sum, value) => sum + value, 0) / base.length);
  const within = Math.max(-low, high) <= enough;
  if (corrected <= LEVEL) return { ...interval, verdict: mean > 0 === (trend === 'up') ? 'better' : 'worse', slight: within, moreRuns: 0 };
  if (same || within) return { ...interval, verdict: 'no-detectable-difference', moreRuns: 0 };
  return { ...interval, verdict: 'too-few-runs', moreRuns: wanting((high - low) / 2, Math.max(enough, Math.abs(mean)) / aim, base.length) };
}

/** For a chance of 80 % to tell a difference among so many that are judged together, in half-widths at 95 %: (z + 0.84) / 1.96, z at 5 % by the count. */
function halfWidthsFor(count: number): number {
  const z = normalUpper(LEVEL / 2 / Math.max(1, count));
  return (z + 0.8416) / 1.96;
}

/** Replications until the half-width is that. */
function wanting(half: number, aim: number, n: number): number | null {
  const more = aim > 0 ? Math.ceil(n * (half / aim) * (half / aim)) - n : Infinity;
  return more <= MOST_RUNS ? Math.max(1, more) : null;
}
