import { useTranslation } from 'react-i18next';
import type { Issue } from '../../../../src/contract/problem.js';
import { useFormat } from '../../parts/use-format.js';
import { placeIssues } from '../what-if/place-issues.js';
import { faultWords } from './fault-words.js';
import type { QuestionFault } from './question-faults.js';
import type { ReviewFault } from './review-card.js';

/** What is said at each field, and all of it for the review. At its field, what is only not there yet is said once running was tried. */
export function useErrors(
  /** places at which the form has a field, and what they are called */
  { pointers, placeOf }: { pointers: readonly string[]; placeOf: (pointer: string) => string },
  faults: readonly QuestionFault[],
  issues: readonly Issue[],
  tried: boolean,
): { errorOf: (pointer: string) => string | undefined; review: ReviewFault[] } {
  const { t } = useTranslation();
  const { language } = useFormat();
  const told = [
    ...faults.map((fault) => ({ pointer: fault.pointer, detail: faultWords(fault, language, t), missing: fault.missing })),
    ...issues.map((issue) => ({ pointer: issue.pointer, detail: faultWords({ ...issue, missing: false }, language, t), missing: false })),
  ];
  const { at } = placeIssues(
    told.filter(({ missing }) => tried || !missing),
    Object.fromEntries(pointers.map((pointer) => [pointer, pointer])),
  );
  return {
    errorOf: (pointer) => at[pointer],
    review: told.map(({ pointer, detail, missing }) => ({ pointer, place: placeOf(pointer), text: detail, missing })),
  };
}
