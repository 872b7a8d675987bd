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
  /** place of the answer to whose baseline it is held; null: it is such a baseline */
  against: number | null;
  paired: boolean;
  differs: Differing[];
  /** to that baseline; null for a baseline that is held against none */
  difference: Record<string, Difference | null> | null;
}

/**
 * The baseline of the first answer, and the variants of all beside it, judged together. Replications that met the same chance
 * are paired, as many as both have. The variants of an answer that did not are held against its own baseline, with which
 * they are paired, and that stands beside them unjudged: between both lies when or with which chance was asked. An answer without variants is itself held against the first, as independent samples.
 */
export function sideBySide<Variant extends Told>(
  answers: readonly (Comparable & { variants: readonly Variant[] })[],
  trend: Readonly<Record<string, Pair['trend']>>,
  matters: number,
): SideBySide<Variant>[] {
  const first = answers[0]!;
  const columns = answers.flatMap((answer, index) => placed(answer, index, first));
  const pairs = columns.flatMap(({ variant, against, paired }, index) =>
    Object.keys(trend).flatMap((kpi) => {
      const [base, own] = [against === null ? null : answers[against]!.variants[0]!.kpis[kpi]?.values, variant.kpis[kpi]?.values];
      if (!base || !own) return [];
      const most = paired ? Math.min(base.length, own.length) : Infinity;
      return [{ index, kpi, base: base.slice(0, most), variant: own.slice(0, most), trend: trend[kpi]!, isIndependent: !paired }];
    }),
  );
  const judged = judge(pairs, matters);
  const of = new Map(pairs.map(({ index, kpi }, i) => [`${index} ${kpi}`, judged[i]!]));
  return columns.map((column, index) => ({
    ...column,
    difference: column.against === null ? null : Object.fromEntries(Object.keys(trend).map((kpi) => [kpi, of.get(`${index} ${kpi}`) ?? null])),
  }));
}

/** What stands of an answer beside the first, and to which baseline it is held. */
function placed<Variant>(answer: Comparable & { variants: readonly Variant[] }, index: number, first: Comparable): Omit<SideBySide<Variant>, 'difference'>[] {
  const [baseline, ...variants] = answer.variants;
  const differs = differing(first, answer);
  const paired = !differs.some((key) => PAIRING.includes(key));
  const of = (variant: Variant, against: number | null, isPaired = true) => ({ answer: index, variant, against, paired: isPaired, differs });
  const isFirst = answer === first;
  if (!paired && variants.length === 0) return [of(baseline!, 0, false)];
  if (isFirst || !paired) return [of(baseline!, null), ...variants.map((variant) => of(variant, index))];
  return (answer.modelVersion === first.modelVersion ? variants : answer.variants).map((variant) => of(variant, 0));
}
