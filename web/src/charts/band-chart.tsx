import { useFormat } from '../parts/use-format.js';
import { frameOf, Plane } from './plane.js';
import { boxesAlong, placeOnLine } from './place-labels.js';
import { Reading } from './reading.js';
import { axisAround, type Span } from './scale.js';
import { textWidth } from './text.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

export interface BandPoint {
  id: string;
  /** where on the axis */
  at: number;
  /** the same in words */
  name: string;
  span: Span;
  /** what is said of it under the cursor */
  title: string;
  filled: boolean;
  /** shown at the foot of the plane */
  mark: string;
}

interface Props {
  /** in the order of the axis */
  points: readonly BandPoint[];
  /** whether there is something between the points: a line and a band are drawn then, single intervals else */
  continuous: boolean;
  /** what the points are compared with, all over the axis */
  base: { name: string; span: Span } | null;
  across: string;
  up: string;
  label: string;
}

/** Room that a name on the axis takes [px]. */
const NAME = 64;
/** Of the name of what is compared with [px]. */
const NAME_SIZE = 13;
const polygon = (points: readonly string[]) => `M${points.join('L')}Z`;

/** Means over one factor with their 95 % intervals as a band, beside what they are compared with. Filled points stand out. */
export function BandChart({ points, continuous, base, across, up, label }: Props) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const cursor = useCursor(points.length);
  const frame = frameOf(total);
  const bottom = frame.top + frame.height;
  const vertical = axisAround([...points.map(({ span }) => span), ...(base ? [base.span] : [])], 5);
  const y = (value: number) => bottom - ((value - vertical.low) / (vertical.high - vertical.low)) * frame.height;
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const margin = Math.min(40, frame.width / 8);
  const x = (at: number) => frame.left + (last === first ? frame.width / 2 : margin + ((at - first) / (last - first)) * (frame.width - 2 * margin));
  const places = points.map(({ at, span }) => ({ x: x(at), y: y(span.mean) }));
  const every = Math.max(1, Math.ceil((points.length * NAME) / frame.width));
  const edge = (end: 'low' | 'high') => points.map(({ at, span }) => `${x(at)} ${y(span[end])}`);
  const taken = [
    ...points.map(({ at, span }) => ({ left: x(at) - 9, right: x(at) + 9, top: y(span.high) - 4, bottom: y(span.low) + 4 })),
    ...places.map((place) => ({ left: place.x - 9, right: place.x + 9, top: place.y - 9, bottom: place.y + 9 })),
    ...(continuous ? boxesAlong(places) : []),
  ];
  const area = { left: frame.left, right: frame.left + frame.width, top: frame.top, bottom };
  const baseAt = base && placeOnLine(y(base.span.mean), textWidth(base.name, NAME_SIZE, 400), area, taken);
  return (
    <div ref={ref}>
      <Plane
        {...{ frame, label, cursor, places }}
        across={{ name: across, ticks: points.filter((_, i) => i % every === 0).map(({ at, name }) => ({ at: x(at), text: name })) }}
        up={{ name: up, ticks: vertical.ticks.map((value) => ({ at: y(value), text: format.figure(value) })) }}
      >
        {base && (
          <>
            <rect x={frame.left} width={frame.width} y={y(base.span.high)} height={y(base.span.low) - y(base.span.high)} className="base-band" />
            <path d={`M${frame.left} ${y(base.span.mean)}h${frame.width}`} className="week-base" />
            <text {...baseAt} className="minor over-grid">
              {base.name}
            </text>
          </>
        )}
        {continuous && points.length > 1 && (
          <>
            <path d={polygon([...edge('low'), ...edge('high').reverse()])} className="band" />
            <path d={`M${places.map((place) => `${place.x} ${place.y}`).join('L')}`} className="week-variant" />
          </>
        )}
        {points.map(({ id, at, span, filled, mark }, i) => (
          <g key={id} className={filled ? 'found' : 'not-found'}>
            <path d={`M${x(at)} ${y(span.low)}V${y(span.high)}m-5 0h10M${x(at) - 5} ${y(span.low)}h10`} className="whisker" />
            <circle cx={x(at)} cy={places[i]!.y} r={cursor.at === i ? 8 : 5} className="dot" />
            <text x={x(at)} y={bottom - 5} textAnchor="middle" className="strip-name over-grid">
              {mark}
            </text>
          </g>
        ))}
      </Plane>
      <Reading text={cursor.at === null ? null : points[cursor.at]!.title} />
    </div>
  );
}
