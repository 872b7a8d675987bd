import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { alarmsQuery, type AlarmPlace } from '../../data/alarm-queries.js';
import { Card } from '../../parts/card.js';
import { AlarmRow } from './alarm-row.js';

interface Shown {
  place: AlarmPlace;
  nameOf: (unit: string) => string;
  timezone: string;
  nowUs: number;
}

/** Alarms and advisories of a line or site that are not normal, the most pressing first; `only`: of this unit. */
export function AlarmsPanel({ alarmsHeard, only, ...shown }: Shown & { alarmsHeard: number; only?: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const query = alarmsQuery(shown.place);
  const { id } = shown.place;
  const alarms = useQuery(query);
  useEffect(() => {
    if (alarmsHeard > 0) void queries.invalidateQueries({ queryKey: ['alarms', id] });
  }, [alarmsHeard, queries, id]);
  const there = alarms.data !== undefined;
  useEffect(() => {
    if (there && location.hash === '#alarms') document.getElementById('alarms')?.scrollIntoView();
  }, [there]);
  if (!alarms.data) return null;
  const items = alarms.data.items.filter(({ unit }) => only === undefined || unit === only);
  return (
    <Card
      id="alarms"
      title={t('alarms.title', { n: items.length })}
      aside={
        <Link to="/alarms" search={{ place: id }}>
          {t('alarms.all')}
        </Link>
      }
    >
      {items.length === 0 ? (
        <p className="minor">{t('alarms.none')}</p>
      ) : (
        <ul className="alarms">
          {items.map((alarm) => (
            <AlarmRow key={alarm.id} alarm={alarm} {...shown} onDone={() => void queries.invalidateQueries({ queryKey: query.queryKey })} />
          ))}
        </ul>
      )}
    </Card>
  );
}
