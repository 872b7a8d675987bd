import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { unitText } from '../../format/unit-text.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { CapacityBar } from './capacity-bar.js';
import { useCellNames } from './use-cell-names.js';

/** What is drawn of each utility, against the most that can be drawn. */
export function UtilitiesPanel({ view }: { view: CellLive }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const utilities = Object.entries(view.utilities);
  if (utilities.length === 0) return null;
  return (
    <Card title={t('cell.utilities')}>
      <DataTable
        words
        caption={t('cell.utilities')}
        head={[t('cell.utility'), t('cell.flow'), t('cell.capacity'), '']}
        rows={utilities.map(([id, { flow, unit, capacity }]) => {
          const said = (value: number | null) => (value === null ? '–' : `${format.figure(value)}\u202f${unitText(unit)}/h`);
          return [<Named id={id}>{names.utility(id)}</Named>, said(flow), said(capacity), <CapacityBar flow={flow} capacity={capacity} />];
        })}
      />
    </Card>
  );
}
