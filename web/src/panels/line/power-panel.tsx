import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearch } from '@tanstack/react-router';
import type { LineView } from '../../../../src/contract/stream.js';
import { append, since } from '../../charts/columns.js';
import { curveOf, total } from '../../charts/history.js';
import type { ShownCurve } from '../../charts/plot-options.js';
import { seriesQuery } from '../../data/queries.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { LiveLine } from '../../store/live-line.js';
import { hoursBefore } from './asked-window.js';
import { TrendCard } from './trend-card.js';

const POINTS = 400;

/** Electrical power of the line, measured against what the model expects. */
export function PowerPanel({ view, live, nowUs, past }: { view: LineView; live: LiveLine; nowUs: number; past: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { hours = 8 } = useSearch({ from: '/lines/$line' });
  const stepS = (hours * 3600) / POINTS;
  const asked = hoursBefore(nowUs, hours, past);
  const history = useQueries({
    queries: view.order.map((unit) => seriesQuery(view.line, unit, 'power', asked.from, asked.to, POINTS)),
    combine: (results) => results.map((result) => result.data),
  });
  const key = history.map((series) => series?.atUs.at(-1) ?? 0).join();
  // The answers are new objects at every render; their newest instants tell whether they changed.
  const stored = useMemo(
    () =>
      total(
        history.flatMap((series) => (series && series.atUs.length > 0 ? [curveOf(series)] : [])),
        stepS,
      ),
    [key, stepS],
  );
  const toS = nowUs / 1e6;
  const fromS = toS - hours * 3600;
  const curves = useMemo((): ShownCurve[] => {
    const [at, measured, expected] = [live.power.column(0), live.power.column(1), live.power.column(2)];
    const trail = { atS: view.expectedPower.atUs.map((us) => us / 1e6), value: view.expectedPower.kw };
    return [
      { ...since(append(stored, { atS: at, value: measured }), fromS), label: t('line.measured'), kind: 'measured', stepped: true },
      { ...since(append(trail, { atS: at, value: expected }), fromS), label: t('line.expectedPower'), kind: 'simulated', stepped: true },
    ];
  }, [stored, live, t]);
  const { output } = view;
  return (
    <TrendCard
      title={t('line.power')}
      caption={t('line.powerLabel')}
      name={`${view.line}-power`}
      curves={curves}
      unit="kW"
      write={format.kw}
      zone={view.timezone}
      {...{ fromS, toS }}
      aside={
        <Link to="/lines/$line/energy" params={{ line: view.line }}>
          {t('cell.energy')}
        </Link>
      }
    >
      <b className="figure">{format.kw(output.powerKw)}</b>
      <span>
        {t('line.expected')} {format.kw(output.expectedPowerKw)} <SimTag />
      </span>
      <span className="minor">
        {t('line.energy', { measured: format.kwh(output.energyKwh), expected: format.kwh(output.expectedEnergyKwh) })} <SimTag />
      </span>
    </TrendCard>
  );
}
