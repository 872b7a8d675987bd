import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import '../theme/hour-map.css';
import { useWidth } from './use-width.js';

export interface HourCell {
  /** place of the day, the first is 0 */
  row: number;
  hour: number;
  /** of it in the window, or by the clock: 0.5, or 2 where clocks go back */
  hours: number;
  /** null: not known */
  value: number | null;
  /** there is nothing to be known: drawn empty, not hatched */
  empty?: boolean;
}

interface Props {
  label: string;
  /** names of the days, the first one above */
  days: readonly string[];
  cells: readonly HourCell[];
  /** ends of the scale, with their units */
  ends: readonly [string, string];
  reading: (cell: HourCell | null) => ReactNode;
  nameOf: (cell: HourCell) => string;
  /** end of the scale: the greatest of the cells where it is not given */
  most?: number;
  /** Enter on an hour */
  onOpen?: (cell: HourCell) => void;
}

const HOURS = 24;
const AXIS = 20;
const LEFT = 92;
const EVERY = [0, 3, 6, 9, 12, 15, 18, 21];
const MOVES: Record<string, readonly [number, number]> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
/** The least that has a shade: it is told apart from an hour that is not there. */
const LEAST_SHADE = 0.05;

/** Days by hours of the clock, the darker the more. What is not known is hatched. Keys move a cursor, and a click sets it. */
export function HourMap({ label, days, cells, ends, reading, nameOf, most: end, onOpen }: Props) {
  const [ref, total] = useWidth<HTMLDivElement>(800);
  const [at, setAt] = useState<{ row: number; hour: number } | null>(null);
  const row = days.length > 31 ? 12 : 20;
  const width = Math.max(200, total - LEFT - 4) / HOURS;
  const most = end ?? greatest(cells);
  const shadeOf = (value: number) => LEAST_SHADE + (1 - LEAST_SHADE) * Math.max(0, Math.min(1, value / most));
  const height = days.length * row + AXIS;
  const found = (at && cells.find((cell) => cell.row === at.row && cell.hour === at.hour)) ?? null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setAt(null);
    if (event.key === 'Enter' && found) onOpen?.(found);
    const move = MOVES[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const clip = (value: number, end: number) => Math.max(0, Math.min(end, value));
    setAt(at === null ? { row: 0, hour: 0 } : { row: clip(at.row + move[0], days.length - 1), hour: clip(at.hour + move[1], HOURS - 1) });
  };
  const placeOf = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const place = { row: Math.floor((event.clientY - box.top) / row), hour: Math.floor((event.clientX - box.left - LEFT) / width) };
    return place.row >= 0 && place.row < days.length && place.hour >= 0 && place.hour < HOURS ? place : null;
  };
  return (
    <div ref={ref}>
      <svg
        width={total}
        height={height}
        role="img"
        aria-label={label}
        tabIndex={0}
        className="hour-map"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => setAt(placeOf(event))}
      >
        {days.map((day, i) => (
          <text key={day} x={0} y={i * row + row / 2} dy="0.35em" className="minor">
            {day}
          </text>
        ))}
        {cells.map((cell) => (
          <rect
            key={`${cell.row} ${cell.hour}`}
            x={LEFT + cell.hour * width}
            y={cell.row * row}
            width={Math.max(1, width - 1)}
            height={row - 1}
            {...(cell.value === null
              ? cell.empty
                ? { className: 'hour-empty' }
                : { fill: 'url(#stale)' }
              : { className: 'hour-cell', fillOpacity: shadeOf(cell.value) })}
          >
            <title>{nameOf(cell)}</title>
          </rect>
        ))}
        {at && <rect x={LEFT + at.hour * width - 1} y={at.row * row - 1} width={width + 1} height={row + 1} className="strip-cursor" />}
        {EVERY.map((hour) => (
          <text key={hour} x={LEFT + hour * width} y={height - 5} className="minor">
            {String(hour).padStart(2, '0')}
          </text>
        ))}
      </svg>
      <div className="reading" aria-live="polite">
        {reading(found)}
      </div>
      <p className="legend">
        <span>{ends[0]}</span>
        <svg width="120" height="12" aria-hidden="true">
          {Array.from({ length: 12 }, (_, i) => (
            <rect key={i} x={i * 10} width="10" height="12" className="hour-cell" fillOpacity={LEAST_SHADE + ((1 - LEAST_SHADE) * i) / 11} />
          ))}
        </svg>
        <span>{ends[1]}</span>
      </p>
    </div>
  );
}

const greatest = (cells: readonly HourCell[]) => cells.reduce((max, { value }) => Math.max(max, value ?? 0), 0) || 1;
