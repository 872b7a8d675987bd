import { useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView } from '../../../../src/contract/stream.js';
import { append, since, type Curve } from '../../charts/columns.js';
import type { ShownCurve } from '../../charts/plot-options.js';
import { SimTag } from '../../parts/tag.js';
import { useFormat } from '../../parts/use-format.js';
import type { LiveLine } from '../../store/live-line.js';
import { TrendCard } from './trend-card.js';

/** Good units of the line per minute, measured against what the model expects of the states in which its machines are. */
export function RatePanel({ view, live, nowUs }: { view: LineView; live: LiveLine; nowUs: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { hours = 8 } = useSearch({ from: '/lines/$line' });
  const { rateTrend, output } = view;
  const ideal = rateTrend.idealRatePerMin;
  const toS = nowUs / 1e6;
  const fromS = toS - hours * 3600;
  const curves = useMemo((): ShownCurve[] => {
    const [atS, measured, expected] = [live.rate.column(0), live.rate.column(1), live.rate.column(2)];
    const trail = (value: Curve['value']) => ({ atS: rateTrend.atUs.map((us) => us / 1e6), value });
    return [
      { ...since(append(trail(rateTrend.ratePerMin), { atS, value: measured }), fromS), label: t('line.measured'), kind: 'measured' },
      { ...since(append(trail(rateTrend.expectedRatePerMin), { atS, value: expected }), fromS), label: t('line.expectedPower'), kind: 'simulated' },
      ...(ideal === null ? [] : [{ atS: [fromS, toS], value: [ideal, ideal], label: t('line.idealRate'), kind: 'plan' as const }]),
    ];
  }, [live, rateTrend, ideal, hours, t]);
  return (
    <TrendCard
      title={t('line.rate')}
      caption={t('line.rateLabel')}
      name={`${view.line}-rate`}
      curves={curves}
      unit={`${view.productItem}/min`}
      write={format.rate}
      zone={view.timezone}
      {...{ fromS, toS }}
    >
      <b className="figure">{format.rate(output.ratePerMin)}</b>
      <span>
        {t('line.expected')} {format.rate(output.expectedRatePerMin)} <SimTag />
      </span>
      <span className="minor">{t('line.rateOver', { item: format.item(view.productItem) })}</span>
    </TrendCard>
  );
}
