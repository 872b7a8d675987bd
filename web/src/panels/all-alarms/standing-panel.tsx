import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alarmsQuery } from '../../data/alarm-queries.js';
import { serverNowUs } from '../../data/server-clock.js';
import { Card } from '../../parts/card.js';
import { Failed } from '../../shell/failed.js';
import { AlarmRow } from '../alarms/alarm-row.js';
import { standingSo, worstFirst, type Standing } from './alarm-list.js';
import type { NamedPlace } from './use-places.js';
import { PlaceLink, UnitLink } from './where.js';

const AGAIN_MS = 5000;

/** What is not normal at these places, worst first, with what a person can do about it. */
export function StandingPanel({ places, standing }: { places: readonly NamedPlace[]; standing: Standing | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const answers = useQueries({ queries: places.map(({ place }) => ({ ...alarmsQuery(place), refetchInterval: AGAIN_MS })) });
  const nowUs = serverNowUs();
  const all = worstFirst(places.flatMap(({ place }, i) => (answers[i]?.data?.items ?? []).map((alarm) => ({ place, alarm }))));
  const shown = standingSo(all, standing);
  const failed = answers.find(({ error, data }) => error !== null && data === undefined);
  const loading = answers.some(({ isPending }) => isPending);
  return (
    <Card id="alarms" title={t('alarms.title', { n: shown.length })}>
      {failed && <Failed error={failed.error} reset={() => void failed.refetch()} />}
      {shown.length === 0 && !failed && <p className="minor">{loading ? t('app.loading') : t(all.length === 0 ? 'alarms.none' : 'allAlarms.noneSo')}</p>}
      <ul className="alarms all-alarms">
        {shown.map(({ place, alarm }) => {
          const named = places.find((each) => each.place.id === place.id)!;
          return (
            <AlarmRow
              key={`${place.id} ${alarm.id}`}
              alarm={alarm}
              place={place}
              nameOf={named.names.unit}
              timezone={named.names.timezone}
              nowUs={nowUs}
              where={
                <>
                  <PlaceLink {...named} />
                  <UnitLink {...named} unit={alarm.unit} />
                </>
              }
              onDone={() =>
                void Promise.all([['alarms', place.id], ['alarm-counts'], ['alarm-history']].map((queryKey) => queries.invalidateQueries({ queryKey })))
              }
            />
          );
        })}
      </ul>
    </Card>
  );
}
