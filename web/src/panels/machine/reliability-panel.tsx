import { useTranslation } from 'react-i18next';
import type { MachineReport, MeanOf } from '../../../../src/contract/line-oee.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';
import { outside } from './beside-file.js';

/** MTBF and MTTR with their intervals, what they are from, and what the plant file says of them. */
export function ReliabilityPanel({ report, limitS }: { report: MachineReport; limitS: number | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { mtbf, mttr, expected } = report;
  const runS = report.accounts.find(({ account }) => account === 'execute')?.s ?? 0;
  const run = format.duration(runS);
  const figure = (of: 'mtbf' | 'mttr', measured: MeanOf, fileS: number | undefined, from: string) => {
    const { mean, low, high } = measured;
    const beside = fileS === undefined ? null : outside(measured, fileS);
    return (
      <p className="sentence">
        <span>{t(`machine.${of}`)}</span>
        <b className="figure">{mean === null ? '–' : format.duration(mean)}</b>
        {mean !== null && (
          <span>
            {low === null || high === null ? t('machine.noInterval') : t('machine.interval', { low: format.duration(low), high: format.duration(high) })}
          </span>
        )}
        {fileS !== undefined && <span>{t('machine.byFile', { value: format.duration(fileS) })}</span>}
        {beside !== null && <b>{t(`machine.outside.${of}.${beside}`)}</b>}
        <span className="minor">{from}</span>
      </p>
    );
  };
  return (
    <Card title={t('machine.reliability')}>
      {figure('mtbf', mtbf, expected?.mtbfS, mtbf.n === 0 ? t('machine.noFailure', { time: run }) : t('machine.failures', { n: mtbf.n, time: run }))}
      {figure('mttr', mttr, expected?.mttrS, t('machine.restored', { n: mttr.n }))}
      <p className="minor sentence">
        {limitS !== undefined && <span>{t('machine.assumed', { limit: format.duration(limitS) })}</span>}
        {expected && limitS !== undefined && <span>{t('machine.byFileHow', { limit: format.duration(limitS) })}</span>}
        {report.unknownShare !== null && report.unknownShare > 0 && <span>{t('machine.unknownTime', { share: format.percent(report.unknownShare) })}</span>}
      </p>
    </Card>
  );
}
