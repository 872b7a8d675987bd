import type { RunComparison } from '../../../../src/contract/comparison.js';
import type { AnyDocument } from '../../../../src/contract/run.js';

/** A question that is to be asked again. */
export interface AskedTogether {
  /** run that asked it */
  run: string;
  /** place among those compared, from one */
  n: number;
  document: AnyDocument;
}

/** The questions of runs that began elsewhere than the first, or met another chance: from its start, with its seed. They can be paired with it then. */
export function askedTogether({ runs, variants }: Pick<RunComparison, 'runs' | 'variants'>): AskedTogether[] {
  const [first] = runs;
  return runs.flatMap((run, i) => {
    const isApart = i > 0 && variants.some((variant) => variant.run === run.id && variant.against === run.id);
    if (!first || !isApart) return [];
    const document = { ...(run.request as AnyDocument), start: { from: 'snapshot', hash: first.start.hash }, seed: first.seed } as AnyDocument;
    return [{ run: run.id, n: i + 1, document }];
  });
}

/** The runs compared, with those that were asked again in the place of the earlier. */
export const inPlace = (ids: readonly string[], asked: ReadonlyMap<string, string>): string => ids.map((id) => asked.get(id) ?? id).join(',');
