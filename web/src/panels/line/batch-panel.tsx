import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

/** The batch in work. */
export function BatchPanel({ view, nowUs }: { view: LineView; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { batch } = view;
  if (!batch) {
    return (
      <Card title={t('line.batch')}>
        <p className="minor">{t('line.noBatch')}</p>
      </Card>
    );
  }
  const item = view.units[batch.unit]?.item ?? view.productItem;
  const made = batch.good + batch.rejected;
  return (
    <Card title={t('line.batch')} aside={<span className="hint">{format.name(view.units[batch.unit]!.name)}</span>}>
      <p className="sentence">
        <b className="figure">{batch.id}</b>
        <span className="minor">{t('line.batchSince', { time: format.moment(batch.fromUs, nowUs, view.timezone) })}</span>
      </p>
      <dl className="terms">
        <div>
          <dt>{t('line.good')}</dt>
          <dd>{format.count(batch.good, item)}</dd>
        </div>
        <div>
          <dt>{t('line.rejected')}</dt>
          <dd>
            {format.count(batch.rejected, item)}
            {made > 0 && <span className="minor"> ({format.percent(batch.rejected / made)})</span>}
          </dd>
        </div>
        <div>
          <dt>{t('line.stops')}</dt>
          <dd>{batch.stops}</dd>
        </div>
      </dl>
    </Card>
  );
}
