import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '../../i18n/all-alarms.js';
import { PageHead } from '../../parts/page-head.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import '../../theme/all-alarms.css';
import { STANDINGS } from './alarm-list.js';
import { HistoryPanel } from './history-panel.js';
import { ServesPanel } from './serves-panel.js';
import { StandingPanel } from './standing-panel.js';
import { usePlaces } from './use-places.js';

/** Alarms and advisories of all lines and sites, or of one: what stands now, what happened, and how well they serve. */
export function AllAlarmsPage() {
  const { t } = useTranslation();
  const { place, state } = useSearch({ from: '/alarms' });
  const navigate = useNavigate({ from: '/alarms' });
  const { places, error, refetch } = usePlaces();
  useTitle(t('allAlarms.title'));
  const change = (next: { place?: string | undefined; state?: (typeof STANDINGS)[number] | undefined }) =>
    void navigate({ search: (known) => ({ ...known, ...next }), replace: true, resetScroll: false });
  const shown = places?.filter(({ place: { id } }) => place === undefined || id === place) ?? [];
  return (
    <div className="page">
      <PageHead way={[]} title={t('allAlarms.title')}>
        <div className="all-alarms-choices">
          <NativeSelect
            aria-label={t('allAlarms.place')}
            value={place ?? ''}
            onChange={({ currentTarget: { value } }) => change({ place: value || undefined })}
            data={[{ value: '', label: t('allAlarms.everywhere') }, ...(places ?? []).map(({ place: { id: value }, names }) => ({ value, label: names.name }))]}
          />
          <NativeSelect
            aria-label={t('allAlarms.state')}
            value={state ?? ''}
            onChange={({ currentTarget: { value } }) => change({ state: STANDINGS.find((each) => each === value) })}
            data={[{ value: '', label: t('allAlarms.anyState') }, ...STANDINGS.map((value) => ({ value, label: t(`allAlarms.standings.${value}`) }))]}
          />
        </div>
      </PageHead>
      {error && <Failed error={error} reset={refetch} />}
      {!error && !places && <p className="notice">{t('app.loading')}</p>}
      {places && shown.length === 0 && <p className="notice">{place === undefined ? t('lines.empty') : t('allAlarms.noPlace', { place })}</p>}
      {shown.length > 0 && (
        <>
          <StandingPanel places={shown} standing={state} />
          <ServesPanel places={shown} />
          <HistoryPanel key={place ?? ''} places={shown} />
        </>
      )}
    </div>
  );
}
