import { differing, type Comparable } from '../model/side-by-side.js';
import { CliFault, EXIT } from './io.js';

interface Named<Result> {
  name: string;
  result: Result;
}

export interface Column<Variant> {
  name: string;
  variant: Variant;
}

/** The baseline of the first answer, and the variants of all beside it; another baseline too where its model is another. Answers that cannot be paired end the command. */
export function columnsOf<Variant extends { id: string }>(
  answers: readonly Named<Comparable & { variants: readonly Variant[] }>[],
): { baseline: Variant; columns: Column<Variant>[] } {
  const [first, ...others] = answers;
  const [baseline, ...own] = first!.result.variants;
  const columns = own.map((variant) => ({ name: variant.id, variant }));
  for (const other of others) {
    demandPair(first!, other);
    const same = other.result.modelVersion === first!.result.modelVersion;
    for (const variant of other.result.variants.slice(same ? 1 : 0)) columns.push({ name: `${other.name}:${variant.id}`, variant });
  }
  return { baseline: baseline!, columns };
}

/** Differences are paired by the random numbers: answers need the same start, horizon, seed and number of replications. */
function demandPair(a: Named<Comparable>, b: Named<Comparable>): void {
  const differ = differing(a.result, b.result);
  if (differ.length > 0) throw new CliFault(EXIT.validation, `${a.name} and ${b.name} cannot be paired: they differ in ${differ.join(', ')}`);
}

/** Values of each indicator of a variant, replication by replication. */
export const valuesOf = <Kpi extends string>(
  kpis: readonly Kpi[],
  variant: { kpis: Readonly<Record<Kpi, { values: readonly number[] } | null>> },
): Record<Kpi, readonly number[] | null> =>
  Object.fromEntries(kpis.map((kpi) => [kpi, variant.kpis[kpi]?.values ?? null])) as Record<Kpi, readonly number[] | null>;
