import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { reasonOf } from '../../../../src/contract/reason-of.js';
import { definitionQuery } from '../../data/queries.js';
import { useIsOld } from '../../parts/freshness.js';
import { NotFollowed } from '../../parts/not-followed.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { useLine } from '../../store/use-line.js';
import { AlarmsPanel } from '../alarms/alarms-panel.js';
import { BatchPanel } from './batch-panel.js';
import { DeviationsPanel } from './deviations-panel.js';
import { LineHeader } from './line-header.js';
import { OeePanel } from './oee-panel.js';
import { OutputPanel } from './output-panel.js';
import { PowerPanel } from './power-panel.js';
import { StatesPanel } from './states-panel.js';
import { Synoptic } from './synoptic.js';
import { Waiting } from './waiting.js';

/** One line, live. */
export function LinePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { line } = useParams({ from: '/lines/$line' });
  const { unit } = useSearch({ from: '/lines/$line' });
  const navigate = useNavigate({ from: '/lines/$line' });
  const live = useLine(line);
  const definition = useQuery(definitionQuery(line)).data?.definition;
  const { received, refused } = live;
  const old = useIsOld(received);
  const name = received ? format.name(received.view.name) : line;
  useTitle(name);

  if (!received) return <NotFollowed refused={refused} unknown={t('line.unknownLine', { line })} />;
  const { view, asOfUs: nowUs } = received;
  const selected = unit && view.units[unit] ? unit : view.order[0]!;
  const metered = view.order.some((id) => view.units[id]!.powerKw !== null);
  const select = (id: string) => void navigate({ search: (search) => ({ ...search, unit: id }), replace: true, resetScroll: false });
  const reasonName = (code: number) => {
    const known = definition && reasonOf(definition, code);
    return known ? format.name(known.reason.name) : String(code);
  };
  return (
    <div className={`page ${old ? 'page-old' : ''}`}>
      <LineHeader {...{ view, received, nowUs, definition }} />
      {view.lineTimeUs === null && <Waiting definition={definition} />}
      <Synoptic view={view} asOfUs={nowUs} old={old} reasonName={reasonName} selected={selected} />
      {view.lineTimeUs !== null && (
        <div className="line-grid">
          <div className="line-column">
            <StatesPanel {...{ view, live, nowUs, reasonName, selected }} onSelect={select} />
            {metered && <PowerPanel {...{ view, live, nowUs }} />}
          </div>
          <div className="line-column">
            <OutputPanel {...{ view, live, nowUs }} />
            <AlarmsPanel
              place={{ kind: 'line', id: view.line }}
              nameOf={(id) => (view.units[id] ? format.name(view.units[id].name) : id)}
              timezone={view.timezone}
              alarmsHeard={live.alarmsHeard}
              nowUs={nowUs}
            />
            <DeviationsPanel view={view} nowUs={nowUs} />
            <OeePanel view={view} />
            <BatchPanel view={view} nowUs={nowUs} />
          </div>
        </div>
      )}
    </div>
  );
}
