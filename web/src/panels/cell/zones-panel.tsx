import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { useCellNames } from './use-cell-names.js';

/** Clean-room zones: set back or not, pressure, draw. */
export function ZonesPanel({ view }: { view: CellLive }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const zones = Object.entries(view.zones);
  if (zones.length === 0) return null;
  return (
    <Card title={t('cell.zones')}>
      <DataTable
        words
        caption={t('cell.zones')}
        head={[t('cell.zone'), t('cell.air'), t('cell.pressure'), t('cell.power')]}
        rows={zones.map(([id, { setback, roomDpPa, powerKw }]) => [
          <Named id={id}>{names.zone(id)}</Named>,
          setback === null ? '–' : t(setback ? 'cell.setback' : 'cell.production'),
          roomDpPa === null ? '–' : `${format.decimal(roomDpPa, 1)}\u202fPa`,
          format.kw(powerKw),
        ])}
      />
    </Card>
  );
}
