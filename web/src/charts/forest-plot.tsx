import { useFormat } from '../parts/use-format.js';
import { rowLines } from './row-lines.js';
import { roundBound, roundTicks, tickDigits } from './scale.js';
import { RowName } from './row-name.js';
import { useReadable } from './use-readable.js';
import { useWidth } from './use-width.js';

export interface ForestPlotRow {
  id: string;
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

interface Props {
  rows: ForestPlotRow[];
  label: string;
  /** the least difference that matters: within it, a band around zero is shaded */
  matters: number;
}

/** Of intervals that are much wider than the others the ends are cut off, so that the others can be told apart. */
function boundOf(rows: readonly ForestPlotRow[]): number {
  const reaches = rows
    .map(({ low, high }) => Math.max(Math.abs(low), Math.abs(high)))
    .filter((reach) => reach > 0)
    .sort((a, b) => a - b);
  const usual = reaches[Math.floor((reaches.length - 1) * 0.75)] ?? 0;
  return roundBound(Math.max(Math.min(reaches.at(-1) ?? 0, 4 * usual), 0.001));
}

/** Differences with their intervals on one axis around zero. Filled: a difference was found; hollow: none. */
export function ForestPlot({ rows, label, matters }: Props) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const said = ({ name, verdict }: ForestPlotRow) => `${name}: ${verdict}`;
  const { svg, mark, reading } = useReadable(label, rows.map(said));
  const names = total < 600 ? 0 : Math.min(380, Math.max(250, total * 0.3));
  const isWrapped = names > 0 && rows.some(({ name }) => rowLines(name, names).length > 1);
  const row = names === 0 ? ROW + 18 : isWrapped ? ROW + 8 : ROW;
  const bound = boundOf(rows);
  const width = Math.max(160, total - names - 2 * EDGE);
  const x = (share: number) => names + EDGE + ((Math.max(-bound, Math.min(bound, share)) + bound) / (2 * bound)) * width;
  const ticks = roundTicks(-bound, bound, total < 600 ? 4 : 8);
  const height = rows.length * row + AXIS;
  return (
    <div ref={ref}>
      <svg width={total} height={height} {...svg}>
        <rect x={x(-matters)} width={x(matters) - x(-matters)} y={0} height={height - AXIS} className="matters" />
        {ticks.map((share) => (
          <g key={share}>
            <path d={`M${x(share)} 0v${height - AXIS}`} className={share === 0 ? 'zero' : 'grid'} />
            <text x={x(share)} y={height - 6} textAnchor="middle" className="minor">
              {format.difference(share * 100, tickDigits(ticks.map(inPercent)))} %
            </text>
          </g>
        ))}
        {rows.map((each, i) => {
          const y = i * row + (names === 0 ? row - 14 : row / 2);
          return (
            <g key={each.id} className={`${each.found ? 'found' : 'not-found'} ${mark(i)}`}>
              <title>{said(each)}</title>
              {names === 0 ? (
                <text x={0} y={y - 15} className="strip-name over-grid">
                  {each.name}
                </text>
              ) : (
                <RowName text={each.name} y={y} px={names} className="strip-name over-grid" />
              )}
              <path
                d={`M${x(each.low)} ${y}H${x(each.high)}${each.low < -bound ? arrow(x(each.low), y, -1) : stroke(x(each.low), y)}${each.high > bound ? arrow(x(each.high), y, 1) : stroke(x(each.high), y)}`}
                className="whisker"
              />
              {Math.abs(each.mean) <= bound && <circle cx={x(each.mean)} cy={y} r="5" className="dot" />}
            </g>
          );
        })}
      </svg>
      {reading}
    </div>
  );
}

const inPercent = (share: number): number => Number((share * 100).toPrecision(12));

/** The end of a whisker. */
const stroke = (x: number, y: number) => `M${x} ${y - 5}v10`;
/** The end of one that goes on beyond the axis. */
const arrow = (x: number, y: number, direction: 1 | -1) => `M${x - 6 * direction} ${y - 6}l${6 * direction} 6l${-6 * direction} 6`;
