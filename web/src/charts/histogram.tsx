import { roundTicks } from './scale.js';
import { useReadable } from './use-readable.js';
import { useWidth } from './use-width.js';

export interface Bin {
  from: number;
  to: number;
  height: number;
  /** height of a law there; null: none */
  fitted?: number | null;
  title: string;
}

interface Props {
  bins: readonly Bin[];
  /** what the values are held against */
  mark: { at: number; text: string };
  writeX: (value: number) => string;
  writeY: (value: number) => string;
  label: string;
}

const HEIGHT = 210;
const MARGIN = { left: 62, right: 20, top: 22, bottom: 26 };

/** Measured amounts by value, with a mark of what was declared, and a law over them where one is told. */
export function Histogram({ bins, mark, writeX, writeY, label }: Props) {
  const [ref, total] = useWidth<HTMLDivElement>(600);
  const {
    svg,
    mark: read,
    reading,
  } = useReadable(
    label,
    bins.map(({ title }) => title),
  );
  const width = Math.max(120, total - MARGIN.left - MARGIN.right);
  const bottom = HEIGHT - MARGIN.bottom;
  const most = Math.max(...bins.map(({ height, fitted }) => Math.max(height, fitted ?? 0)), 0) || 1;
  const low = Math.min(...bins.map(({ from }) => from), mark.at);
  const high = Math.max(...bins.map(({ to }) => to), mark.at);
  const margin = (high - low) * 0.03 || 1;
  const x = (value: number) => MARGIN.left + ((value - low + margin) / (high - low + 2 * margin)) * width;
  const y = (value: number) => bottom - (value / most) * (bottom - MARGIN.top);
  const curve = bins.flatMap(({ from, to, fitted }) => (typeof fitted === 'number' ? [`${x((from + to) / 2)} ${y(fitted)}`] : []));
  const right = x(mark.at) > MARGIN.left + width / 2;
  return (
    <div ref={ref}>
      <svg width={total} height={HEIGHT} {...svg}>
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <path d={`M${MARGIN.left} ${y(value)}h${width}`} className="grid" />
            <text x={MARGIN.left - 8} y={y(value)} dy="0.35em" textAnchor="end" className="minor">
              {writeY(value)}
            </text>
          </g>
        ))}
        {roundTicks(low, high, total < 600 ? 4 : 8).map((value) => (
          <text key={value} x={x(value)} y={HEIGHT - 8} textAnchor="middle" className="minor">
            {writeX(value)}
          </text>
        ))}
        {bins.map(({ from, to, height, title }, i) => (
          <rect key={from} x={x(from)} width={Math.max(1, x(to) - x(from))} y={y(height)} height={bottom - y(height)} className={`histogram-bar ${read(i)}`}>
            <title>{title}</title>
          </rect>
        ))}
        {curve.length > 1 && <path d={`M${curve.join('L')}`} className="fitted-law" />}
        <path d={`M${x(mark.at)} ${MARGIN.top - 6}V${bottom}`} className="declared" />
        <text x={x(mark.at) + (right ? -6 : 6)} y={12} textAnchor={right ? 'end' : 'start'} className="minor">
          {mark.text}
        </text>
      </svg>
      {reading}
    </div>
  );
}
