import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { csvText } from '../format/csv.js';
import { usePageFile } from '../habits/page.js';
import { downloadText } from './download-text.js';
import { useFormat } from './use-format.js';

interface Props {
  /** of the file, without its ending */
  name: string;
  /** made only when the file is wanted */
  rows: () => (string | number | null)[][];
  /** what is in it, for those who do not see beside what the button stands */
  of: string;
}

/** A file with the figures that are shown, not rounded. */
export function DownloadCsv({ name, rows, of }: Props) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const give = () => downloadText(`${name}.csv`, csvText(rows(), language), 'text/csv');
  usePageFile(of, give);
  return (
    <Button variant="subtle" size="compact-sm" className="as-table" aria-label={t('charts.csvOf', { of })} onClick={give}>
      {t('charts.csv')}
    </Button>
  );
}
