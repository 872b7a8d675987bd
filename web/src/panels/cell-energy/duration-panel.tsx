import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EnergyLoad } from '../../../../src/contract/energy-load.js';
import { ChartCard } from '../../charts/chart-card.js';
import { DurationChart } from '../../charts/duration-chart.js';
import { useFormat } from '../../parts/use-format.js';
import { durationSteps, readSteps, subscribedLines, type DurationStep } from './duration-view.js';
import type { SiteEnergy } from './site-energy.js';

const S_PER_HOUR = 3600;

/** For how long the load was how high, beside what is subscribed. */
export function DurationPanel({ load, site: { file } }: { load: EnergyLoad; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const steps = useMemo(() => durationSteps(load), [load]);
  if (steps.length === 0) return null;
  const whole = steps.at(-1)!.hours;
  const time = (hours: number) => format.duration(hours * S_PER_HOUR);
  const periodName = (label: string | null) => label ?? t('energy.allHours');
  const lines = subscribedLines(load.periods).map(({ kw, labels }) => ({
    kw,
    name:
      labels.length === load.periods.length
        ? t('energy.subscribed')
        : t('charts.pair', { name: t('energy.subscribed'), value: labels.map(periodName).join(', ') }),
  }));
  const said = ({ kw, hours }: DurationStep) => t('energy.durationAt', { kw: format.kw(kw), time: time(hours), share: format.percent(hours / whole) });
  const unknownHours = load.periods.reduce((sum, period) => sum + period.unknownHours, 0);
  return (
    <ChartCard
      title={t('energy.duration')}
      caption={t('energy.durationCaption')}
      table={() => ({
        head: [t('energy.meanKw'), t('energy.atLeastFor'), t('energy.ofKnown')],
        rows: readSteps(steps).map(({ kw, hours }) => [format.kw(kw), time(hours), format.percent(hours / whole)]),
      })}
      csv={{ name: `${file}-duration`, rows: () => [['kw', 'atLeastForHours'], ...steps.map(({ kw, hours }) => [kw, hours])] }}
      foot={
        <>
          {load.periods.map(({ label, subscribedKw, nearShare, nearHours, overHours }) =>
            subscribedKw === null || nearHours === null || overHours === null ? null : (
              <p key={label}>
                {t('charts.pair', {
                  name: periodName(label),
                  value: t('energy.nearSubscribed', {
                    near: format.percent(nearShare),
                    subscribed: format.kw(subscribedKw),
                    time: time(nearHours),
                    over: time(overHours),
                  }),
                })}
              </p>
            ),
          )}
          <p className="minor sentence">
            <span>{t('energy.durationFoot')}</span>
            {lines.length === 0 && <span>{t('energy.noSubscribed')}</span>}
            {unknownHours > 0 && <span className="late">{t('energy.durationUnknown', { time: time(unknownHours) })}</span>}
          </p>
        </>
      }
    >
      <DurationChart label={t('energy.durationCaption')} steps={steps} lines={lines} said={(i) => said(steps[i]!)} />
    </ChartCard>
  );
}
