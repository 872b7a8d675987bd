import { useTranslation } from 'react-i18next';
import type { FaultReason } from './draft.js';

const BOUNDS: Record<string, { min: string; max: string }> = { replications: { min: '2', max: '2000' }, seed: { min: '0', max: '4294967295' } };

/** Says what is wrong with a field. */
export function useFaultText() {
  const { t } = useTranslation();
  const words = {
    empty: t('whatIf.notEmpty'),
    missing: t('whatIf.questionMissing'),
    'not-a-number': t('whatIf.notANumber'),
    'unknown-unit': t('whatIf.unknownUnit'),
    'too-small': t('whatIf.tooSmall'),
    'too-large': t('whatIf.tooLarge'),
  };
  return (reason: FaultReason, field: string): string => {
    const bounds = BOUNDS[field];
    return bounds && reason !== 'empty' ? t('whatIf.wholeNumber', bounds) : words[reason];
  };
}
