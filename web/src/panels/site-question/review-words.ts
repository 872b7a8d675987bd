import type { TFunction } from 'i18next';
import { durationShown } from './change-text.js';
import type { SiteDraft } from './site-draft.js';

/** How much the question of a form simulates. */
export function experimentWords({ variants, replications, precision, ...draft }: SiteDraft, language: string, t: TFunction): string {
  const horizon = durationShown(draft.horizon, language);
  const count = Number(replications);
  if (precision) return t('siteAsk.reviewMost', { variants: variants.length, n: replications, horizon });
  return t('siteAsk.reviewRuns', { variants: variants.length, n: replications, all: Number.isFinite(count) ? count * (variants.length + 1) : '…', horizon });
}
