import { useTranslation } from 'react-i18next';
import { levelText } from '../../../../src/contract/factor-words.js';
import type { Holds } from '../../../../src/contract/search-result.js';
import { HeatTable, type HeatCell } from '../../charts/heat-table.js';
import { useFormat } from '../../parts/use-format.js';
import { digitsTogether } from '../run/kpi-format.js';
import type { Grid, GridAxis } from './grid.js';
import { HELD_MARKS } from './held-marks.js';
import { voiceOf } from './standing.js';
import type { SweepView } from './sweep-panel.js';

const REGIONS: Record<Holds, NonNullable<HeatCell['region']>> = { surely: 'inside', possibly: 'edge', not: 'outside' };

/** An indicator over every combination of the values of two factors. */
export function SweepMap({
  view: { answer, kpi, held, tell },
  grid: { across, at },
  down,
  label,
}: {
  view: SweepView;
  grid: Grid;
  down: GridAxis;
  label: string;
}) {
  // prettier-ignore
  const { t } = useTranslation();
  const format = useFormat();
  const base = answer.baseline.kpis[kpi.id];
  const intervals = answer.points.flatMap(({ kpis }) => kpis[kpi.id] ?? []);
  if (intervals.length === 0) return <p className="minor">{t('run.unknown')}</p>;
  const digits = digitsTogether([...intervals, base], kpi.factor);
  const [least, greatest] = [Math.min(...intervals.map(({ mean }) => mean)), Math.max(...intervals.map(({ mean }) => mean))];
  const shareOf = (mean: number) => (greatest === least ? 0 : (mean - least) / (greatest - least));
  const text = (value: number) => format.decimal(value * kpi.factor, digits);
  const withUnit = (value: number) => `${text(value)} ${kpi.unit}`.trim();
  const cells = down.levels.map((row) =>
    across.levels.map((column): HeatCell | null => {
      const point = at(column, row);
      if (!point) return null;
      const interval = point.kpis[kpi.id];
      const holds = held.get(point.id);
      return {
        share: interval ? shareOf(interval.mean) : null,
        text: interval ? text(interval.mean) : '–',
        interval: interval ? `±\u00a0${text((interval.high - interval.low) / 2)}` : '',
        mark: holds ? HELD_MARKS[holds] : '',
        region: holds ? REGIONS[holds] : null,
        title: tell(point),
      };
    }),
  );
  const words = ({ factor, name, levels }: GridAxis) => ({ name, values: levels.map((level) => levelText(level, factor, voiceOf(format))) });
  return (
    <HeatTable
      columns={words(across)}
      rows={words(down)}
      cells={cells}
      label={label}
      scale={{
        least: withUnit(least),
        greatest: withUnit(greatest),
        base: base ? { text: `${t('run.baseline')} ${withUnit(base.mean)}`, at: shareOf(base.mean) } : null,
      }}
    />
  );
}
