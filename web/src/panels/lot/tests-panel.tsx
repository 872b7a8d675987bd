import { useTranslation } from 'react-i18next';
import type { LotRecord } from '../../../../src/contract/cell-view.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { Named } from '../../parts/named.js';
import { useFormat } from '../../parts/use-format.js';
import { testRows } from './lot-files.js';

/** Results of the laboratory. */
export function TestsPanel({ record, names, nowUs, timezone }: { record: LotRecord; names: CellNames; nowUs: number; timezone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card
      title={t('lot.tests')}
      aside={record.tests.length > 0 && <DownloadCsv name={`${record.lot}-tests`} of={t('lot.tests')} rows={() => testRows(record)} />}
    >
      {record.tests.length === 0 ? (
        <p className="minor">{t('lot.noTests')}</p>
      ) : (
        <DataTable
          words
          caption={t('lot.tests')}
          head={[t('lot.test'), t('lot.release'), t('lot.result'), t('lot.at')]}
          rows={record.tests.map(({ test, release, result, atUs }) => [
            <Named id={test}>{names.test(test, release)}</Named>,
            <Named id={release}>{names.release(release)}</Named>,
            <span className={result === 'fail' ? 'late' : ''}>{t(`lot.${result}`)}</span>,
            format.moment(atUs, nowUs, timezone),
          ])}
        />
      )}
    </Card>
  );
}
