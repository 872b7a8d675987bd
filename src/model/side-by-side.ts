import type { Differing } from '../contract/comparison.js';
import type { Difference } from '../contract/verdict.js';
import { judge, type Pair } from './verdict.js';

/** Of an answer what decides with which others it can be compared. */
export interface Comparable {
  line?: string;
  cell?: string;
  modelVersion: string;
  engineVersion: string;
  start: { hash: string; atUs: number };
  horizonS: number;
  replications: number;
  seed: number;
}

/** In what two answers differ; nothing: they can be paired replication by replication. Two models begin in states of their own: they are alike where both begin at one instant. */
export function differing(a: Comparable, b: Comparable): Differing[] {
  const keys = (['line', 'cell', 'horizonS', 'seed', 'replications', 'engineVersion'] as const).filter((key) => a[key] !== b[key]);
  const isSameStart = a.modelVersion === b.modelVersion ? a.start.hash === b.start.hash : a.start.atUs === b.start.atUs;
  return isSameStart ? keys : [...keys, 'start'];
}

/** Of what answers cannot be compared at all: other places, and sums over other times. */
export const INCOMPARABLE: readonly Differing[] = ['line', 'cell', 'horizonS'];
/** With these in common, replication n of both meets the same chance. */
const PAIRING: readonly Differing[] = ['seed', 'start', 'engineVersion'];

export interface Told {
  id: string;
  kpis: Readonly<Record<string, { values: readonly number[] } | null>>;
}

export interface SideBySide<Variant> {
  /** place of its answer */
  answer: number;
  variant: Variant;
  paired: boolean;
  differs: Differing[];
  /** null: of the baseline of the first answer */
  difference: Record<string, Difference | null> | null;
}

/**
 * The baseline of the first answer, and the variants of all beside it, judged together; another baseline too where it is not the same.
 * Replications that met the same chance are paired, as many as both have; others are independent samples.
 */
export function sideBySide<Variant extends Told>(
  answers: readonly (Comparable & { variants: readonly Variant[] })[],
  trend: Readonly<Record<string, Pair['trend']>>,
  matters: number,
): SideBySide<Variant>[] {
  const first = answers[0]!;
  const baseline = first.variants[0]!;
  const columns = answers.flatMap((answer, index) => {
    const differs = differing(first, answer);
    const paired = !differs.some((key) => PAIRING.includes(key));
    const isSameBaseline = paired && answer.modelVersion === first.modelVersion;
    return answer.variants.slice(isSameBaseline ? 1 : 0).map((variant) => ({ answer: index, variant, paired, differs }));
  });
  const pairs = columns.flatMap(({ variant, paired }, index) =>
    Object.keys(trend).flatMap((kpi) => {
      const [base, own] = [baseline.kpis[kpi]?.values, variant.kpis[kpi]?.values];
      if (!base || !own) return [];
      const most = paired ? Math.min(base.length, own.length) : Infinity;
      return [{ index, kpi, base: base.slice(0, most), variant: own.slice(0, most), trend: trend[kpi]!, isIndependent: !paired }];
    }),
  );
  const judged = judge(pairs, matters);
  const of = new Map(pairs.map(({ index, kpi }, i) => [`${index} ${kpi}`, judged[i]!]));
  return [
    { answer: 0, variant: baseline, paired: true, differs: [], difference: null },
    ...columns.map((column, index) => ({
      ...column,
      difference: Object.fromEntries(Object.keys(trend).map((kpi) => [kpi, of.get(`${index} ${kpi}`) ?? null])),
    })),
  ];
}
