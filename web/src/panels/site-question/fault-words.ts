import type { TFunction } from 'i18next';
import type { QuestionFault } from './question-faults.js';

const HORIZONS: ReadonlySet<string> = new Set(['/horizon', '/start/warmUp']);

const isStructured = (pointer: string) => pointer.split('/').length > 6;

/** What is said of a fault at its field. The contract speaks English; its sentences are told in English only. */
export function faultWords({ pointer, detail, missing }: QuestionFault, language: string, t: TFunction): string {
  if (missing) return t('siteAsk.fault.missing');
  if (language === 'en') return detail;
  if (HORIZONS.has(pointer)) return t('siteAsk.fault.horizon');
  return t(isStructured(pointer) ? 'siteAsk.fault.other' : 'siteAsk.fault.formula');
}
