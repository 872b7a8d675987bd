import '../../theme/energy.css';
import '../../theme/line-pages.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { lineEnergyQuery } from '../../data/line-queries.js';
import { definitionQuery } from '../../data/queries.js';
import '../../i18n/energy.js';
import '../../i18n/line-energy.js';
import '../../i18n/line-pages.js';
import { Card } from '../../parts/card.js';
import { Doctor } from '../../parts/doctor.js';
import { PageHead } from '../../parts/page-head.js';
import { DemoTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Asked } from '../cell-energy/asked.js';
import { EnergyNotes } from '../cell-energy/energy-notes.js';
import type { EnergyView } from '../cell-energy/energy-view.js';
import { HoursPanel } from '../cell-energy/hours-panel.js';
import { LoadPanel } from '../cell-energy/load-panel.js';
import { MEASURE_UNITS } from '../cell-energy/measure.js';
import { MeasureSwitch } from '../cell-energy/measure-switch.js';
import { PeaksPanel } from '../cell-energy/peaks-panel.js';
import { LineLink } from '../losses/line-link.js';
import { lineNames } from '../losses/line-names.js';
import { LineWindow } from '../losses/line-window.js';
import { LineBatchesPanel } from './line-batches-panel.js';
import { LineCards } from './line-cards.js';
import { LineUse } from './line-use.js';
import { MachineStrips } from './machine-strips.js';
import { notTold } from './measures.js';

/** Where the energy of a line went over a window, as it was measured. The address says all that was chosen. */
export function LineEnergyPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { line } = useParams({ from: '/lines/$line/energy' });
  const search = useSearch({ from: '/lines/$line/energy' });
  const navigate = useNavigate({ from: '/lines/$line/energy' });
  const { from = '', to = 'now', unit = 'kwh' } = search;
  const energy = useQuery({ ...lineEnergyQuery(line, { from, to }), placeholderData: keepPreviousData });
  const definition = useQuery(definitionQuery(line)).data?.definition;
  const machines = lineNames(definition, format);
  const unknown = definition && energy.data ? notTold(definition, energy.data.figures) : [];
  const measure = unknown.some((each) => each.measure === unit) ? 'kwh' : unit;
  const names = { place: machines.machine, meter: machines.machine };
  const view: EnergyView = { measure, timezone: definition?.timezone ?? 'UTC', names, file: `${line}-energy` };
  const change = (next: Partial<typeof search>) => void navigate({ search: (known) => ({ ...known, ...next }), replace: true, resetScroll: false });
  const toWindow = (next: { from: string; to: string }) => change({ from: next.from || undefined, to: next.to === 'now' ? undefined : next.to });
  useTitle(t('energy.title'));
  return (
    <div className="page">
      <PageHead
        way={[<LineLink line={line} definition={definition} />]}
        title={
          <>
            {t('energy.title')} {definition?.demo && <DemoTag />}
          </>
        }
      >
        <p className="minor">{t('lineEnergy.measured')}</p>
      </PageHead>
      <LineWindow from={from} to={to} beganUs={energy.data?.figures.fromUs} timezone={view.timezone} waiting={energy.isPlaceholderData} onChange={toWindow}>
        <MeasureSwitch measure={measure} unknown={unknown.map((each) => each.measure)} onChange={(next) => change({ unit: next })} />
      </LineWindow>
      {unknown.length > 0 && (
        <p className="minor sentence">
          {unknown.map((each) => (
            <span key={each.measure}>{t(`lineEnergy.${each.why}`, { unit: MEASURE_UNITS[each.measure] })}</span>
          ))}
        </p>
      )}
      <Asked answer={energy} title={t('energy.title')}>
        {(answer) =>
          answer.figures.kwh === null ? (
            <Card title={t('energy.title')}>
              <p>{t('energy.nothing')}</p>
              <p className="minor">{t('energy.nothingHow')}</p>
              <Doctor />
            </Card>
          ) : (
            <>
              <LineCards energy={answer} view={view} item={definition?.product.item ?? ''} />
              <LineUse energy={answer} view={view} />
              <LoadPanel
                load={answer.load}
                view={view}
                title={t('lineEnergy.load')}
                caption={t('lineEnergy.loadCaption')}
                all={t('lineEnergy.all')}
                noLimit={null}
              >
                <MachineStrips states={answer.states} names={names} />
              </LoadPanel>
              <PeaksPanel profile={answer.profile} view={view} />
              <HoursPanel load={answer.load} view={view} onWindow={(begin, end) => toWindow({ from: begin, to: end })} />
              <LineBatchesPanel batches={answer.batches} view={view} />
              <EnergyNotes notes={answer.profile.notes} />
            </>
          )
        }
      </Asked>
    </div>
  );
}
