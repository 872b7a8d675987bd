import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '../../i18n/line-pages.js';
import '../../theme/line-pages.css';
import { machineQuery, stopsQuery } from '../../data/line-queries.js';
import { definitionQuery } from '../../data/queries.js';
import { Freshness, useIsOld } from '../../parts/freshness.js';
import { NotFollowed } from '../../parts/not-followed.js';
import { PageHead } from '../../parts/page-head.js';
import { DemoTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { Failed } from '../../shell/failed.js';
import { useLine } from '../../store/use-line.js';
import { AlarmsPanel } from '../alarms/alarms-panel.js';
import { LineLink } from '../losses/line-link.js';
import { lineNames } from '../losses/line-names.js';
import { LineWindow } from '../losses/line-window.js';
import { reasonCodes } from '../losses/stop-sayings.js';
import { StopsPanel } from '../losses/stops-panel.js';
import { CyclePanel } from './cycle-panel.js';
import { ParametersPanel } from './parameters-panel.js';
import { MachinePowerPanel } from './power-panel.js';
import { ReliabilityPanel } from './reliability-panel.js';
import { SignalsPanel } from './signals-panel.js';
import { StatePanel } from './state-panel.js';
import { TimePanel } from './time-panel.js';
import { TrendsPanel } from './trends-panel.js';

const LAST_STOPS = 50;

/** One machine of a line: what it does now, and how it did over a window. */
export function MachinePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { line, unit } = useParams({ from: '/lines/$line/machines/$unit' });
  const asked = useSearch({ from: '/lines/$line/machines/$unit' });
  const navigate = useNavigate({ from: '/lines/$line/machines/$unit' });
  const { from = 'now-24h', to = 'now', hours = 8 } = asked;
  const stretch = { from: from === 'shift' ? '' : from, to };
  const live = useLine(line);
  const definition = useQuery(definitionQuery(line)).data?.definition;
  const report = useQuery(machineQuery(line, unit, stretch));
  const stops = useQuery(stopsQuery(line, stretch, { unit }, LAST_STOPS));
  const old = useIsOld(live.received);
  const names = lineNames(definition, format);
  useTitle(names.machine(unit));
  const { received, refused } = live;
  if (!received) return <NotFollowed refused={refused} unknown={t('line.unknownLine', { line })} />;
  const { view, asOfUs: nowUs } = received;
  const shown = view.units[unit];
  if (!shown) return <NotFollowed refused="unknown-line" unknown={t('machine.unknownMachine', { line, unit })} />;
  const change = (next: Partial<typeof asked>) => void navigate({ search: (known) => ({ ...known, ...next }), replace: true, resetScroll: false });
  const faulty = [report, stops].find(({ error }) => error !== null);
  return (
    <div className={`page ${old ? 'page-old' : ''}`}>
      <PageHead
        way={[<LineLink line={line} definition={definition} />]}
        title={
          <>
            {format.name(shown.name)} {view.demo && <DemoTag />}
          </>
        }
      >
        <p className="minor">
          <Freshness received={received} />
          <Link to="/lines/$line/oee" params={{ line }} search={{ unit, from: stretch.from || undefined, to: to === 'now' ? undefined : to }}>
            {t('machine.losses')}
          </Link>
        </p>
      </PageHead>
      <div className="line-grid">
        <StatePanel {...{ view, live, unit, nowUs }} reasonName={names.reason} />
        <AlarmsPanel
          place={{ kind: 'line', id: line }}
          only={unit}
          nameOf={names.machine}
          timezone={view.timezone}
          alarmsHeard={live.alarmsHeard}
          nowUs={nowUs}
        />
      </div>
      <TrendsPanel {...{ view, unit, nowUs, definition, hours }} onHours={(next) => change({ hours: next })} />
      <LineWindow
        from={stretch.from}
        to={to}
        beganUs={report.data?.fromUs}
        timezone={view.timezone}
        waiting={report.isPlaceholderData || stops.isPlaceholderData}
        onChange={(next) => change({ from: next.from || 'shift', to: next.to === 'now' ? undefined : next.to })}
      />
      {faulty?.error && <Failed error={faulty.error} reset={() => void faulty.refetch()} />}
      {report.data && (
        <div className={report.isPlaceholderData ? 'page page-old' : 'page'}>
          <div className="line-grid">
            <ReliabilityPanel report={report.data} limitS={definition?.microStop} />
            <TimePanel report={report.data} />
          </div>
          <div className="line-grid">
            <CyclePanel report={report.data} />
            <MachinePowerPanel report={report.data} />
          </div>
        </div>
      )}
      {stops.data && (
        <StopsPanel
          title={t('machine.lastStops')}
          stops={stops.data}
          shown={stops.data.items}
          codes={definition ? reasonCodes(definition) : []}
          names={names}
          timezone={view.timezone}
        />
      )}
      <div className="line-grid">
        <SignalsPanel {...{ line, unit, nowUs, definition }} />
        <ParametersPanel line={line} unit={unit} definition={definition} />
      </div>
    </div>
  );
}
