import { useTranslation } from 'react-i18next';
import type { MachineReport } from '../../../../src/contract/line-oee.js';
import { ChartCard } from '../../charts/chart-card.js';
import { Histogram } from '../../charts/histogram.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

/** How long a machine ran at which speed, beside its ideal rate. */
export function RatePanel({ report }: { report: MachineReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rate } = report;
  if (rate === null) {
    return (
      <Card title={t('machine.rate')}>
        <p className="minor">{t('machine.noRate')}</p>
      </Card>
    );
  }
  const { perMin, idealPerMin, bins } = rate;
  return (
    <ChartCard
      title={t('machine.rate')}
      caption={t('machine.rateLabel')}
      table={() => ({
        head: [t('machine.rateFrom'), t('machine.rateTo'), t('losses.duration')],
        rows: bins.map(({ fromPerMin, toPerMin, s }) => [format.figure(fromPerMin), format.figure(toPerMin), format.duration(s)]),
      })}
      csv={{
        name: `${report.line}-${report.unit}-speed`,
        rows: () => [
          [t('machine.rateFrom'), t('machine.rateTo'), t('losses.durationS')],
          ...bins.map(({ fromPerMin, toPerMin, s }) => [fromPerMin, toPerMin, s]),
        ],
      }}
    >
      <p className="sentence">
        {t('machine.rateSentence', { mean: format.rate(perMin.mean), median: format.rate(perMin.median), ideal: format.rate(idealPerMin) })}
      </p>
      <Histogram
        bins={bins.map(({ fromPerMin, toPerMin, s }) => ({
          from: fromPerMin,
          to: toPerMin,
          height: s,
          title: t('charts.pair', { name: format.rate(fromPerMin), value: format.duration(s) }),
        }))}
        mark={{ at: idealPerMin, text: t('machine.ideal') }}
        writeX={format.figure}
        writeY={(s) => format.duration(s)}
        label={t('machine.rateLabel')}
      />
    </ChartCard>
  );
}
