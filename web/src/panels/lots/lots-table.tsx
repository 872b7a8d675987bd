import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CellItems } from '../../../../src/contract/cell-items.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { LotRecord } from '../../../../src/contract/cell-view.js';
import { kwhOfLot, lotNow, waitingOfLot } from '../../../../src/contract/lot-figures.js';
import type { LotSort } from '../../../../src/contract/lot-page.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { COLUMNS, directionOf, nextSort } from './lot-columns.js';

interface Shown {
  names: CellNames;
  items: CellItems;
  cell: string;
  nowUs: number;
  timezone: string;
}

/** A row a lot. The head of a column of figures sorts by it. */
export function LotsTable({ lots, sort, onSort, ...shown }: Shown & { lots: readonly LotRecord[]; sort: LotSort; onSort: (sort: LotSort) => void }) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('lots.title')}>
      <table className="units lots">
        <caption className="hidden">{t('lots.title')}</caption>
        <thead>
          <tr>
            {COLUMNS.map(({ id, figure }) => (
              <th key={id} scope="col" aria-sort={figure === null ? undefined : (directionOf(sort, figure) ?? 'none')}>
                {figure === null ? (
                  t(`lots.columns.${id}`)
                ) : (
                  <button type="button" className="sort" onClick={() => onSort(nextSort(sort, figure))}>
                    {t(`lots.columns.${id}`)} <span aria-hidden="true">{SIGNS[directionOf(sort, figure) ?? 'none']}</span>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lots.map((lot) => (
            <LotRow key={lot.lot} record={lot} {...shown} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SIGNS = { ascending: '↑', descending: '↓', none: '↕' };

function LotRow({ record, names, items, cell, nowUs, timezone }: Shown & { record: LotRecord }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lot, product, order, begunUs, endedUs, good, outcome, why } = record;
  const moment = (us: number | null) => (us === null ? '–' : format.moment(us, nowUs, timezone));
  const waitedS = waitingOfLot(record, nowUs);
  const [, ...heads] = COLUMNS.map(({ id }) => t(`lots.columns.${id}`));
  const cells = [
    <Named id={product}>{names.product(product)}</Named>,
    order ?? '–',
    moment(begunUs),
    moment(endedUs),
    format.count(good, items.ofLot(lotNow(record))),
    format.kwh(kwhOfLot(record)),
    waitedS === null ? '–' : format.duration(waitedS),
    <span className={outcome === 'lost' ? 'late' : ''} title={why ?? undefined}>
      {t(`lot.outcome.${outcome ?? 'under-way'}`)}
      {why !== null && <span className="minor below">{names.why(why)}</span>}
    </span>,
  ];
  return (
    <tr>
      <th scope="row">
        <Link to="/cells/$cell/lots/$lot" params={{ cell, lot }}>
          {lot}
        </Link>
      </th>
      {cells.map((content, i) => (
        <td key={heads[i]} data-label={heads[i]} className={i >= 4 && i <= 6 ? 'number' : ''}>
          {content}
        </td>
      ))}
    </tr>
  );
}
