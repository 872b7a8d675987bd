import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cellDefinitionQuery } from '../../data/cell-queries.js';
import { useIsOld } from '../../parts/freshness.js';
import { NotFollowed } from '../../parts/not-followed.js';
import { useFormat } from '../../parts/use-format.js';
import { useTitle } from '../../parts/use-title.js';
import { useCell } from '../../store/use-cell.js';
import { AlarmsPanel } from '../alarms/alarms-panel.js';
import { AheadPanel } from './ahead-panel.js';
import { CellHeader } from './cell-header.js';
import { CellWaiting } from './cell-waiting.js';
import { FindingsPanel } from './findings-panel.js';
import { LotsPanel } from './lots-panel.js';
import { OrdersPanel } from './orders-panel.js';
import { UnitsPanel } from './units-panel.js';
import { UtilitiesPanel } from './utilities-panel.js';
import { useCellNames } from './use-cell-names.js';
import { ZonesPanel } from './zones-panel.js';

/** One process cell, live. */
export function CellPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { cell } = useParams({ from: '/cells/$cell' });
  const { received, refused, alarmsHeard } = useCell(cell);
  const names = useCellNames(cell);
  const definition = useQuery(cellDefinitionQuery(cell)).data?.definition;
  const old = useIsOld(received);
  const name = received ? format.name(received.view.name) : cell;
  useTitle(name);

  if (!received) return <NotFollowed refused={refused} unknown={t('cell.unknownCell', { cell })} />;
  const { view, asOfUs: nowUs } = received;
  const shown = { view, nowUs };
  return (
    <div className={`page ${old ? 'page-old' : ''}`}>
      <CellHeader view={view} received={received} />
      {view.asOfUs === null ? (
        <CellWaiting view={view} definition={definition} />
      ) : (
        <>
          <UnitsPanel {...shown} definition={definition} />
          <div className="line-grid">
            <div className="line-column">
              <AlarmsPanel place={{ kind: 'cell', id: cell }} nameOf={names.place} timezone={view.timezone} alarmsHeard={alarmsHeard} nowUs={nowUs} />
              <FindingsPanel {...shown} />
              <AheadPanel {...shown} />
              <UtilitiesPanel view={view} />
              <ZonesPanel view={view} />
            </div>
            <div className="line-column">
              <LotsPanel {...shown} />
              <OrdersPanel {...shown} />
            </div>
          </div>
        </>
      )}
    </div>
  );
}
