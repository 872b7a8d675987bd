import { useFormat } from '../parts/use-format.js';
import { frameOf, Plane } from './plane.js';
import { Reading } from './reading.js';
import { axisAround } from './scale.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

export interface FitPoint {
  x: number;
  y: number;
  /** left out of the fit: a cross */
  out: boolean;
  /** what is said of it under the cursor */
  title: string;
}

interface Props {
  points: readonly FitPoint[];
  /** ends of the line of the fit; null: none */
  line: readonly [{ x: number; y: number }, { x: number; y: number }] | null;
  across: string;
  up: string;
  label: string;
}

const CROSS = 5;

/** Measured points about the line that was fitted to them. */
export function FitPlot({ points, line, across, up, label }: Props) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const cursor = useCursor(points.length);
  const frame = frameOf(total);
  const bottom = frame.top + frame.height;
  const all = [...points, ...(line ?? [])];
  const spans = (of: 'x' | 'y') => all.map((point) => ({ mean: point[of], low: point[of], high: point[of] }));
  const horizontal = axisAround(spans('x'), total < 600 ? 3 : 6);
  const vertical = axisAround(spans('y'), 5);
  const x = (value: number) => frame.left + ((value - horizontal.low) / (horizontal.high - horizontal.low)) * frame.width;
  const y = (value: number) => bottom - ((value - vertical.low) / (vertical.high - vertical.low)) * frame.height;
  const places = points.map((point) => ({ x: x(point.x), y: y(point.y) }));
  return (
    <div ref={ref}>
      <Plane
        {...{ frame, label, cursor, places }}
        across={{ name: across, ticks: horizontal.ticks.map((value) => ({ at: x(value), text: format.figure(value) })) }}
        up={{ name: up, ticks: vertical.ticks.map((value) => ({ at: y(value), text: format.figure(value) })) }}
      >
        {line && <path d={`M${x(line[0].x)} ${y(line[0].y)}L${x(line[1].x)} ${y(line[1].y)}`} className="fit-line" />}
        {points.map(({ out }, i) => {
          const { x: cx, y: cy } = places[i]!;
          const at = cursor.at === i ? ' fit-at' : '';
          return out ? (
            <path key={i} d={`M${cx - CROSS} ${cy - CROSS}l${2 * CROSS} ${2 * CROSS}m0 ${-2 * CROSS}l${-2 * CROSS} ${2 * CROSS}`} className={`fit-out${at}`} />
          ) : (
            <circle key={i} cx={cx} cy={cy} r={cursor.at === i ? 7 : 4.5} className={`fit-point${at}`} />
          );
        })}
      </Plane>
      <Reading text={cursor.at === null ? null : points[cursor.at]!.title} />
    </div>
  );
}
