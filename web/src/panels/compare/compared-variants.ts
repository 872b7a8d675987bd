import type { TFunction } from 'i18next';
import type { ComparedVariant, RunComparison } from '../../../../src/contract/comparison.js';
import { variantName, type Asked, type ShownVariant } from '../run/answer.js';

/** Whether it is the baseline of its run, and held against none. */
const isOwnBaseline = ({ id, against }: Pick<ComparedVariant, 'id' | 'against'>): boolean => id === 'baseline' && against === null;

/** Whether a run of several has a baseline of its own: it did not begin as the first, or met another chance. */
export const hasSeveralBaselines = ({ variants }: Pick<RunComparison, 'variants'>): boolean => variants.filter(isOwnBaseline).length > 1;

/** Variants of several runs with names that tell them apart. */
export function comparedVariants(comparison: RunComparison, t: TFunction): ShownVariant[] {
  const { runs, variants } = comparison;
  const isAlone = !hasSeveralBaselines(comparison);
  return variants.map(({ run, id, kpis, difference, against }, i) => ({
    id: `${run} ${id}`,
    kpis,
    difference,
    ...(against !== null && { against: `${against} baseline` }),
    name: nameOf(run, id, i === 0 && isAlone),
  }));

  function nameOf(run: string, id: string, isOfAll: boolean): string {
    const place = runs.findIndex((each) => each.id === run);
    if (id === 'baseline') return isOfAll ? t('run.baseline') : t('compare.baseline', { n: place + 1 });
    const asked = runs[place]?.request as Asked | undefined;
    const variant = variantName({ id, name: asked?.variants?.find((each) => each.id === id)?.name });
    return t('compare.ofRun', { variant, n: place + 1 });
  }
}

/** To what each variant is compared, where it is not the baseline of the first run over all replications pair by pair. */
export function comparedNotes({ runs, variants }: Pick<RunComparison, 'runs' | 'variants'>, shown: readonly ShownVariant[], t: TFunction): string[] {
  return variants.slice(1).flatMap((variant, i) => {
    const name = shown[i + 1]?.name ?? variant.id;
    const differs = variant.differs.map((key) => t(`compare.differing.${key}`)).join(', ');
    if (isOwnBaseline(variant)) return [t('compare.apart', { n: runs.findIndex(({ id }) => id === variant.run) + 1, baseline: name, differs })];
    if (!variant.paired) return [t('compare.unpaired', { variant: name, differs })];
    return variant.against === runs[0]?.id && variant.differs.includes('replications') ? [t('compare.fewest', { variant: name })] : [];
  });
}
