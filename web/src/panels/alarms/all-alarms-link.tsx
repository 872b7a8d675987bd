import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { alarmCountsQuery } from '../../data/alarm-queries.js';
import { ALARM_ORDER } from '../../theme/palette.js';
import { PriorityMark } from './priority-mark.js';

/** The way to the alarms of all lines and sites, with how many of the worst priority stand. */
export function AllAlarmsLink() {
  const { t } = useTranslation();
  const counts = [...(useQuery(alarmCountsQuery).data?.values() ?? [])];
  const of = (priority: (typeof ALARM_ORDER)[number]) => counts.reduce((sum, { alarms }) => sum + alarms[priority], 0);
  const worst = ALARM_ORDER.find((priority) => of(priority) > 0);
  return (
    <Link to="/alarms" className="all-alarms-link">
      {t('alarms.counts')}
      {worst && (
        <span className="all-alarms-worst">
          <PriorityMark priority={worst} />
          ×&nbsp;{of(worst)}
        </span>
      )}
    </Link>
  );
}
