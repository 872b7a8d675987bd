import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CellLive, LotNow } from '../../../../src/contract/cell-live.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { lotNowRows } from './cell-files.js';
import { ExpectedEnd } from './expected-end.js';
import { useCellItems } from './use-cell-items.js';
import { useCellNames } from './use-cell-names.js';

const WHERE: readonly LotNow['where'][] = ['unit', 'between', 'store', 'held'];

/** Lots under way: those on a unit first. */
export function LotsPanel({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const items = useCellItems(view.cell);
  const week = view.lookAheads.week;
  const ends = new Map(week?.lots.map((lot) => [lot.lot, lot.endUs]));
  const lots = Object.values(view.lots).sort((a, b) => WHERE.indexOf(a.where) - WHERE.indexOf(b.where) || (a.begunUs ?? 0) - (b.begunUs ?? 0));
  const where = ({ where: kind, at }: LotNow) => {
    if (at === null || kind === 'between') return t('cell.where.between');
    if (kind === 'unit') return <Named id={at}>{names.source(at)}</Named>;
    return <Named id={at}>{kind === 'store' ? t('cell.where.store', { at: names.store(at) }) : t('cell.where.held', { at: names.release(at) })}</Named>;
  };
  const title = t('cell.lots', { n: lots.length });
  return (
    <Card title={title} aside={lots.length > 0 && <DownloadCsv name={`${view.cell}-lots-now`} of={title} rows={() => lotNowRows(lots, ends, t('sim.tag'))} />}>
      {lots.length === 0 ? (
        <p className="minor">{t('cell.noLots')}</p>
      ) : (
        <DataTable
          words
          caption={title}
          head={[t('cell.lot'), t('cell.whereHead'), t('cell.items'), t('cell.expectedEnd')]}
          rows={lots.map((lot) => [
            <span>
              <Link to="/cells/$cell/lots/$lot" params={{ cell: view.cell, lot: lot.lot }}>
                {lot.lot}
              </Link>
              <span className="minor below" title={lot.product ?? undefined}>
                {names.product(lot.product)}
              </span>
              {lot.order !== null && <span className="minor below">{t('lot.order', { order: lot.order })}</span>}
            </span>,
            <span>
              {where(lot)}
              {lot.where !== 'store' && lot.step !== null && (
                <span className="minor below" title={lot.step}>
                  {names.step(lot.step, lot.product)}
                </span>
              )}
              {lot.sinceUs !== null && <span className="minor below">{t('cell.since', { time: format.moment(lot.sinceUs, nowUs, view.timezone) })}</span>}
            </span>,
            format.count(lot.items, items.ofLot({ product: lot.product, last: lot.step === null ? null : { step: lot.step, underWay: lot.where === 'unit' } })),
            <ExpectedEnd end={ends.get(lot.lot)} untilUs={week?.untilUs ?? null} nowUs={nowUs} timezone={view.timezone} />,
          ])}
        />
      )}
    </Card>
  );
}
