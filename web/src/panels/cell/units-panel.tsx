import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import type { CellDefinition } from '../../../../src/contract/cell.js';
import { routeOrder } from '../../format/route-order.js';
import { Card } from '../../parts/card.js';
import { WideTable } from '../../parts/wide-table.js';
import { unfolded, withToggled } from './unfolded.js';
import { MachineRow, UnitRow } from './unit-row.js';
import { useCellNames } from './use-cell-names.js';

/** All units in the order of the route: what each does and since when, with its machines folded below it. */
export function UnitsPanel({ view, nowUs, definition }: { view: CellLive; nowUs: number; definition: CellDefinition | undefined }) {
  const { t } = useTranslation();
  const names = useCellNames(view.cell);
  const { open } = useSearch({ from: '/cells/$cell' });
  const navigate = useNavigate({ from: '/cells/$cell' });
  const opened = unfolded(open);
  const toggle = (unit: string) => void navigate({ search: (search) => ({ ...search, open: withToggled(open, unit) }), replace: true, resetScroll: false });
  const heads = [t('cell.unit'), t('cell.state'), t('cell.lot'), t('cell.phase'), t('cell.remaining'), t('cell.power'), t('cell.speed')];
  const madeUs = (view.lookAheads.shift ?? view.lookAheads.week)?.madeUs ?? null;
  const common = { names, nowUs, heads, timezone: view.timezone };
  return (
    <Card title={t('cell.units')}>
      <WideTable caption={t('cell.unitsCaption')} heads={heads}>
        {routeOrder(definition, view.order).flatMap((id) => {
          const machines = Object.keys(view.machines).filter((machine) => machine.startsWith(`${id}.`));
          const isOpen = opened.has(id);
          return [
            <UnitRow
              key={id}
              {...common}
              cell={view.cell}
              unit={view.units[id]!}
              machines={machines.length}
              madeUs={madeUs}
              isOpen={isOpen}
              onToggle={() => toggle(id)}
            />,
            ...(isOpen ? machines.map((machine) => <MachineRow key={machine} {...common} machine={view.machines[machine]!} />) : []),
          ];
        })}
      </WideTable>
    </Card>
  );
}
