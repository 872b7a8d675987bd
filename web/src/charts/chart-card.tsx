import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../parts/card.js';
import { DataTable, type Table } from '../parts/data-table.js';
import { DownloadCsv } from '../parts/download-csv.js';

interface Props {
  title: ReactNode;
  caption: string;
  aside?: ReactNode;
  /** made only when the table is shown */
  table: () => Table;
  /** the same, not rounded, as a file */
  csv: { name: string; rows: () => (string | number | null)[][] };
  children: ReactNode;
  className?: string;
  /** shown below both */
  foot?: ReactNode;
}

/** A chart and the table with the same figures. */
export function ChartCard({ title, caption, aside, table, csv, children, className = '', foot }: Props) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  return (
    <Card
      title={title}
      className={className}
      aside={
        <>
          {aside}
          <DownloadCsv {...csv} of={caption} />
          <Button variant="subtle" size="compact-sm" className="as-table" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
            {t(asTable ? 'charts.asChart' : 'charts.asTable')}
          </Button>
        </>
      }
    >
      {asTable ? <DataTable {...table()} caption={caption} /> : children}
      {foot}
    </Card>
  );
}
