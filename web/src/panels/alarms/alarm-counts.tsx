import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alarmCountsQuery } from '../../data/alarm-queries.js';
import { ALARM_ORDER } from '../../theme/palette.js';
import { PriorityMark } from './priority-mark.js';

/** How many alarms of a line or site stand, by priority, and how many advisories; a mark says that some alarms are to be acknowledged. */
export function AlarmCounts({ line }: { line: string }) {
  const { t } = useTranslation();
  const count = useQuery(alarmCountsQuery).data?.get(line);
  if (!count) return null;
  const some = ALARM_ORDER.filter((priority) => count.alarms[priority] > 0);
  const { advisories, unacknowledged } = count;
  return (
    <span className="alarm-counts">
      <span className="minor">
        {t('alarms.counts')} {unacknowledged > 0 && <Unacknowledged count={unacknowledged} />}
      </span>
      <span className="alarm-count">
        {some.length === 0 && advisories === 0 && <span className="minor">{t('alarms.countsNone')}</span>}
        {some.map((priority) => (
          <span key={priority}>
            <PriorityMark priority={priority} /> × <b>{count.alarms[priority]}</b>
          </span>
        ))}
        {advisories > 0 && <span className="minor">{t('alarms.countsAdvisories', { n: advisories })}</span>}
      </span>
    </span>
  );
}

function Unacknowledged({ count }: { count: number }) {
  const { t } = useTranslation();
  const said = t('alarms.toAcknowledge', { count });
  return (
    <span role="img" aria-label={said} title={said}>
      (!&nbsp;{count})
    </span>
  );
}
