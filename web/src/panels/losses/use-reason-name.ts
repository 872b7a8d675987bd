import { useTranslation } from 'react-i18next';
import type { LineNames } from './line-names.js';

/** The name of the reason of a stop; one that has none is unassigned. */
export function useReasonName(names: LineNames): (reason: number | null) => string {
  const { t } = useTranslation();
  return (reason) => (reason === null ? t('losses.unassigned') : names.reason(reason));
}
