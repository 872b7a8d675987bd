import { useTranslation } from 'react-i18next';
import type { MachineReport } from '../../../../src/contract/line-oee.js';
import { BoxRows } from '../../charts/box-rows.js';
import { ChartCard } from '../../charts/chart-card.js';
import { Card } from '../../parts/card.js';
import { useFormat } from '../../parts/use-format.js';

/** What a machine drew by what it did, beside the plant file. */
export function MachinePowerPanel({ report }: { report: MachineReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { power } = report;
  if (power === null) {
    return (
      <Card title={t('machine.power')}>
        <p className="minor">{t('machine.noPower')}</p>
      </Card>
    );
  }
  return (
    <ChartCard
      title={t('machine.power')}
      caption={t('machine.powerLabel')}
      table={() => ({
        head: [t('machine.state'), t('losses.duration'), t('machine.mean'), t('machine.least'), t('machine.median'), t('machine.greatest'), t('machine.file')],
        rows: power.map(({ account, kw, expectedKw }) => [
          t(`accounts.${account}`),
          format.duration(kw.s),
          ...[kw.mean, kw.min, kw.median, kw.max, expectedKw].map(format.kw),
        ]),
      })}
      csv={{
        name: `${report.line}-${report.unit}-power`,
        rows: () => [
          [t('machine.state'), t('losses.durationS'), ...['mean', 'min', 'q1', 'median', 'q3', 'max', 'file'].map((each) => `${each} [kW]`)],
          ...power.map(({ account, kw, expectedKw }) => [t(`accounts.${account}`), kw.s, kw.mean, kw.min, kw.q1, kw.median, kw.q3, kw.max, expectedKw]),
        ],
      }}
      foot={<p className="minor">{t('machine.powerHint')}</p>}
    >
      <BoxRows
        rows={power.map(({ account, kw, expectedKw }) => ({
          ...kw,
          id: account,
          name: t(`accounts.${account}`),
          declared: expectedKw,
          title: t('charts.pair', { name: t(`accounts.${account}`), value: `${format.kw(kw.median)} (${format.kw(kw.q1)} – ${format.kw(kw.q3)})` }),
        }))}
        label={t('machine.powerLabel')}
        write={format.kw}
      />
    </ChartCard>
  );
}
