import type { TFunction } from 'i18next';
import { pathOf } from '../../../../src/contract/explain.js';
import { variantName } from '../run/answer.js';
import { fieldWord } from './change-words.js';
import type { DraftVariant } from './site-draft.js';

/** A place of the document as people call it: Night shift, Speed, unit. What has no name is told by its pointer. */
export function placeWord(pointer: string, variants: readonly DraftVariant[], t: TFunction): string {
  const [first = '', second, , fourth, field] = pathOf(pointer);
  const variant = first === 'variants' ? variants[Number(second)] : undefined;
  if (variant) {
    const change = variant.changes[Number(fourth)];
    if (!change) return variantName(variant);
    return [variantName(variant), t(`changeKinds.${change.kind}`), ...(field === undefined ? [] : [fieldWord(change.kind, field, t)])].join(', ');
  }
  const words: Partial<Record<string, string>> = {
    question: t('whatIf.question'),
    hypothesis: t('siteAsk.hypothesis'),
    start: t('whatIf.start'),
    horizon: t('siteAsk.horizon'),
    replications: t('siteAsk.replications'),
    precision: t('siteAsk.within'),
    seed: t('whatIf.seed'),
    matters: t('siteAsk.matters'),
    kpis: t('siteAsk.kpis'),
  };
  return words[first] ?? pointer;
}
