import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alarmKpisQuery } from '../../data/alarm-queries.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { useFormat } from '../../parts/use-format.js';
import { Failed } from '../../shell/failed.js';
import type { NamedPlace } from './use-places.js';
import { PlaceLink } from './where.js';

/** How well the alarms of these places served in the last seven days (ISA-18.2, EEMUA 191). */
export function ServesPanel({ places }: { places: readonly NamedPlace[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answers = useQueries({ queries: places.map(({ place }) => alarmKpisQuery(place)) });
  const failed = answers.find(({ error, data }) => error !== null && data === undefined);
  const known = places.flatMap((named, i) => (answers[i]?.data ? [{ named, kpis: answers[i].data }] : []));
  return (
    <Card title={t('allAlarms.serves')}>
      {failed && <Failed error={failed.error} reset={() => void failed.refetch()} />}
      {known.length === 0 && !failed && <p className="minor">{t('app.loading')}</p>}
      {known.length > 0 && (
        <DataTable
          caption={t('allAlarms.serves')}
          head={[
            ...[t('scenarios.place'), t('allAlarms.raised'), t('allAlarms.perTenMin'), t('allAlarms.most'), t('allAlarms.floods')],
            ...[t('allAlarms.chattering'), t('allAlarms.stale'), t('allAlarms.untilAcknowledged'), t('allAlarms.frequent')],
          ]}
          rows={known.map(({ named, kpis: { alarms, perTenMin, floods, chattering, stale, acknowledged, top } }) => [
            <PlaceLink {...named} />,
            format.whole(alarms),
            perTenMin.load === null || perTenMin.mean === null ? '–' : `${format.figure(perTenMin.mean)} (${t(`allAlarms.loads.${perTenMin.load}`)})`,
            format.whole(perTenMin.max),
            format.whole(floods.count),
            format.whole(chattering.length),
            format.whole(stale.length),
            acknowledged.medianS === null ? '–' : format.duration(acknowledged.medianS),
            top[0] ? `${named.names.alarm(top[0].alarm)} (${format.percentWhole(top[0].share)})` : '–',
          ])}
          keys={known.map(({ named }) => named.place.id)}
        />
      )}
      <p className="minor">{t('allAlarms.targets')}</p>
    </Card>
  );
}
