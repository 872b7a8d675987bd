import '../../theme/energy.css';
import { NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { energyBatchesQuery, energyOverviewQuery, energyStatesQuery } from '../../data/energy-queries.js';
import { serverNowUs } from '../../data/server-clock.js';
import '../../i18n/energy.js';
import { Card } from '../../parts/card.js';
import { Doctor } from '../../parts/doctor.js';
import { PageHead } from '../../parts/page-head.js';
import { PlantTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { WindowForm } from '../../parts/window-form.js';
import { Failed } from '../../shell/failed.js';
import { FIRST_WINDOW, WINDOWS } from '../cell-kpis/kpi-columns.js';
import { CellLink } from '../cell/cell-link.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { Asked } from './asked.js';
import { BaselinePanel } from './baseline-panel.js';
import { BatchesPanel } from './batches-panel.js';
import { EnergyCards } from './cards.js';
import { DurationPanel } from './duration-panel.js';
import { EnergyNotes } from './energy-notes.js';
import { FlowPanel } from './flow-panel.js';
import { HoursPanel } from './hours-panel.js';
import { LoadPanel } from './load-panel.js';
import { MeasureSwitch } from './measure-switch.js';
import { MetersPanel } from './meters-panel.js';
import { OverlayPanel } from './overlay-panel.js';
import { PeaksPanel } from './peaks-panel.js';
import type { SiteEnergy } from './site-energy.js';
import { SiteUse } from './site-use.js';

const FIRST_CARRIER = 'electricity';
const MOST_DAYS = 92;

/** Where the energy of a site went over a window, as it was measured. The address says all that was chosen. */
export function EnergyPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { cell } = useParams({ from: '/cells/$cell/energy' });
  const search = useSearch({ from: '/cells/$cell/energy' });
  const navigate = useNavigate({ from: '/cells/$cell/energy' });
  const { from = FIRST_WINDOW, to = 'now', carrier = FIRST_CARRIER, unit: measure = 'kwh', baseline, before } = search;
  const stretch = { from, to };
  const kept = { placeholderData: keepPreviousData };
  const overview = useQuery({ ...energyOverviewQuery(cell, carrier, stretch), ...kept });
  const states = useQuery({ ...energyStatesQuery(cell, carrier, stretch), ...kept });
  const batches = useQuery({ ...energyBatchesQuery(cell, stretch), ...kept });
  const definition = useQuery(cellDefinitionQuery(cell)).data?.definition;
  const names = useCellNames(cell);
  const timezone = definition?.timezone ?? 'UTC';
  const carriers = definition?.carriers ?? [];
  const carrierChoices = carriers.map(({ id }) => ({ value: id, label: names.carrier(id) }));
  const site: SiteEnergy = { cell, carrier, from, to, measure, timezone, names, file: `${cell}-${carrier}` };
  const change = (next: Partial<typeof search>) => void navigate({ search: (known) => ({ ...known, ...next }), replace: true, resetScroll: false });
  useTitle(t('energy.title'));
  return (
    <div className="page">
      <PageHead
        way={[<CellLink cell={cell} definition={definition} />]}
        title={
          <>
            {t('energy.title')} {definition?.demo && <PlantTag />}
          </>
        }
      >
        <p className="minor">
          <span>{t('energy.measuredAll')}</span>
          {overview.data && <span>{t('lot.readAt', { time: format.moment(overview.dataUpdatedAt * 1000, serverNowUs(), timezone) })}</span>}
        </p>
      </PageHead>
      <WindowForm
        key={`${from} ${to}`}
        {...stretch}
        presets={WINDOWS.map((value) => ({ label: t(`kpi.windows.${value}`), from: value, to: 'now' }))}
        hint={t('energy.windowHint')}
        timezone={timezone}
        waiting={overview.isPlaceholderData || states.isPlaceholderData || batches.isPlaceholderData}
        mostDays={MOST_DAYS}
        onChange={change}
      >
        <MeasureSwitch measure={measure} onChange={(unit) => change({ unit })} />
        {carriers.length > 1 && (
          <NativeSelect
            label={t('energy.carrier')}
            value={carrier}
            onChange={({ currentTarget: { value } }) => change({ carrier: value })}
            data={carrierChoices}
          />
        )}
      </WindowForm>
      {overview.error ? (
        <Failed error={overview.error} reset={() => void overview.refetch()} />
      ) : (
        <>
          <Asked answer={overview} title={t('energy.title')}>
            {({ profile, meters }) => (profile.kwh === null ? <Silent /> : <EnergyCards profile={profile} meters={meters} site={site} />)}
          </Asked>
          <Asked answer={states} title={t('energy.waste')}>
            {(use) => <SiteUse use={use} site={site} />}
          </Asked>
          <Asked answer={overview} title={t('energy.load')}>
            {({ profile, load, meters }) => (
              <>
                <LoadPanel
                  load={load}
                  view={site}
                  title={t('energy.load')}
                  caption={t('energy.loadCaption')}
                  all={t('energy.all')}
                  noLimit={t('energy.noSubscribed')}
                />
                <OverlayPanel load={load} site={site} before={before} onBefore={(next) => change({ before: next })} />
                <DurationPanel load={load} site={site} />
                <PeaksPanel profile={profile} view={site} />
                <MetersPanel meters={meters} site={site} />
                {states.data && <FlowPanel meters={meters} use={states.data} site={site} />}
                <HoursPanel load={load} view={site} onWindow={(begin, end) => change({ from: begin, to: end })} />
              </>
            )}
          </Asked>
          <Asked answer={batches} title={t('energy.batches')}>
            {(answer) => <BatchesPanel batches={answer} site={site} />}
          </Asked>
          <BaselinePanel site={site} chosen={baseline} onChoose={(id) => change({ baseline: id })} carriers={carrierChoices} proof={search} onProof={change} />
          <EnergyNotes notes={[...(overview.data?.profile.notes ?? []), ...(overview.data?.profile.bill?.notes ?? []), ...(states.data?.notes ?? [])]} />
        </>
      )}
    </div>
  );
}

/** What to look at where no meter was heard. */
function Silent() {
  const { t } = useTranslation();
  return (
    <Card title={t('energy.title')}>
      <p>{t('energy.nothing')}</p>
      <p className="minor">{t('energy.nothingHow')}</p>
      <Doctor />
    </Card>
  );
}
