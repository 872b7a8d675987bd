import { useMemo } from 'react';
import { ticks } from '../format/time.js';
import { useFormat } from '../parts/use-format.js';
import { useReadable } from './use-readable.js';
import { useWidth } from './use-width.js';

export interface StopDot {
  atUs: number;
  s: number;
  /** said when it is pointed at */
  title: string;
  filled: boolean;
}

const HEIGHT = 220;
const MARGIN = { left: 62, right: 16, top: 10, bottom: 26 };
/** Round durations of the vertical axis, which is logarithmic [s]. */
const DURATIONS_S = [1, 10, 60, 600, 3600, 36_000, 360_000];

/** Stops by when they began and how long they lasted: many short ones lie low, few long ones high. */
export function StopDots({ dots, fromUs, toUs, zone, label }: { dots: readonly StopDot[]; fromUs: number; toUs: number; zone: string; label: string }) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const inTime = useMemo(() => [...dots].sort((a, b) => a.atUs - b.atUs), [dots]);
  const { svg, mark, reading } = useReadable(
    label,
    inTime.map(({ title }) => title),
  );
  const width = Math.max(120, total - MARGIN.left - MARGIN.right);
  const bottom = HEIGHT - MARGIN.bottom;
  const most = Math.max(60, ...dots.map(({ s }) => s));
  const highest = DURATIONS_S.find((s) => s >= most) ?? most;
  const x = (us: number) => MARGIN.left + ((us - fromUs) / (toUs - fromUs)) * width;
  const y = (s: number) => bottom - (Math.log(Math.max(1, s)) / Math.log(highest)) * (bottom - MARGIN.top);
  return (
    <div ref={ref}>
      <svg width={total} height={HEIGHT} {...svg}>
        {DURATIONS_S.filter((s) => s <= highest).map((s) => (
          <g key={s}>
            <path d={`M${MARGIN.left} ${y(s)}h${width}`} className="grid" />
            <text x={MARGIN.left - 8} y={y(s)} dy="0.35em" textAnchor="end" className="minor">
              {format.duration(s)}
            </text>
          </g>
        ))}
        {ticks(fromUs, toUs, zone, Math.max(2, Math.floor(width / 84))).map((us) => (
          <g key={us}>
            <path d={`M${x(us)} ${MARGIN.top}V${bottom}`} className="grid" />
            <text x={x(us)} y={HEIGHT - 8} textAnchor="middle" className="minor">
              {format.clock(us, zone)}
            </text>
          </g>
        ))}
        {inTime.map(({ atUs, s, title, filled }, i) => (
          <circle key={i} cx={x(atUs)} cy={y(s)} r="5" className={`stop-dot ${filled ? '' : 'stop-dot-other'} ${mark(i)}`}>
            <title>{title}</title>
          </circle>
        ))}
      </svg>
      {reading}
    </div>
  );
}
