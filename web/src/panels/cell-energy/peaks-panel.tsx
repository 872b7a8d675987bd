import { useTranslation } from 'react-i18next';
import type { EnergyProfile } from '../../../../src/contract/energy-profile.js';
import { utcOf } from '../../format/iso.js';
import { Card } from '../../parts/card.js';
import { DataTable } from '../../parts/data-table.js';
import { DownloadCsv } from '../../parts/download-csv.js';
import { useFormat } from '../../parts/use-format.js';
import { makerName } from './consumers.js';
import type { EnergyView } from './energy-view.js';
import { peaksOf } from './peaks-view.js';

/** The highest means over ten minutes of each tariff period, and who made them. */
export function PeaksPanel({ profile, view: { names, timezone, file } }: { profile: Pick<EnergyProfile, 'periods'>; view: EnergyView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const peaks = peaksOf(profile);
  if (peaks.length === 0) return null;
  const isSubscribed = peaks.some(({ subscribedKw }) => subscribedKw !== null);
  return (
    <Card
      title={t('energy.peaks')}
      aside={
        <DownloadCsv
          name={`${file}-peaks`}
          of={t('energy.peaks')}
          rows={() => [
            ['time', 'period', 'kw', 'subscribedKw', 'overKw', 'source', 'sourceKind', 'sourceKw'],
            ...peaks.flatMap(({ atUs, label, kw, subscribedKw, overKw, makers }) =>
              makers.map((maker) => [utcOf(atUs), label, kw, subscribedKw, overKw, maker.source, maker.kind, maker.kw]),
            ),
          ]}
        />
      }
    >
      <DataTable
        words
        caption={t('energy.peaksCaption')}
        head={[
          t('energy.at'),
          t('energy.period'),
          t('energy.meanKw'),
          ...(isSubscribed ? [t('energy.subscribedKw'), t('energy.overKw')] : []),
          t('energy.makers'),
        ]}
        rows={peaks.map(({ atUs, label, kw, subscribedKw, overKw, makers }) => [
          format.dayAndClock(atUs, timezone),
          label ?? t('energy.allHours'),
          format.kw(kw),
          ...(isSubscribed ? [format.kw(subscribedKw), format.kw(overKw)] : []),
          makers.map((maker) => `${makerName(maker, names, t)} ${format.kw(maker.kw)}`).join(' · '),
        ])}
      />
    </Card>
  );
}
