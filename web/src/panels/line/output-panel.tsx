import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { ChartCard } from '../../charts/chart-card.js';
import { curvesCsv } from '../../charts/curves-csv.js';
import { Legend, type LegendEntry } from '../../charts/legend.js';
import type { ShownCurve } from '../../charts/plot-options.js';
import { TimeChart } from '../../charts/time-chart.js';
import { seriesQuery } from '../../data/queries.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { LiveLine } from '../../store/live-line.js';
import { sinceInstant } from './asked-window.js';
import { countingUnit, goodRises, measuredOutput, planLine, quantile, unitsPerItem, valueAt } from './output-curves.js';

/** The shift's output against what the model expected, and where it leads. */
export function OutputPanel({ view, live, nowUs, past }: { view: LineView; live: LiveLine; nowUs: number; past: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { shift, forecast, start } = view;
  const fromUs = shift?.fromUs ?? nowUs - 8 * 3600e6;
  const toUs = shift?.toUs ?? nowUs;
  const unit = countingUnit(view);
  const asked = sinceInstant(fromUs, nowUs, past);
  const query = (signal: 'goodCount' | 'processedCount' | 'defectiveCount') => seriesQuery(view.line, unit, signal, asked.from, asked.to);
  const good = useQuery(query('goodCount')).data;
  const processed = useQuery(query('processedCount')).data;
  const defective = useQuery(query('defectiveCount')).data;
  const history = useMemo(() => goodRises(good, processed, defective), [good, processed, defective]);
  const plan = forecast?.planUnits ?? start?.planUnits ?? null;
  const perItem = unitsPerItem(view);
  const curves = useMemo((): ShownCurve[] => {
    const measured = measuredOutput(history, { atS: live.good.column(0), value: live.good.column(1) }, fromUs / 1e6, perItem);
    return [
      { ...measured, label: t('line.measured'), kind: 'measured' },
      { ...quantile(start, 'p90'), label: `${t('line.expectedAtStart')} ↑`, kind: 'simulated', edge: true },
      { ...quantile(start, 'p10'), label: `${t('line.expectedAtStart')} ↓`, kind: 'simulated', edge: true },
      { ...quantile(forecast, 'p90'), label: `${t('line.forecast')} ↑`, kind: 'simulated', edge: true },
      { ...quantile(forecast, 'p50'), label: t('line.forecastMedian'), kind: 'simulated' },
      { ...quantile(forecast, 'p10'), label: `${t('line.forecast')} ↓`, kind: 'simulated', edge: true },
      { ...planLine(plan, fromUs / 1e6, toUs / 1e6), label: t('line.planLine'), kind: 'plan' },
    ];
    // The ring grows in place; its newest instant tells that it did.
  }, [history, live, start, forecast, plan, fromUs, toUs, perItem, t]);
  const legend: LegendEntry[] = [
    { label: t('line.measured'), kind: 'measured' },
    ...(start ? [{ label: t('line.expectedAtStart'), kind: 'simulated' as const, band: 'hatched' as const }] : []),
    ...(forecast ? [{ label: t('line.forecast'), kind: 'simulated' as const, band: 'filled' as const }] : []),
    ...(plan !== null ? [{ label: t('line.planLine'), kind: 'plan' as const }] : []),
  ];
  return (
    <ChartCard
      title={t('line.output')}
      caption={t('line.outputLabel')}
      table={() => tableOf(curves)}
      csv={{ name: `${view.line}-output`, rows: () => curvesCsv(curves, t('charts.time'), view.productItem, t('sim.tag')) }}
    >
      <ForecastSentence view={view} nowUs={nowUs} past={past} />
      <TimeChart
        label={t('line.outputLabel')}
        curves={curves}
        bands={[
          { upper: 1, lower: 2, look: 'hatched' },
          { upper: 3, lower: 5, look: 'filled' },
        ]}
        fromS={fromUs / 1e6}
        toS={toUs / 1e6}
        nowS={nowUs / 1e6}
        zone={view.timezone}
        write={format.whole}
        height={236}
      />
      <Legend entries={legend} />
    </ChartCard>
  );

  function tableOf(shown: ShownCurve[]) {
    const everyUs = 1800e6;
    const instants: number[] = [];
    for (let us = fromUs; us <= toUs; us += everyUs) instants.push(us);
    const columns = [0, 2, 1, 5, 4, 3, 6];
    return {
      head: [t('charts.time'), ...columns.map((i) => shown[i]!.label)],
      rows: instants.map((us) => [format.clock(us, view.timezone), ...columns.map((i) => format.whole(valueAt(shown[i]!, us / 1e6)))]),
    };
  }
}

/** forecast 41,200 (41,000 to 42,000) for 42,000 planned, 24 % chance */
function ForecastSentence({ view, nowUs, past }: { view: LineView; nowUs: number; past: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { forecast } = view;
  const last = forecast ? forecast.p50.length - 1 : -1;
  return (
    <p className="sentence">
      <b className="figure">{format.count(view.output.good, view.productItem)}</b>
      {forecast && last >= 0 ? (
        <span title={t('line.forecastMade', { time: format.moment(forecast.madeAtUs, nowUs, view.timezone), count: forecast.replications })}>
          {t('line.forecastSentence', {
            median: format.whole(forecast.p50[last]),
            item: format.item(view.productItem),
            range: format.range(format.whole(forecast.p10[last]), format.whole(forecast.p90[last])),
          })}
          {forecast.planUnits !== null && forecast.chanceOfPlan !== null
            ? t('line.forecastPlan', { plan: format.whole(forecast.planUnits), chance: format.percentWhole(forecast.chanceOfPlan) })
            : '.'}{' '}
          <SimTag />
        </span>
      ) : (
        <span className="minor">{t(past ? 'line.noForecastThen' : 'line.noForecast')}</span>
      )}
    </p>
  );
}
