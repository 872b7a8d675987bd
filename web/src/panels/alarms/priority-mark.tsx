import { useTranslation } from 'react-i18next';
import type { AlarmPriority } from '../../../../src/contract/alarm.js';
import { PRIORITY_MARKS } from '../../theme/palette.js';

/** Shape, digit and colour of a priority. */
export function PriorityMark({ priority }: { priority: AlarmPriority }) {
  const { t } = useTranslation();
  return (
    <span className={`alarm-mark alarm-mark-${priority}`} role="img" aria-label={t(`alarms.priorities.${priority}`)}>
      {PRIORITY_MARKS[priority]}
    </span>
  );
}
