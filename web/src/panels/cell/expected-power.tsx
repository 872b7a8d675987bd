import { useTranslation } from 'react-i18next';
import type { CellLive } from '../../../../src/contract/cell-live.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';

/** What the model expects a site to draw in what it is at, or why that is not known; nothing where nothing is metered. */
export function ExpectedPower({ view: { electricity } }: { view: CellLive }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { expectedKw, metered, heard } = electricity;
  if (metered === 0) return null;
  if (heard < metered) return <span className="minor">{t('cell.metersHeard', { heard: format.whole(heard), metered: format.whole(metered) })}</span>;
  if (expectedKw === null)
    return (
      <span className="minor" title={t('cell.noExpectedPowerWhy')}>
        {t('line.expects', { value: t('cell.noExpectedPower') })}
      </span>
    );
  return (
    <span className="minor">
      {t('line.expects', { value: format.kw(expectedKw) })} <SimTag />
    </span>
  );
}
