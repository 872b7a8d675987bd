import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { alarmKpisQuery } from '../../data/alarm-queries.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { WideTable } from '../../parts/wide-table.js';
import { Failed } from '../../shell/failed.js';
import type { NamedPlace } from './use-places.js';
import { PlaceLink } from './where.js';

const FIGURES = ['raised', 'perTenMin', 'most', 'floods', 'chattering', 'stale', 'untilAcknowledged', 'frequent'] as const;

/** How well the alarms of these places served in the last seven days (ISA-18.2, EEMUA 191). */
export function ServesPanel({ places }: { places: readonly NamedPlace[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answers = useQueries({ queries: places.map(({ place }) => alarmKpisQuery(place)) });
  const failed = answers.find(({ error, data }) => error !== null && data === undefined);
  const heads = FIGURES.map((figure) => t(`allAlarms.${figure}`));
  const figuresOf = (i: number) => {
    const kpis = answers[i]?.data;
    if (!kpis) return null;
    const { alarms, perTenMin, floods, chattering, stale, acknowledged, top } = kpis;
    return [
      format.whole(alarms),
      perTenMin.load === null ? '–' : `${format.figure(perTenMin.mean)} (${t(`allAlarms.loads.${perTenMin.load}`)})`,
      ...[perTenMin.max, floods.count, chattering.length, stale.length].map(format.whole),
      acknowledged.medianS === null ? '–' : format.duration(acknowledged.medianS),
      top[0] ? `${places[i]!.names.alarm(top[0].alarm)} (${format.percentWhole(top[0].share)})` : '–',
    ];
  };
  return (
    <Card title={t('allAlarms.serves')}>
      {failed && <Failed error={failed.error} reset={() => void failed.refetch()} />}
      <WideTable caption={t('allAlarms.serves')} heads={[t('allAlarms.place'), ...heads]}>
        {places.map((named, i) => (
          <tr key={named.place.id}>
            <td data-label={t('allAlarms.place')}>
              <PlaceLink {...named} />
            </td>
            {figuresOf(i)?.map((figure, j) => (
              <td key={FIGURES[j]} data-label={heads[j]}>
                {figure}
              </td>
            )) ?? <td colSpan={FIGURES.length}>{answers[i]?.isPending ? t('app.loading') : '–'}</td>}
          </tr>
        ))}
      </WideTable>
      <p className="minor">{t('allAlarms.targets')}</p>
    </Card>
  );
}
