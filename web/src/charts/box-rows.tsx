import { roundTicks } from './scale.js';
import { RowName } from './row-name.js';
import { textWidth } from './text.js';
import { useReadable } from './use-readable.js';
import { useWidth } from './use-width.js';

export interface BoxRow {
  id: string;
  name: string;
  min: number;
  q1: number;
  median: number;
  q3: number;
  max: number;
  /** what was declared; null: nothing */
  declared: number | null;
  title: string;
}

const ROW = 40;
const AXIS = 24;
const EDGE = 30;

/** How measured values spread: box of the quartiles, line from the least to the greatest, with a mark of what was declared. */
export function BoxRows({ rows, label, write }: { rows: readonly BoxRow[]; label: string; write: (value: number) => string }) {
  const [ref, total] = useWidth<HTMLDivElement>(600);
  const { svg, mark, reading } = useReadable(
    label,
    rows.map(({ title }) => title),
  );
  const narrow = total < 500;
  const names = narrow ? 0 : Math.min(total * 0.35, Math.ceil(Math.max(...rows.map(({ name }) => textWidth(name, 12.5)))) + 26);
  const height = narrow ? ROW + 14 : ROW;
  const most = Math.max(...rows.flatMap(({ max, declared }) => [max, declared ?? 0]), 0) || 1;
  const width = Math.max(100, total - names - 2 * EDGE);
  const x = (value: number) => names + EDGE + (Math.max(0, value) / most) * width;
  const bottom = rows.length * height;
  return (
    <div ref={ref}>
      <svg width={total} height={bottom + AXIS} {...svg}>
        {roundTicks(0, most, total < 600 ? 4 : 8).map((value) => (
          <g key={value}>
            <path d={`M${x(value)} 0V${bottom}`} className="grid" />
            <text x={x(value)} y={bottom + 17} textAnchor="middle" className="minor">
              {write(value)}
            </text>
          </g>
        ))}
        {rows.map(({ id, name, min, q1, median, q3, max, declared, title }, i) => {
          const y = i * height + (narrow ? 14 : 0) + ROW / 2;
          return (
            <g key={id} className={mark(i)}>
              <title>{title}</title>
              <RowName text={name} y={narrow ? y - 20 : y} px={narrow ? null : names - 8} className="strip-name over-grid" />
              <path d={`M${x(min)} ${y}H${x(max)}`} className="power-line" />
              <rect x={x(q1)} y={y - 9} width={Math.max(1, x(q3) - x(q1))} height={18} className="power-box" />
              <path d={`M${x(median)} ${y - 9}v18`} className="power-line" />
              {declared !== null && <path d={`M${x(declared)} ${y - 15}v30`} className="declared" />}
            </g>
          );
        })}
      </svg>
      {reading}
    </div>
  );
}
