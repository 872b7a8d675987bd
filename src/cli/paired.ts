import { differing, type Comparable } from '../model/side-by-side.js';
import { CliFault, EXIT } from './io.js';

/** What a question calls its variants, by their ids. */
export type VariantNames = ReadonlyMap<string, string>;

interface Named<Result> {
  name: string;
  result: Result;
  names: VariantNames;
}

export interface Column<Variant> {
  /** as programs read it */
  id: string;
  /** as people do */
  name: string;
  variant: Variant;
}

/** The baseline of the first answer, and the variants of all beside it; another baseline too where its model is another. Answers that cannot be paired end the command. */
export function columnsOf<Variant extends { id: string }>(
  answers: readonly Named<Comparable & { variants: readonly Variant[] }>[],
): { baseline: Variant; columns: Column<Variant>[] } {
  const [first, ...others] = answers;
  const [baseline, ...own] = first!.result.variants;
  const nameIn = ({ names }: Pick<Named<unknown>, 'names'>, { id }: Variant) => names.get(id) ?? id;
  const columns = own.map((variant) => ({ id: variant.id, name: nameIn(first!, variant), variant }));
  for (const other of others) {
    demandPair(first!, other);
    const same = other.result.modelVersion === first!.result.modelVersion;
    for (const variant of other.result.variants.slice(same ? 1 : 0)) {
      const name = nameIn(other, variant);
      columns.push({ id: `${other.name}:${variant.id}`, name: `${other.name}:${name === variant.id ? '' : ' '}${name}`, variant });
    }
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
