import { useTranslation } from 'react-i18next';
import type { MachineReport } from '../../../../src/contract/line-oee.js';
import { BarRows } from '../../charts/bar-rows.js';
import { ChartCard } from '../../charts/chart-card.js';
import { ACCOUNT_SIGNS } from '../../format/account.js';
import { useFormat } from '../../parts/use-format.js';
import { stateFill } from '../../theme/state-fill.js';

/** What the time of a machine went to. */
export function TimePanel({ report }: { report: MachineReport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const windowS = report.accounts.reduce((sum, { s }) => sum + s, 0);
  const text = (s: number) => `${format.duration(s)} · ${format.percent(s / windowS)}`;
  return (
    <ChartCard
      title={t('machine.time')}
      caption={t('machine.timeLabel')}
      table={() => ({
        head: [t('machine.state'), t('losses.duration'), t('losses.share')],
        rows: report.accounts.map(({ account, s }) => [t(`accounts.${account}`), format.duration(s), format.percent(s / windowS)]),
      })}
      csv={{
        name: `${report.line}-${report.unit}-time`,
        rows: () => [[t('machine.state'), t('losses.durationS')], ...report.accounts.map(({ account, s }) => [t(`accounts.${account}`), s])],
      }}
    >
      <BarRows
        rows={report.accounts.map(({ account, s }) => ({
          id: account,
          name: t(`accounts.${account}`),
          from: 0,
          to: s,
          fill: stateFill(ACCOUNT_SIGNS[account]),
          text: text(s),
        }))}
        most={Math.max(...report.accounts.map(({ s }) => s), 0)}
        label={t('machine.timeLabel')}
      />
    </ChartCard>
  );
}
