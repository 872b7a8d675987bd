import type { TFunction } from 'i18next';
import type { ComparedVariant, RunComparison } from '../../../../src/contract/comparison.js';
import { variantName, type Asked, type ShownVariant } from '../run/answer.js';

/** Variants of several runs with names that tell them apart. */
export function comparedVariants({ runs, variants }: RunComparison, t: TFunction): ShownVariant[] {
  return variants.map(({ run, id, kpis, difference }, i) => ({ id: `${run} ${id}`, kpis, difference, name: nameOf(run, id, i === 0) }));

  function nameOf(run: string, id: string, isFirst: boolean): string {
    const place = runs.findIndex((each) => each.id === run);
    if (id === 'baseline') return isFirst ? t('run.baseline') : t('compare.baseline', { n: place + 1 });
    const asked = runs[place]?.request as Asked | undefined;
    const variant = variantName({ id, name: asked?.variants?.find((each) => each.id === id)?.name });
    return t('compare.ofRun', { variant, n: place + 1 });
  }
}

/** How each variant is compared with the baseline, where it is not over all replications pair by pair. */
export function comparedNotes({ variants }: Pick<RunComparison, 'variants'>, shown: readonly ShownVariant[], t: TFunction): string[] {
  return variants.slice(1).flatMap((variant: ComparedVariant, i) => {
    const name = shown[i + 1]?.name ?? variant.id;
    const differs = variant.differs.map((key) => t(`compare.differing.${key}`)).join(', ');
    if (!variant.paired) return [t('compare.unpaired', { variant: name, differs })];
    return variant.differs.includes('replications') ? [t('compare.fewest', { variant: name })] : [];
  });
}
