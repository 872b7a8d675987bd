import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceWaste } from '../../../../src/contract/energy-use.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { useFormat } from '../../parts/use-format.js';
import type { EnergyView } from './energy-view.js';
import { wasteHead, wasteRows } from './waste-file.js';

interface Props {
  /** that wasted any, the most first */
  sources: readonly SourceWaste[];
  view: EnergyView;
  title: string;
  caption: string;
  /** what all of them wasted together, or that nothing was */
  sentence: string;
  foot: ReactNode;
  /** the way to the question what standby of a source would save */
  ask: (source: string) => ReactNode;
}

/** What was used where nothing was made, what it cost, and the way to the question what standby would save. */
export function WastePanel({ sources, view: { names, file }, title, caption, sentence, foot, ask }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  if (sources.length === 0) {
    return (
      <Card title={title}>
        <p className="minor">{sentence}</p>
      </Card>
    );
  }
  return (
    <Card title={title} aside={<DownloadCsv name={`${file}-waste`} of={title} rows={() => [wasteHead(t), ...wasteRows(sources, names.place)]} />}>
      <p>{sentence}</p>
      <div className="waste-table">
        <DataTable
          caption={caption}
          head={[
            t('energy.unit'),
            t('energy.time'),
            t('energy.measures.kwh'),
            t('energy.measures.eur'),
            t('energy.measures.co2e'),
            t('energy.meanKw'),
            t('energy.shareOfUnit'),
            t('energy.ask'),
          ]}
          rows={sources.map(({ source, seconds, kwh, costEur, co2eKg, meanKw, share }) => [
            names.place(source),
            format.duration(seconds),
            format.kwh(kwh),
            format.eur(costEur),
            format.co2e(co2eKg),
            format.kw(meanKw),
            format.percent(share),
            ask(source),
          ])}
        />
      </div>
      {foot}
    </Card>
  );
}
