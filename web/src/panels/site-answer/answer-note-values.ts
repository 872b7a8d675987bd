import type { AnswerNote } from '../../../../src/contract/answer-note.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { Language } from '../../format/language.js';
import { siteKpi, SITE_KPIS } from './site-kpis.js';

/** What stands in a note of an answer about a site, as people say it: names for ids of carriers and indicators. */
export function answerNoteValues({ values }: AnswerNote, names: Pick<CellNames, 'carrier'>, language: Language): AnswerNote['values'] {
  const kpi = SITE_KPIS.find((each) => each === values['kpi']);
  return {
    ...values,
    ...(typeof values['carrier'] === 'string' && { carrier: names.carrier(values['carrier']) }),
    ...(kpi && { kpi: siteKpi(kpi, language).name }),
  };
}

/** A note as the key of a list. */
export const noteId = ({ code, values }: { code: string; values: Readonly<Record<string, string | number>> }): string =>
  `${code} ${Object.values(values).join(' ')}`;
