import { useTranslation } from 'react-i18next';
import type { UnitWords } from '../../format/kpi-value.js';

export function useUnitWords(): UnitWords {
  return useTranslation().t('kpi.units', { returnObjects: true });
}
