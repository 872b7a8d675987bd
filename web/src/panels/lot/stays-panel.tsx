import { useTranslation } from 'react-i18next';
import type { LotRecord } from '../../../../src/contract/cell-view.js';
import { staysSeen } from '../../../../src/contract/lot-figures.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { stayRows } from './lot-files.js';

/** Where the lot waited and what was decided about it. */
export function StaysPanel({ record, names, nowUs, timezone }: { record: LotRecord; names: CellNames; nowUs: number; timezone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const seen = staysSeen(record.stays);
  return (
    <Card title={t('lot.stays')} aside={seen.length > 0 && <DownloadCsv name={`${record.lot}-stays`} of={t('lot.stays')} rows={() => stayRows(record)} />}>
      {seen.length === 0 ? (
        <p className="minor">{t('lot.noStays')}</p>
      ) : (
        <DataTable
          words
          caption={t('lot.stays')}
          head={[t('lot.what'), t('lot.where'), t('lot.from'), t('lot.lasted')]}
          rows={seen.map(({ what, where, fromUs, toUs }) => [
            t(`lot.stay.${what}`),
            <Named id={where}>{placeOf(names, record.product, what, where)}</Named>,
            format.moment(fromUs, nowUs, timezone),
            toUs === null
              ? t('lot.soFar', { duration: format.duration((nowUs - fromUs) / 1e6) })
              : toUs - fromUs < 1e6
                ? '–'
                : format.duration((toUs - fromUs) / 1e6),
          ])}
        />
      )}
    </Card>
  );
}

type What = LotRecord['stays'][number]['what'];

/** Where a lot stayed: a store, a zone, a step to which it goes back, or a release. */
function placeOf(names: CellNames, product: string | null, what: What, where: string): string {
  if (what === 'stored') return names.store(where);
  if (what === 'exposed') return names.zone(where);
  return what === 'rework' ? names.step(where, product) : names.release(where);
}
