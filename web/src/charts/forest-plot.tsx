import { useFormat } from '../parts/use-format.js';
import { roundBound, roundTicks } from './scale.js';
import { useWidth } from './use-width.js';

export interface ForestPlotRow {
  name: string;
  /** in words */
  verdict: string;
  /** whether a difference was found */
  found: boolean;
  /** shares: 0.1 is 10 % */
  mean: number;
  low: number;
  high: number;
}

const ROW = 30;
const AXIS = 26;
/** Room for half a word of the axis [px]. */
const EDGE = 26;

/** Differences with their intervals on one axis around zero. Filled: a difference was found; hollow: none. */
export function ForestPlot({ rows, label }: { rows: ForestPlotRow[]; label: string }) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const names = total < 600 ? 0 : 250;
  const row = names === 0 ? ROW + 18 : ROW;
  const bound = roundBound(Math.max(...rows.map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high))), 0.001));
  const width = Math.max(160, total - names - 2 * EDGE);
  const x = (share: number) => names + EDGE + ((share + bound) / (2 * bound)) * width;
  const height = rows.length * row + AXIS;
  return (
    <div ref={ref}>
      <svg width={total} height={height} role="img" aria-label={label}>
        {roundTicks(-bound, bound, total < 600 ? 4 : 8).map((share) => (
          <g key={share}>
            <path d={`M${x(share)} 0v${height - AXIS}`} className={share === 0 ? 'zero' : 'grid'} />
            <text x={x(share)} y={height - 6} textAnchor="middle" className="minor">
              {format.difference(share * 100, bound < 0.02 ? 1 : 0)} %
            </text>
          </g>
        ))}
        {rows.map((each, i) => {
          const y = i * row + (names === 0 ? row - 14 : row / 2);
          return (
            <g key={each.name} className={each.found ? 'found' : 'not-found'}>
              <title>{`${each.name}: ${each.verdict}`}</title>
              <text x={0} y={names === 0 ? y - 15 : y} dy={names === 0 ? 0 : '0.35em'} className="strip-name over-grid">
                {each.name}
              </text>
              <path d={`M${x(each.low)} ${y}H${x(each.high)}M${x(each.low)} ${y - 5}v10M${x(each.high)} ${y - 5}v10`} className="whisker" />
              <circle cx={x(each.mean)} cy={y} r="5" className="dot" />
            </g>
          );
        })}
      </svg>
    </div>
  );
}
