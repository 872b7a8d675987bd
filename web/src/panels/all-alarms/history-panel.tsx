import { Button } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { alarmHistoryQuery } from '../../data/alarm-queries.js';
import { serverNowUs } from '../../data/server-clock.js';
import { utcOf } from '../../format/iso.js';
import { Card } from '../../parts/card.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { useFormat } from '../../parts/use-format.js';
import { WideTable } from '../../parts/wide-table.js';
import { Failed } from '../../shell/failed.js';
import { PriorityMark } from '../alarms/priority-mark.js';
import { merged, type PlacedEvent } from './history-list.js';
import type { NamedPlace } from './use-places.js';
import { PlaceLink, UnitLink } from './where.js';

const STEP = 50;
/** So many the service gives at once. */
const MOST = 500;
const OWN_WORDS = ['planned', 'machine-alarm', 'rule-removed', 'time-up'] as const;

/** What happened to the alarms of these places, newest first. */
export function HistoryPanel({ places }: { places: readonly NamedPlace[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [most, setMost] = useState(STEP);
  const answers = useQueries({ queries: places.map(({ place }) => ({ ...alarmHistoryQuery(place, most), placeholderData: keepPreviousData })) });
  const failed = answers.find(({ error, data }) => error !== null && data === undefined);
  const pages = places.flatMap(({ place }, i) => (answers[i]?.data ? [{ place, page: answers[i].data }] : []));
  const nowUs = serverNowUs();
  const { events, more } = merged(pages, most);
  const namedOf = ({ place }: PlacedEvent) => places.find((each) => each.place.id === place.id)!;
  const whyOf = ({ event: { who, why } }: PlacedEvent) => {
    const own = who === null ? OWN_WORDS.find((each) => each === why) : undefined;
    return own ? t(`allAlarms.whys.${own}`) : (why ?? '');
  };
  const heads = [t('allAlarms.at'), t('allAlarms.place'), t('allAlarms.machine'), t('allAlarms.alarm'), t('allAlarms.event'), t('allAlarms.byWhom')];
  const csv = () => [
    ['time', 'place', heads[1]!, 'unit', heads[2]!, 'alarm', heads[3]!, heads[4]!, 'priority', 'value', 'who', 'why'],
    ...events.map((each) => {
      const { names, place } = namedOf(each);
      const { atUs, unit, alarm, event, priority, value, who } = each.event;
      return [
        ...[utcOf(atUs), place.id, names.name, unit, unit === null ? null : names.unit(unit), alarm, names.alarm(alarm)],
        ...[t(`allAlarms.events.${event}`), t(`alarms.priorities.${priority}`), value, who, whyOf(each)],
      ];
    }),
  ];
  return (
    <Card
      title={t('allAlarms.history')}
      aside={events.length > 0 && <DownloadCsv name={`alarms${places.length === 1 ? `-${places[0]!.place.id}` : ''}`} rows={csv} of={t('allAlarms.history')} />}
    >
      {failed && <Failed error={failed.error} reset={() => void failed.refetch()} />}
      {events.length === 0 && !failed && <p className="minor">{t(answers.some(({ isPending }) => isPending) ? 'app.loading' : 'allAlarms.noHistory')}</p>}
      {events.length > 0 && (
        <WideTable caption={t('allAlarms.history')} heads={heads}>
          {events.map((each) => {
            const named = namedOf(each);
            const { atUs, unit, alarm, event, priority, seq, who } = each.event;
            return (
              <tr key={`${each.place.id} ${seq}`}>
                <td data-label={heads[0]}>{format.moment(atUs, nowUs, named.names.timezone)}</td>
                <td data-label={heads[1]}>
                  <PlaceLink {...named} />
                </td>
                <td data-label={heads[2]}>{unit === null ? '–' : <UnitLink {...named} unit={unit} />}</td>
                <td data-label={heads[3]}>
                  <PriorityMark priority={priority} /> <span title={alarm}>{named.names.alarm(alarm)}</span>
                </td>
                <td data-label={heads[4]}>{t(`allAlarms.events.${event}`)}</td>
                <td data-label={heads[5]}>{[who, whyOf(each)].filter(Boolean).join(': ') || '–'}</td>
              </tr>
            );
          })}
        </WideTable>
      )}
      {more && most < MOST && (
        <Button
          variant="default"
          loading={answers.some(({ isFetching, isPlaceholderData }) => isFetching && isPlaceholderData)}
          onClick={() => setMost(most + STEP)}
        >
          {t('allAlarms.more')}
        </Button>
      )}
      {more && most >= MOST && <p className="minor">{t('allAlarms.older')}</p>}
    </Card>
  );
}
