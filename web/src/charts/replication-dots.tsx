import { useFormat } from '../parts/use-format.js';
import { roundTicks, tickDigits } from './scale.js';
import { RowName } from './row-name.js';
import { useReadable } from './use-readable.js';
import { useWidth } from './use-width.js';

export interface DotRow {
  name: string;
  values: readonly number[];
  mean: number;
  low: number;
  high: number;
  q1: number;
  median: number;
  q3: number;
}

const ROW = 64;
const AXIS = 26;
/** Room for half a number of the axis [px]. */
const EDGE = 26;

/** Every replication as a dot, the quartiles as a box behind them, and the mean with its interval below. Dots are spread so that they do not hide each other. */
export function ReplicationDots({ rows, label, write }: { rows: DotRow[]; label: string; write: (value: number) => string }) {
  const { bounds, decimal } = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const { svg, mark, reading } = useReadable(
    label,
    rows.map(({ name, mean, low, high }) => `${name}: ${write(mean)} ${bounds(write(low), write(high))}`),
  );
  const names = total < 600 ? 0 : 210;
  const row = names === 0 ? ROW + 18 : ROW;
  const all = rows.flatMap(({ values, low, high }) => [...values, low, high]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const margin = (most - least) * 0.04 || Math.abs(most) * 0.01 || 1;
  const width = Math.max(160, total - names - 2 * EDGE);
  const x = (value: number) => names + EDGE + ((value - least + margin) / (most - least + 2 * margin)) * width;
  const isCounted = rows.every(({ values }) => values.every(Number.isInteger));
  const ticks = roundTicks(least, most, total < 600 ? 4 : 8, isCounted);
  const height = rows.length * row + AXIS;
  return (
    <div ref={ref}>
      <svg width={total} height={height} {...svg}>
        {ticks.map((value) => (
          <g key={value}>
            <path d={`M${x(value)} 0v${height - AXIS}`} className="grid" />
            <text x={x(value)} y={height - 6} textAnchor="middle" className="minor">
              {decimal(value, tickDigits(ticks))}
            </text>
          </g>
        ))}
        {rows.map((each, i) => {
          const top = i * row + (names === 0 ? 18 : 0);
          return (
            <g key={each.name} className={mark(i)} transform={`translate(0 ${top})`}>
              <title>{each.name}</title>
              {names === 0 ? (
                <text x={0} y={-4} className="strip-name over-grid">
                  {each.name}
                </text>
              ) : (
                <RowName text={each.name} y={22} px={names} className="strip-name over-grid" />
              )}
              <path d={`M${x(each.q1)} 4H${x(each.q3)}V40H${x(each.q1)}ZM${x(each.median)} 4V40`} className="quartiles" />
              {each.values.map((value, k) => (
                <circle key={k} cx={x(value)} cy={9 + spread(k) * 26} r="2.6" className="replication" />
              ))}
              <path d={`M${x(each.low)} 50H${x(each.high)}M${x(each.low)} 45v10M${x(each.high)} 45v10`} className="whisker" />
              <circle cx={x(each.mean)} cy={50} r="4.5" className="dot" />
            </g>
          );
        })}
      </svg>
      {reading}
    </div>
  );
}

/** The k-th number of a sequence that fills 0 to 1 evenly (golden ratio). */
const spread = (k: number) => (k * 0.6180339887498949) % 1;
