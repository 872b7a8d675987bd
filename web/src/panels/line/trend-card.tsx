import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartCard } from '../../charts/chart-card.js';
import { curvesCsv } from '../../charts/curves-csv.js';
import { Legend } from '../../charts/legend.js';
import type { ShownCurve } from '../../charts/plot-options.js';
import { TimeChart } from '../../charts/time-chart.js';
import { useFormat } from '../../parts/use-format.js';
import { valueAt } from './output-curves.js';

const TABLE_ROWS = 25;

interface Props {
  title: string;
  caption: string;
  /** of the file */
  name: string;
  curves: ShownCurve[];
  /** unit of the values, as a file names it */
  unit: string;
  write: (value: number | null) => string;
  fromS: number;
  toS: number;
  zone: string;
  aside?: ReactNode;
  /** the present in a sentence */
  children: ReactNode;
}

/** What is measured over time against what the model expected of it. */
export function TrendCard({ title, caption, name, curves, unit, write, fromS, toS, zone, aside, children }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ChartCard
      title={title}
      caption={caption}
      aside={aside}
      table={() => ({
        head: [t('charts.time'), ...curves.map((curve) => curve.label)],
        rows: Array.from({ length: TABLE_ROWS }, (_, i) => fromS + (i * (toS - fromS)) / (TABLE_ROWS - 1)).map((at) => [
          format.clock(at * 1e6, zone),
          ...curves.map((curve) => write(valueAt(curve, at))),
        ]),
      })}
      csv={{ name, rows: () => curvesCsv(curves, t('charts.time'), unit, t('sim.tag')) }}
    >
      <p className="sentence">{children}</p>
      <TimeChart label={caption} curves={curves} fromS={fromS} toS={toS} zone={zone} write={format.plain} height={190} />
      <Legend entries={curves.map(({ label, kind }) => ({ label, kind }))} />
    </ChartCard>
  );
}
