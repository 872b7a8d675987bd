import { useFormat } from '../parts/use-format.js';
import { roundTicks, tickDigits, type Span } from './scale.js';
import { RowName } from './row-name.js';
import { useReadable } from './use-readable.js';
import { useWidth } from './use-width.js';

export interface TornadoRow {
  id: string;
  name: string;
  /** differences to the baseline at the low and at the high of the factor, in the unit that is shown */
  low: Span;
  high: Span;
  /** all of it in words */
  title: string;
}

const ROW = 34;
const AXIS = 26;
const EDGE = 26;
/** Beyond the widest interval. */
const ROOM = 1.06;

/** A bar from zero to the difference at the low of each factor, and one to that at its high, each with its 95 % interval. Hollow: low; filled: high. */
export function TornadoPlot({ rows, label, unit }: { rows: TornadoRow[]; label: string; unit: string }) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const { svg, mark, reading } = useReadable(
    label,
    rows.map(({ title }) => title),
  );
  const names = Math.min(260, Math.max(110, total * 0.28));
  const bound = ROOM * (Math.max(...rows.flatMap(({ low, high }) => [low.low, low.high, high.low, high.high].map(Math.abs)), 0) || 1);
  const width = Math.max(120, total - names - 2 * EDGE);
  const x = (value: number) => names + EDGE + ((value + bound) / (2 * bound)) * width;
  const ticks = roundTicks(-bound, bound, total < 600 ? 4 : 8);
  const height = rows.length * ROW + AXIS;
  const bar = ({ mean, low, high }: Span, y: number, className: string) => (
    <>
      <rect x={Math.min(x(0), x(mean))} width={Math.abs(x(mean) - x(0))} y={y} height="10" className={className} />
      {high > low && <path d={`M${x(low)} ${y + 5}H${x(high)}M${x(low)} ${y + 1}v8M${x(high)} ${y + 1}v8`} className="tornado-whisker" />}
    </>
  );
  return (
    <div ref={ref}>
      <svg width={total} height={height} {...svg}>
        {ticks.map((value) => (
          <g key={value}>
            <path d={`M${x(value)} 0v${height - AXIS}`} className={value === 0 ? 'zero' : 'grid'} />
            <text x={x(value)} y={height - 6} textAnchor="middle" className="minor">
              {`${format.difference(value, tickDigits(ticks))} ${unit}`.trim()}
            </text>
          </g>
        ))}
        {rows.map(({ id, name, low, high, title }, i) => (
          <g key={id} className={mark(i)}>
            <title>{title}</title>
            <RowName text={name} y={i * ROW + ROW / 2} px={names} className="strip-name over-grid" />
            {bar(low, i * ROW + 6, 'tornado-low')}
            {bar(high, i * ROW + 18, 'tornado-high')}
          </g>
        ))}
      </svg>
      {reading}
    </div>
  );
}
