import type { TFunction } from 'i18next';
import { told } from '../../format/told.js';
import type { QuestionFault } from './question-faults.js';

const HORIZONS: ReadonlySet<string> = new Set(['/horizon', '/start/warmUp']);

const isStructured = (pointer: string) => pointer.split('/').length > 6;

/** What is said of a fault at its field. The contract speaks English; what of it has no code is told in general words. */
export function faultWords({ pointer, detail, missing }: QuestionFault, language: string, t: TFunction): string {
  if (missing) return t('siteAsk.fault.missing');
  if (language !== 'en' && HORIZONS.has(pointer)) return t('siteAsk.fault.horizon');
  return told({ detail }, language).says ?? t(isStructured(pointer) ? 'siteAsk.fault.other' : 'siteAsk.fault.formula');
}
