import { useTranslation } from 'react-i18next';
import { useFormat } from '../parts/use-format.js';
import { KwChart } from './kw-chart.js';
import { stepPath } from './step-path.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

export interface WeekSeries {
  id: string;
  name: string;
  /** mean power in each hour of the week, Monday 0 h first [kW]; null: not known */
  kw: readonly (number | null)[];
}

interface Props {
  /** the first is what the second is compared with */
  series: readonly WeekSeries[];
  /** names of the days, Monday first */
  days: readonly string[];
  hourOf: (hour: number) => string;
  label: string;
}

const HOURS = 7 * 24;
const HEIGHT = 200;
const AXIS = 22;
const LEFT = 56;
const TOP = 8;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -24, PageDown: 24, Escape: 0 };
const KINDS = ['week-base', 'week-variant'] as const;

/** Simulated power over a week in steps of an hour. Keys and the pointer move a cursor, whose values are read below. */
export function WeekChart({ series, days, hourOf, label }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const { at: cursor, put, onKeyDown } = useCursor(HOURS, { steps: STEPS });
  const known = series.flatMap(({ kw }) => kw.filter((value) => value !== null));
  const most = Math.max(...known, 0) || 1;
  const width = Math.max(160, total - LEFT - 4);
  const bottom = HEIGHT - AXIS;
  const x = (hour: number) => LEFT + (hour / HOURS) * width;
  const y = (kw: number) => bottom - (kw / most) * (bottom - TOP);
  const onPointer = (px: number) => {
    const at = Math.floor((px / width) * HOURS);
    put(at >= 0 && at < HOURS ? at : null);
  };
  return (
    <div ref={ref}>
      <KwChart width={total} height={HEIGHT} className="week" count={4} left={LEFT} plotWidth={width} {...{ label, most, y, onKeyDown, onPointer }}>
        {days.map((day, i) => (
          <g key={day}>
            <path d={`M${x(i * 24)} ${TOP}V${bottom}`} className="grid" />
            <text x={x(i * 24 + 12)} y={HEIGHT - 6} textAnchor="middle" className="minor">
              {day}
            </text>
          </g>
        ))}
        {series.map(({ id, kw }, i) => (
          <path key={id} d={stepPath(kw, x, y)} className={KINDS[i] ?? KINDS[1]} />
        ))}
        {cursor !== null && <path d={`M${x(cursor + 0.5)} ${TOP}V${bottom}`} className="zero" />}
      </KwChart>
      <div className="reading" aria-live="polite">
        {cursor === null ? (
          <span className="minor">{t('charts.keys')}</span>
        ) : (
          t('siteRun.weekReading', { hour: hourOf(cursor), values: series.map(({ name, kw }) => `${name} ${format.kw(kw[cursor])}`).join(', ') })
        )}
      </div>
      <ul className="legend">
        {series.map(({ id, name }, i) => (
          <li key={id}>
            <svg width="26" height="12" aria-hidden="true">
              <path d="M0 6H26" className={KINDS[i] ?? KINDS[1]} />
            </svg>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}
