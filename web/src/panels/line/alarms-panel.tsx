import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { alarmsQuery } from '../../data/queries.js';
import { Card } from '../../parts/card.js';
import { AlarmRow } from './alarm-row.js';

/** Alarms and advisories of the line that are not normal, the most pressing first. */
export function AlarmsPanel({ view, alarmsHeard, nowUs }: { view: LineView; alarmsHeard: number; nowUs: number }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { queryKey } = alarmsQuery(view.line);
  const alarms = useQuery(alarmsQuery(view.line));
  useEffect(() => {
    if (alarmsHeard > 0) void queries.invalidateQueries({ queryKey: ['alarms', view.line] });
  }, [alarmsHeard, queries, view.line]);
  if (!alarms.data) return null;
  const { items } = alarms.data;
  return (
    <Card title={t('alarms.title', { n: items.length })}>
      {items.length === 0 ? (
        <p className="minor">{t('alarms.none')}</p>
      ) : (
        <ul className="alarms">
          {items.map((alarm) => (
            <AlarmRow key={alarm.id} {...{ alarm, view, nowUs }} onDone={() => void queries.invalidateQueries({ queryKey })} />
          ))}
        </ul>
      )}
    </Card>
  );
}
