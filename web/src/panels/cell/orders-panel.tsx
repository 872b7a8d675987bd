import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { orderRows } from './cell-files.js';
import { chanceOf } from './chance.js';
import { useCellNames } from './use-cell-names.js';

/** Open orders, first due first, with their chance to be in time. */
export function OrdersPanel({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const { week } = view.lookAheads;
  const orders = Object.values(view.orders).sort((a, b) => (a.dueUs ?? Infinity) - (b.dueUs ?? Infinity) || a.order.localeCompare(b.order));
  const chances = new Map(orders.map(({ order, dueUs }) => [order, chanceOf(order, dueUs, week).share]));
  const title = t('cell.orders', { n: orders.length });
  return (
    <Card
      title={title}
      aside={orders.length > 0 && <DownloadCsv name={`${view.cell}-orders`} of={title} rows={() => orderRows(orders, chances, t('sim.tag'))} />}
    >
      {orders.length === 0 ? (
        <p className="minor">{t('cell.noOrders')}</p>
      ) : (
        <DataTable
          words
          caption={title}
          head={[t('cell.order'), t('cell.batches'), t('cell.due'), t('cell.onTime')]}
          rows={orders.map(({ order, product, batches, begun, ended, lost, dueUs }) => {
            const chance = chanceOf(order, dueUs, week);
            return [
              <span>
                {order}
                <span className="minor below" title={product}>
                  {names.product(product)}
                </span>
              </span>,
              <span>
                {t('cell.batchesOf', { ended, all: batches ?? '–' })}
                <span className="minor below">
                  {t('cell.begun', { n: begun })}
                  {lost > 0 && ` · ${t('cell.lost', { n: lost })}`}
                </span>
              </span>,
              dueUs === null ? (
                '–'
              ) : (
                <span className={dueUs < nowUs ? 'late' : ''}>
                  {format.moment(dueUs, nowUs, view.timezone)}
                  {dueUs < nowUs && <span className="below">{t('cell.late')}</span>}
                </span>
              ),
              chance.share === null ? (
                <span>
                  –
                  <span className="minor below">
                    {t(`cell.chanceNotKnown.${chance.why}`, { time: week === null ? '' : format.moment(week.untilUs, nowUs, view.timezone) })}
                  </span>
                </span>
              ) : (
                <span>
                  {format.percentWhole(chance.share)} <SimTag />
                </span>
              ),
            ];
          })}
        />
      )}
    </Card>
  );
}
