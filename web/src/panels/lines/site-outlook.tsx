import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useCellItems } from '../cell/use-cell-items.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { lateOrders, leadingProduct, nextLot } from './outlook.js';

/** What the shift of a site will make of its leading product, or what comes next, and which orders are likely late: all simulated. */
export function SiteOutlook({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const late = lateOrders(view);
  return (
    <span className="line-row-output">
      <Ahead view={view} nowUs={nowUs} />
      {late !== null && (
        <span>
          {late.late > 0 ? (
            <>
              <b>{t('lines.lateOrders', late)}</b> <SimTag />
            </>
          ) : (
            <span className="minor">{t('lines.noLateOrder', { count: late.all })}</span>
          )}
        </span>
      )}
    </span>
  );
}

function Ahead({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const items = useCellItems(view.cell);
  const { shift, week } = view.lookAheads;
  const moment = (us: number) => format.moment(us, nowUs, view.timezone);
  const leading = leadingProduct(view);
  if (shift && leading) {
    return (
      <span>
        <b className="figure">
          {format.whole(leading.made.p10)} – {format.count(leading.made.p90, items.finished(leading.product))}
        </b>{' '}
        <span className="minor">{t('lines.madeUntil', { product: names.product(leading.product), time: moment(shift.untilUs) })}</span> <SimTag />
      </span>
    );
  }
  if (!week) return <span className="minor">{t('cell.noAhead')}</span>;
  const next = nextLot(view);
  const untilUs = next?.endUs ?? week.untilUs;
  const time = format.duration((untilUs - nowUs) / 1e6);
  return (
    <span className="minor" title={moment(untilUs)}>
      {next ? t('lines.nextLot', { product: names.product(next.product), time }) : t('lines.noLotWithin', { time })} <SimTag />
    </span>
  );
}
