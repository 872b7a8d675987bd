import { useTranslation } from 'react-i18next';
import type { Issue } from '../../../../src/contract/problem.js';
import { useFormat } from '../../parts/use-format.js';
import { placeIssues } from '../what-if/place-issues.js';
import { fieldPointers } from './field-pointers.js';
import { placeWord } from './place-word.js';
import type { QuestionFault } from './question-faults.js';
import type { ReviewFault } from './review-card.js';
import type { SiteDraft } from './site-draft.js';

/** What is said at each field, and all of it for the review. What is only not there yet is said once running was tried. */
export function useErrors(
  { variants }: SiteDraft,
  faults: readonly QuestionFault[],
  issues: readonly Issue[],
  tried: boolean,
): { errorOf: (pointer: string) => string | undefined; review: ReviewFault[] } {
  const { t } = useTranslation();
  const { language } = useFormat();
  const isStructured = (pointer: string) => pointer.split('/').length > 6;
  /** The contract speaks English; its sentences are told in English only. */
  const say = ({ pointer, detail, missing }: QuestionFault) => {
    if (missing) return t('siteAsk.fault.missing');
    if (language === 'en') return detail;
    return t(isStructured(pointer) ? 'siteAsk.fault.other' : 'siteAsk.fault.formula');
  };
  const told = [
    ...faults.filter(({ missing }) => tried || !missing).map((fault) => ({ pointer: fault.pointer, detail: say(fault) })),
    ...issues.map(({ pointer, detail }) => ({ pointer, detail })),
  ];
  const { at } = placeIssues(told, Object.fromEntries(fieldPointers(variants).map((pointer) => [pointer, pointer])));
  return { errorOf: (pointer) => at[pointer], review: told.map(({ pointer, detail }) => ({ pointer, place: placeWord(pointer, variants, t), text: detail })) };
}
