import { useTranslation } from 'react-i18next';
import { levelText } from '../../../../src/contract/factor-words.js';
import { BandChart, type BandPoint } from '../../charts/band-chart.js';
import type { Span } from '../../charts/scale.js';
import { useFormat } from '../../parts/use-format.js';
import type { Grid } from './grid.js';
import { HELD_MARKS } from './held-marks.js';
import { voiceOf } from './standing.js';
import type { SweepView } from './sweep-panel.js';

/** An indicator over the values of one factor. */
export function SweepLine({ view: { answer, kpi, held, tell }, grid: { across, at }, label }: { view: SweepView; grid: Grid; label: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const scaled = ({ mean, low, high }: Span): Span => ({ mean: mean * kpi.factor, low: low * kpi.factor, high: high * kpi.factor });
  const points = across.levels.flatMap((level, i): BandPoint[] => {
    const point = at(level);
    const interval = point?.kpis[kpi.id];
    if (!point || !interval) return [];
    const holds = held.get(point.id);
    const place = typeof level === 'number' && across.isNumeric ? level : i;
    return [
      {
        id: point.id,
        at: place,
        name: levelText(level, across.factor, voiceOf(format)),
        span: scaled(interval),
        title: tell(point),
        filled: holds !== 'not',
        mark: holds ? HELD_MARKS[holds] : '',
      },
    ];
  });
  if (points.length === 0) return <p className="minor">{t('run.unknown')}</p>;
  const base = answer.baseline.kpis[kpi.id];
  return (
    <BandChart
      points={points}
      continuous={across.isNumeric}
      base={base ? { name: t('run.baseline'), span: scaled(base) } : null}
      across={across.name}
      up={kpi.unit ? `${kpi.name} [${kpi.unit}]` : kpi.name}
      label={label}
    />
  );
}
