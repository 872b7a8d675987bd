import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { reasonOf } from '../../../../src/contract/reason-of.js';
import { definitionQuery } from '../../data/queries.js';
import { useIsOld } from '../../parts/freshness.js';
import { useFormat } from '../../parts/use-format.js';
import type { Received } from '../../store/freshness.js';
import type { LiveLine } from '../../store/live-line.js';
import { AlarmsPanel } from '../alarms/alarms-panel.js';
import { BatchPanel } from './batch-panel.js';
import { DeviationsPanel } from './deviations-panel.js';
import { LineHeader } from './line-header.js';
import { OeePanel } from './oee-panel.js';
import { OutputPanel } from './output-panel.js';
import { PowerPanel } from './power-panel.js';
import { RatePanel } from './rate-panel.js';
import { StatesPanel } from './states-panel.js';
import { Synoptic } from './synoptic.js';
import { UnexplainedPanel } from './unexplained-panel.js';
import { Waiting } from './waiting.js';

/** How a line is looked at: as it is, as it was when somebody said stop, or as it was at a past instant. */
export type Looking = 'live' | 'frozen' | 'past';

interface Props {
  live: LiveLine;
  received: Received;
  looking: Looking;
  /** above all: what is not live says so, with the way back */
  children: ReactNode;
}

/** A line with all that is told of it. */
export function LineBody({ live, received, looking, children }: Props) {
  const format = useFormat();
  const { unit } = useSearch({ from: '/lines/$line' });
  const navigate = useNavigate({ from: '/lines/$line' });
  const { view, asOfUs: nowUs } = received;
  const definition = useQuery(definitionQuery(view.line)).data?.definition;
  const past = looking === 'past';
  const stale = useIsOld(received);
  const old = looking === 'live' && stale;
  const selected = unit && view.units[unit] ? unit : view.order[0]!;
  const metered = view.order.some((id) => view.units[id]!.powerKw !== null);
  const select = (id: string) => void navigate({ search: (search) => ({ ...search, unit: id }), replace: true, resetScroll: false });
  const reasonName = (code: number) => {
    const known = definition && reasonOf(definition, code);
    return known ? format.name(known.reason.name) : String(code);
  };
  return (
    <div className={`page ${old ? 'page-old' : ''} ${looking === 'live' ? '' : `page-${looking}`}`}>
      {children}
      <LineHeader {...{ view, received, nowUs, definition, looking }} />
      {view.lineTimeUs === null && looking === 'live' && <Waiting definition={definition} />}
      <Synoptic view={view} asOfUs={nowUs} old={old} reasonName={reasonName} selected={selected} />
      {view.lineTimeUs !== null && (
        <div className="line-grid">
          <div className="line-column">
            <StatesPanel {...{ view, live, nowUs, past, reasonName, selected }} onSelect={select} />
            <RatePanel {...{ view, live, nowUs }} />
            {metered && <PowerPanel {...{ view, live, nowUs, past }} />}
          </div>
          <div className="line-column">
            <OutputPanel {...{ view, live, nowUs, past }} />
            {!past && (
              <AlarmsPanel
                place={{ kind: 'line', id: view.line }}
                nameOf={(id) => (view.units[id] ? format.name(view.units[id].name) : id)}
                timezone={view.timezone}
                alarmsHeard={live.alarmsHeard}
                nowUs={nowUs}
              />
            )}
            <DeviationsPanel {...{ view, nowUs, past }} />
            <UnexplainedPanel {...{ view, live, nowUs, past }} onSelect={select} />
            <OeePanel view={view} />
            <BatchPanel view={view} nowUs={nowUs} />
          </div>
        </div>
      )}
    </div>
  );
}
