import { useFormat } from '../parts/use-format.js';
import { roundTicks } from './scale.js';
import { useWidth } from './use-width.js';

export interface ScatterSpan {
  mean: number;
  low: number;
  high: number;
}
export interface ScatterPoint {
  id: string;
  /** what is said of it when it is pointed at */
  title: string;
  across: ScatterSpan;
  up: ScatterSpan;
  filled: boolean;
}
export interface ScatterAxis {
  name: string;
  better: 'more' | 'less';
}

const HEIGHT = 320;
const MARGIN = { left: 72, right: 24, top: 20, bottom: 48 };

/** Round bounds and ticks around intervals. */
function axisOf(spans: readonly ScatterSpan[]): { low: number; high: number; ticks: number[] } {
  const least = Math.min(...spans.map(({ low }) => low));
  const most = Math.max(...spans.map(({ high }) => high));
  const room = (most - least || Math.abs(most) || 1) * 0.06;
  const [low, high] = [least - room, most + room];
  return { low, high, ticks: roundTicks(low, high, 5) };
}

/** Points by two indicators, each a cross of its 95 % intervals. Filled points stand out; the better corner is marked. */
export function ScatterPlot({
  points,
  across,
  up,
  label,
  better,
}: {
  points: ScatterPoint[];
  across: ScatterAxis;
  up: ScatterAxis;
  label: string;
  better: string;
}) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const width = Math.max(120, total - MARGIN.left - MARGIN.right);
  const height = HEIGHT - MARGIN.top - MARGIN.bottom;
  const horizontal = axisOf(points.map((point) => point.across));
  const vertical = axisOf(points.map((point) => point.up));
  const x = (value: number) => MARGIN.left + ((value - horizontal.low) / (horizontal.high - horizontal.low)) * width;
  const y = (value: number) => MARGIN.top + height - ((value - vertical.low) / (vertical.high - vertical.low)) * height;
  const corner = { x: across.better === 'more' ? MARGIN.left + width : MARGIN.left, y: up.better === 'more' ? MARGIN.top + 12 : MARGIN.top + height - 6 };
  return (
    <div ref={ref}>
      <svg width={total} height={HEIGHT} role="img" aria-label={label}>
        {horizontal.ticks.map((value) => (
          <g key={value}>
            <path d={`M${x(value)} ${MARGIN.top}v${height}`} className="grid" />
            <text x={x(value)} y={MARGIN.top + height + 16} textAnchor="middle" className="minor">
              {format.figure(value)}
            </text>
          </g>
        ))}
        {vertical.ticks.map((value) => (
          <g key={value}>
            <path d={`M${MARGIN.left} ${y(value)}h${width}`} className="grid" />
            <text x={MARGIN.left - 6} y={y(value)} dy="0.35em" textAnchor="end" className="minor">
              {format.figure(value)}
            </text>
          </g>
        ))}
        <text x={MARGIN.left + width} y={HEIGHT - 6} textAnchor="end" className="minor">
          {across.name} →
        </text>
        <text x={0} y={12} className="minor">
          ↑ {up.name}
        </text>
        <text x={corner.x} y={corner.y} textAnchor={across.better === 'more' ? 'end' : 'start'} className="minor over-grid">
          {better}
        </text>
        {points.map((point) => (
          <g key={point.id} className={point.filled ? 'found' : 'not-found'}>
            <title>{point.title}</title>
            <path
              d={`M${x(point.across.low)} ${y(point.up.mean)}H${x(point.across.high)}M${x(point.across.mean)} ${y(point.up.low)}V${y(point.up.high)}`}
              className="whisker"
            />
            <circle cx={x(point.across.mean)} cy={y(point.up.mean)} r="5" className="dot" />
          </g>
        ))}
      </svg>
    </div>
  );
}
