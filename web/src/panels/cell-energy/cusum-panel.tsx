import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { BaselineSavings } from '../../../../src/contract/energy-baseline.js';
import { ChartCard } from '../../charts/chart-card.js';
import type { ShownCurve } from '../../charts/plot-options.js';
import { TimeChart } from '../../charts/time-chart.js';
import { utcOf } from '../../format/iso.js';
import { useFormat } from '../../parts/use-format.js';
import { cusumCurve, rangedText, steppedCurve } from './baseline-view.js';
import type { SiteEnergy } from './site-energy.js';

const LEAST_CHANCE = 0.0001;

/** What was used beside what the baseline expects, period by period, the sum of the differences, and where its course changed. */
export function CusumPanel({ answer: { baseline, cusum, savings }, site: { timezone, file } }: { answer: BaselineSavings; site: SiteEnergy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { periods, changes, leftOut } = cusum;
  const actual = useMemo(
    (): ShownCurve[] => [
      { ...steppedCurve(periods, ({ high }) => high), label: t('energy.high'), kind: 'plan', edge: true, stepped: true },
      { ...steppedCurve(periods, ({ low }) => low), label: t('energy.low'), kind: 'plan', edge: true, stepped: true },
      { ...steppedCurve(periods, ({ expectedKwh }) => expectedKwh), label: t('energy.expected'), kind: 'plan', stepped: true },
      { ...steppedCurve(periods, ({ actualKwh }) => actualKwh), label: t('energy.used'), kind: 'measured', stepped: true },
    ],
    [periods, t],
  );
  const sum = useMemo((): ShownCurve[] => [{ ...cusumCurve(periods), label: t('energy.cusumOf'), kind: 'measured' }], [periods, t]);
  const marks = useMemo(() => [baseline.baseline.toUs / 1e6, ...changes.map(({ atUs }) => atUs / 1e6)], [baseline, changes]);
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const span = { fromS: first.fromUs / 1e6, toS: last.toUs / 1e6, zone: timezone, marksS: marks };
  const day = (us: number) => format.dayAndClock(us, timezone);
  return (
    <ChartCard
      title={t('energy.cusum')}
      caption={t('energy.cusumCaption')}
      table={() => ({
        head: [t('energy.from'), t('energy.used'), t('energy.expected'), t('energy.low'), t('energy.high'), t('energy.cusumOf')],
        rows: periods.map((period) => [
          day(period.fromUs),
          format.kwh(period.actualKwh),
          format.kwh(period.expectedKwh),
          format.kwh(period.low),
          format.kwh(period.high),
          format.kwh(period.cusumKwh),
        ]),
      })}
      csv={{
        name: `${file}-cusum`,
        rows: () => [
          ['from', 'to', 'actualKwh', 'expectedKwh', 'low', 'high', 'cusumKwh'],
          ...periods.map((period) => [
            utcOf(period.fromUs),
            utcOf(period.toUs),
            period.actualKwh,
            period.expectedKwh,
            period.low,
            period.high,
            period.cusumKwh,
          ]),
        ],
      }}
      foot={
        <>
          <ul className="notes">
            {changes.length === 0 && <li>{t('energy.noChange')}</li>}
            {changes.map(({ atUs, earliestUs, latestUs, chance, stepKwhPerDay }) => (
              <li key={atUs}>
                {t('energy.change', {
                  at: day(atUs),
                  earliest: day(earliestUs),
                  latest: day(latestUs),
                  step: rangedText(stepKwhPerDay, format),
                  chance: chance < LEAST_CHANCE ? `< ${format.plain(LEAST_CHANCE)}` : format.plain(Number(chance.toPrecision(2))),
                })}
              </li>
            ))}
            <li>
              {savings === null
                ? t('energy.nothingSince')
                : t('energy.since', {
                    verdict: t(`energy.savings.${savings.verdict}`),
                    saved: rangedText(savings.savedKwh, format),
                    n: savings.periods,
                  })}
              {savings?.notes.map((note) => ` ${t(`energy.savingsNotes.${note}`)}`)}
            </li>
          </ul>
          <p className="minor sentence">
            <span>{t('energy.cusumFoot', { end: day(baseline.baseline.toUs) })}</span>
            {leftOut.length > 0 && <span className="late">{t('energy.leftOut', { n: leftOut.length })}</span>}
          </p>
        </>
      }
    >
      <TimeChart
        {...span}
        label={t('energy.againstBaseline')}
        curves={actual}
        bands={[{ upper: 0, lower: 1, look: 'filled' }]}
        write={(value) => format.kwh(value)}
        height={180}
      />
      <TimeChart {...span} label={t('energy.cusumLabel')} curves={sum} write={(value) => format.kwh(value)} height={160} />
    </ChartCard>
  );
}
