import { useTranslation } from 'react-i18next';
import type { AlarmPriority } from '../../../../src/contract/alarm.js';
import { PrioritySign } from '../../parts/priority-sign.js';

/** Shape, digit and colour of a priority. */
export function PriorityMark({ priority }: { priority: AlarmPriority }) {
  const { t } = useTranslation();
  return <PrioritySign priority={priority} word={t(`alarms.priorities.${priority}`)} />;
}
