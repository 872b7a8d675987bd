import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alarmCountsQuery } from '../../data/alarm-queries.js';
import { ALARM_ORDER } from '../../theme/palette.js';
import { PriorityMark } from './priority-mark.js';

/** How many alarms of a line or site stand, by priority; a mark says that some of them are to be acknowledged. */
export function AlarmCounts({ line }: { line: string }) {
  const { t } = useTranslation();
  const count = useQuery(alarmCountsQuery).data?.get(line);
  if (!count) return null;
  const some = ALARM_ORDER.filter((priority) => count.alarms[priority] > 0);
  return (
    <span className="alarm-counts">
      <span className="minor">{t('alarms.counts')}</span> {some.length === 0 && <span className="minor">{t('alarms.countsNone')}</span>}
      {some.map((priority) => (
        <span key={priority} className="alarm-count">
          <PriorityMark priority={priority} /> × <b>{count.alarms[priority]}</b>
        </span>
      ))}
      {count.unacknowledged > 0 && <Unacknowledged count={count.unacknowledged} />}
    </span>
  );
}

function Unacknowledged({ count }: { count: number }) {
  const { t } = useTranslation();
  const said = t('alarms.toAcknowledge', { count });
  return (
    <span className="minor" role="img" aria-label={said} title={said}>
      (!&nbsp;{count})
    </span>
  );
}
