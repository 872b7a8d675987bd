import { useFormat } from '../parts/use-format.js';
import { placeLabels } from './place-labels.js';
import { frameOf, Plane } from './plane.js';
import { Reading } from './reading.js';
import { axisAround, type Span } from './scale.js';
import { textWidth } from './text.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

export interface ScatterPoint {
  id: string;
  /** what is said of it under the cursor */
  title: string;
  across: Span;
  up: Span;
  filled: boolean;
}
export interface ScatterAxis {
  name: string;
  better: 'more' | 'less';
}

const LABEL = 13;

/** Points by two indicators, each a cross of its 95 % intervals with its name where there is room. Filled points stand out; the better corner is marked. */
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
  // prettier-ignore
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const cursor = useCursor(points.length);
  const frame = frameOf(total);
  const [right, bottom] = [frame.left + frame.width, frame.top + frame.height];
  const horizontal = axisAround(points.map((point) => point.across), total < 600 ? 3 : 5); // prettier-ignore
  const vertical = axisAround(points.map((point) => point.up), 5); // prettier-ignore
  const x = (value: number) => frame.left + ((value - horizontal.low) / (horizontal.high - horizontal.low)) * frame.width;
  const y = (value: number) => bottom - ((value - vertical.low) / (vertical.high - vertical.low)) * frame.height;
  const corner = { x: across.better === 'more' ? right : frame.left, y: up.better === 'more' ? frame.top + 12 : bottom - 6 };
  const places = points.map((point) => ({ x: x(point.across.mean), y: y(point.up.mean) }));
  const order = points.map((_, i) => i).sort((a, b) => Number(points[b]!.filled) - Number(points[a]!.filled));
  const labels = placeLabels(
    order.map((i) => ({ ...places[i]!, width: textWidth(points[i]!.id, LABEL, 500) })),
    { left: frame.left, right, top: frame.top, bottom },
  );
  return (
    <div ref={ref}>
      <Plane
        {...{ frame, label, cursor, places }}
        across={{ name: across.name, ticks: horizontal.ticks.map((value) => ({ at: x(value), text: format.figure(value) })) }}
        up={{ name: up.name, ticks: vertical.ticks.map((value) => ({ at: y(value), text: format.figure(value) })) }}
      >
        <text x={corner.x} y={corner.y} textAnchor={across.better === 'more' ? 'end' : 'start'} className="minor over-grid">
          {better}
        </text>
        {points.map((point, i) => (
          <g key={point.id} className={point.filled ? 'found' : 'not-found'}>
            <path
              d={`M${x(point.across.low)} ${places[i]!.y}H${x(point.across.high)}M${places[i]!.x} ${y(point.up.low)}V${y(point.up.high)}`}
              className="whisker"
            />
            <circle cx={places[i]!.x} cy={places[i]!.y} r={cursor.at === i ? 8 : 5} className="dot" />
          </g>
        ))}
        {labels.map((place, k) =>
          place === null ? null : (
            <text key={points[order[k]!]!.id} x={place.x} y={place.y} fontSize={LABEL} fontWeight={500} className="point-name over-grid">
              {points[order[k]!]!.id}
            </text>
          ),
        )}
      </Plane>
      <Reading text={cursor.at === null ? null : points[cursor.at]!.title} />
    </div>
  );
}
