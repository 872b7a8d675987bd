import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { telemetryQuery } from '../../data/queries.js';
import { Card } from '../../parts/card.js';
import { Doctor } from '../../parts/doctor.js';

/** What to do when nothing was ever heard of a site. */
export function CellWaiting({ view, definition }: { view: CellLive; definition: CellDefinition | undefined }) {
  const { t } = useTranslation();
  const broker = useQuery(telemetryQuery).data?.broker.address;
  if (!definition) return null;
  const { enterprise, site } = definition.equipment;
  const command = `npm run simulator -- cell plants/sites/${site}.yaml${broker ? ` --broker ${broker}` : ''}`;
  return (
    <Card title={t('cell.waiting')} className="waiting">
      {view.demo && (
        <>
          <p>{t('line.waitingDemo')}</p>
          <pre>
            <code>{command}</code>
          </pre>
        </>
      )}
      <p className="minor">{t('cell.waitingCheck', { path: `${enterprise}/${site}` })}</p>
      <Doctor />
    </Card>
  );
}
