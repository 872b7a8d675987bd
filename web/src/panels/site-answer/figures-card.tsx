import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import { unitText } from '../../format/unit-text.js';
import { intervalTexts } from '../run/interval-text.js';
import type { Interval } from '../run/kpi-format.js';
import type { FigureRow } from './figure-row.js';
import type { SiteView } from './site-view.js';

interface Props {
  title: string;
  caption: string;
  view: SiteView;
  file: string;
  rows: readonly FigureRow[];
  foot?: string;
}

const meanOf = (value: Interval | number | null | undefined) => (value === null || value === undefined ? null : typeof value === 'number' ? value : value.mean);

/** Simulated figures in a table: a row for each thing, a column for each variant. Rows that are known of no variant are left out. */
export function FiguresCard({ title, caption, view: { variants }, file, rows, foot }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const known = rows.filter(({ values }) => values.some((value) => meanOf(value) !== null));
  if (known.length === 0) return null;
  return (
    <Card
      title={
        <>
          {title} <SimTag />
        </>
      }
      aside={
        <DownloadCsv
          name={file}
          of={title}
          rows={() => [
            ['', t('run.unit'), ...variants.map(({ variant }) => variant.id)],
            ...known.map(({ name, unit, values }) => [name, unit, ...values.map(meanOf)]),
          ]}
        />
      }
    >
      <DataTable
        caption={caption}
        head={[t('run.kpi'), ...variants.map(({ name }) => name)]}
        rows={known.map(({ name, unit, values }) => [
          <>
            {name} <span className="minor">{unitText(unit)}</span>
          </>,
          ...figureTexts(values, format),
        ])}
      />
      {foot && <p className="minor">{foot}</p>}
    </Card>
  );
}

/** With the decimals that the intervals bear; means alone with about three figures. */
function figureTexts(values: FigureRow['values'], format: ReturnType<typeof useFormat>): string[] {
  if (values.some((value) => typeof value === 'object' && value !== null)) {
    return intervalTexts(
      values.map((value) => (typeof value === 'object' ? value : null)),
      format,
    );
  }
  return values.map((value) => format.figure(typeof value === 'number' ? value : null));
}
