import { useFormat } from '../parts/use-format.js';
import { KwChart } from './kw-chart.js';
import { Reading } from './reading.js';
import { roundTicks } from './scale.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

interface Props {
  label: string;
  /** from the highest down, with the time up to the end of each [h] */
  steps: readonly { kw: number; hours: number }[];
  /** powers that are marked, with their names */
  lines: readonly { kw: number; name: string }[];
  /** what is said of a step */
  said: (step: number) => string;
}

const HEIGHT = 260;
const BELOW = 24;
const LEFT = 62;
const RIGHT = 10;
const TOP = 10;
const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -36, PageDown: 36, Escape: 0 };

/** A load in order of its height: for how long it was how high. Keys and the pointer move a cursor. */
export function DurationChart({ label, steps, lines, said }: Props) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const { at, put, onKeyDown } = useCursor(steps.length, { steps: MOVES });
  const width = Math.max(160, total - LEFT - RIGHT);
  const bottom = HEIGHT - BELOW;
  const whole = steps.at(-1)?.hours ?? 0;
  const most = Math.max(steps[0]?.kw ?? 0, ...lines.map(({ kw }) => kw)) * 1.06 || 1;
  const x = (hours: number) => LEFT + (whole > 0 ? hours / whole : 0) * width;
  const y = (kw: number) => bottom - (Math.max(0, kw) / most) * (bottom - TOP);
  const begin = (i: number) => (i === 0 ? 0 : steps[i - 1]!.hours);
  const path = steps.map(({ kw, hours }, i) => `${i === 0 ? `M${LEFT} ${y(kw)}` : `V${y(kw)}`}H${x(hours)}`).join('');
  const onPointer = (px: number) => {
    const hours = (px / width) * whole;
    const found = steps.findIndex((step) => step.hours > hours);
    put(hours < 0 || found < 0 ? null : found);
  };
  return (
    <div ref={ref}>
      <KwChart width={total} height={HEIGHT} className="load" count={5} left={LEFT} plotWidth={width} {...{ label, most, y, onKeyDown, onPointer }}>
        {roundTicks(0, whole, width < 420 ? 4 : 8).map((hours) => (
          <text key={hours} x={x(hours)} y={HEIGHT - 6} textAnchor={hours === 0 ? 'start' : x(hours) > LEFT + width - 20 ? 'end' : 'middle'} className="minor">
            {format.plain(hours)} h
          </text>
        ))}
        <path d={`${path}V${bottom}H${LEFT}Z`} className="duration-area" />
        <path d={path} className="load-total" />
        {lines.map(({ kw, name }) => (
          <g key={kw}>
            <path d={`M${LEFT} ${y(kw)}h${width}`} className="load-limit" />
            <text x={LEFT + width - 4} y={y(kw) - 5} textAnchor="end" className="minor over-grid">
              {name}
            </text>
          </g>
        ))}
        {at !== null && (
          <rect x={x(begin(at))} y={TOP} width={Math.max(1.5, x(steps[at]!.hours) - x(begin(at)))} height={bottom - TOP} className="strip-cursor" />
        )}
      </KwChart>
      <Reading text={at === null ? null : said(at)} />
    </div>
  );
}
