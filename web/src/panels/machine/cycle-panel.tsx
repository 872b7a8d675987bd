import { useTranslation } from 'react-i18next';
import type { MachineReport } from '../../../../src/contract/line-oee.js';
import { ChartCard } from '../../charts/chart-card.js';
import { Histogram } from '../../charts/histogram.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { cycleFormat } from './cycle-format.js';

/** How long a machine ran at which cycle time, beside the one that the model takes, and the law that fits. */
export function CyclePanel({ report }: { report: MachineReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rate, cycle } = report;
  if (rate === null || cycle === null) {
    return (
      <Card title={t('machine.cycle')}>
        <p className="minor">{t('machine.noRate')}</p>
      </Card>
    );
  }
  const { perMin, idealPerMin } = rate;
  const { spread, idealS, bins, beyondS, fit, noFit } = cycle;
  const { figure, seconds, lawSays, testSays } = cycleFormat(t, format);
  const head = [t('machine.cycleFrom'), t('machine.cycleTo')];
  return (
    <ChartCard
      title={t('machine.cycle')}
      caption={t('machine.cycleLabel')}
      table={() => ({
        head: [...head, t('losses.duration'), t('machine.fitted')],
        rows: bins.map(({ fromS, toS, s, fittedS }) => [figure(fromS), figure(toS), format.duration(s), fittedS === null ? '–' : format.duration(fittedS)]),
      })}
      csv={{
        name: `${report.line}-${report.unit}-cycle`,
        rows: () => [[...head, t('losses.durationS'), t('machine.fittedS')], ...bins.map(({ fromS, toS, s, fittedS }) => [fromS, toS, s, fittedS])],
      }}
    >
      <p className="sentence">
        {t('machine.rateSentence', { mean: format.rate(perMin.mean), median: format.rate(perMin.median), ideal: format.rate(idealPerMin) })}
      </p>
      <p className="minor">{t('machine.cycleSentence', { mean: seconds(spread.mean), median: seconds(spread.median), ideal: seconds(idealS) })}</p>
      <Histogram
        bins={bins.map(({ fromS, toS, s, fittedS }) => ({
          from: fromS,
          to: toS,
          height: s,
          fitted: fittedS,
          title: t('charts.pair', { name: seconds(fromS), value: format.duration(s) }),
        }))}
        mark={{ at: idealS, text: t('machine.model') }}
        writeX={figure}
        writeY={(s) => format.duration(s)}
        label={t('machine.cycleLabel')}
      />
      <p className="minor">{fit ? `${lawSays(fit)} ${testSays(fit)}` : t(`machine.noFit.${noFit ?? 'too-few'}`)}</p>
      {beyondS > 0 && <p className="minor">{t('machine.beyond', { time: format.lasted(beyondS) })}</p>}
    </ChartCard>
  );
}
