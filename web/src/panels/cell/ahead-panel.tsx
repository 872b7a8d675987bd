import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import type { CellLookAhead } from '../../../../src/contract/cell-view.js';
import { namedValues } from '../../../../src/contract/named-note.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { Named } from '../../parts/named.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { useCellItems } from './use-cell-items.js';
import { useCellNames } from './use-cell-names.js';

/** What the rest of the shift brings: good items by product, and energy. */
export function AheadPanel({ view, nowUs }: { view: CellLive; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = useCellNames(view.cell);
  const items = useCellItems(view.cell);
  const { shift } = view.lookAheads;
  if (shift === null) {
    return (
      <Card title={t('cell.ahead')} aside={<SimTag />}>
        <p className="minor">{t(view.catchingUp ? 'cell.aheadLater' : 'cell.noAhead')}</p>
      </Card>
    );
  }
  const moment = (us: number) => format.moment(us, nowUs, view.timezone);
  const amounts = ({ p10, p50, p90 }: CellLookAhead['kwh'], of = 'kWh') =>
    p90 === 0 ? `0\u00a0${of}` : format.around(`${format.whole(p50)}\u00a0${of}`, format.whole(p10), format.whole(p90));
  const some = shift.products.filter(({ made, items }) => made.p90 > 0 || items.p90 > 0);
  return (
    <Card title={t('cell.aheadUntil', { time: moment(shift.untilUs) })} aside={<SimTag />}>
      {some.length === 0 ? (
        <p className="minor">{t('cell.nothingMade')}</p>
      ) : (
        <DataTable
          words
          caption={t('cell.ahead')}
          head={[t('cell.product'), t('cell.made'), t('cell.finished')]}
          rows={some.map(({ product, made, items: ended }) => {
            const item = format.item(items.finished(product));
            return [<Named id={product}>{names.product(product)}</Named>, amounts(made, item), amounts(ended, item)];
          })}
        />
      )}
      <p>
        {t('cell.energyAhead')} <b>{amounts(shift.kwh)}</b>
      </p>
      <p className="minor">{t('cell.aheadMade', { time: moment(shift.madeUs), n: shift.replications })}</p>
      {shift.notes.length > 0 && (
        <details className="minor">
          <summary>{t('cell.notes', { n: shift.notes.length })}</summary>
          <ul className="notes">
            {shift.notes.map((note) => (
              <li key={`${note.code} ${Object.values(note.values).join(' ')}`}>{t(`aheadNotes.${note.code}`, namedValues(note, names))}</li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
