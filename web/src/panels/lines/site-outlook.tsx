import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useCellItems } from '../cell/use-cell-items.js';
import { useCellNames } from '../cell/use-cell-names.js';
import { lateOrders, leadingProduct } from './outlook.js';

/** What the shift of a site will make of its leading product and which orders are likely late, both simulated; else what was found. */
export function SiteOutlook({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const items = useCellItems(view.cell);
  const { shift } = view.lookAheads;
  const leading = leadingProduct(view);
  const late = lateOrders(view);
  const [newest] = Object.values(view.findings).sort((a, b) => b.foundUs - a.foundUs);
  return (
    <span className="line-row-output">
      <span>
        {shift && leading ? (
          <>
            <b className="figure">
              {format.whole(leading.made.p10)} – {format.count(leading.made.p90, items.finished(leading.product))}
            </b>{' '}
            <span className="minor">
              {t('lines.madeUntil', { product: names.product(leading.product), time: format.moment(shift.untilUs, nowUs, view.timezone) })}
            </span>{' '}
            <SimTag />
          </>
        ) : (
          <span className="minor">{t('lines.noOutlook')}</span>
        )}
      </span>
      <span className="line-row-said">
        {late !== null && late.late > 0 && (
          <>
            <b>{t('lines.lateOrders', late)}</b> <SimTag />{' '}
          </>
        )}
        <span className="minor">
          {newest ? format.name(newest.sentence) : late && late.late === 0 ? t('lines.noLateOrder', { count: late.all }) : t('cell.noFindings')}
        </span>
      </span>
    </span>
  );
}
