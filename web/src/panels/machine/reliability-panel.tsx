import { useTranslation } from 'react-i18next';
import type { MachineReport, MeanOf } from '../../../../src/contract/line-oee.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

/** MTBF and MTTR with their intervals and what they are from. */
export function ReliabilityPanel({ report, limitS }: { report: MachineReport; limitS: number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mtbf, mttr } = report;
  const runS = report.accounts.find(({ account }) => account === 'execute')?.s ?? 0;
  const run = format.duration(runS);
  const figure = (name: string, { mean, low, high }: MeanOf, from: string) => (
    <p className="sentence">
      <span>{name}</span>
      <b className="figure">{mean === null ? '–' : format.duration(mean)}</b>
      {mean !== null && (
        <span>
          {low === null || high === null ? t('machine.noInterval') : t('machine.interval', { low: format.duration(low), high: format.duration(high) })}
        </span>
      )}
      <span className="minor">{from}</span>
    </p>
  );
  return (
    <Card title={t('machine.reliability')}>
      {figure(t('machine.mtbf'), mtbf, mtbf.n === 0 ? t('machine.noFailure', { time: run }) : t('machine.failures', { n: mtbf.n, time: run }))}
      {figure(t('machine.mttr'), mttr, t('machine.restored', { n: mttr.n }))}
      <p className="minor sentence">
        {limitS !== undefined && <span>{t('machine.assumed', { limit: format.duration(limitS) })}</span>}
        {report.unknownShare !== null && report.unknownShare > 0 && <span>{t('machine.unknownTime', { share: format.percent(report.unknownShare) })}</span>}
      </p>
    </Card>
  );
}
