import { familyOfState } from '../../format/state.js';
import { squeeze } from '../../charts/text.js';
import { stateFill, stateInk } from '../../theme/state-fill.js';
import { COLUMNS, PLACES, ROWS, WAYS } from './packml-layout.js';
import { waysOf, type PathStep } from './state-path.js';

const COLUMN = 95;
const ROW = 54;
const BOX = { width: 80, height: 30 };
const SIZE = 12;
/** How far the path bends away from the straight way [px]. */
const BEND = 34;

const placeOf = (state: string) => Object.entries(PLACES).find(([name]) => name === state)?.[1];
const center = ([column, row]: readonly [number, number]) => [column * COLUMN + COLUMN / 2, row * ROW + ROW / 2] as const;

/** The states of PackML with the ways between them, and over them the path that a machine took, each way with the number of its last change. */
export function PackmlDiagram({ path, state, label }: { path: readonly PathStep[]; state: string; label: string }) {
  const line = (from: string, to: string, bend: number) => {
    const [a, b] = [placeOf(from), placeOf(to)];
    if (!a || !b) return null;
    const [[x1, y1], [x2, y2]] = [center(a), center(b)];
    const length = Math.hypot(x2 - x1, y2 - y1);
    const [mx, my] = [(x1 + x2) / 2 - ((y2 - y1) / length) * bend, (y1 + y2) / 2 + ((x2 - x1) / length) * bend];
    return { d: `M${x1} ${y1}Q${mx} ${my} ${x2} ${y2}`, x: (x1 + 2 * mx + x2) / 4, y: (y1 + 2 * my + y2) / 4 };
  };
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={label}>
      <svg width={COLUMNS * COLUMN} height={ROWS * ROW} role="img" aria-label={label} className="packml">
        {WAYS.map(([from, to]) => (
          <path key={`${from} ${to}`} d={line(from, to, 0)!.d} className="packml-way" />
        ))}
        {waysOf(path).map(({ from, to }) => {
          const way = line(from, to, BEND);
          return way && <path key={`${from} ${to}`} d={way.d} className="packml-path" />;
        })}
        {Object.entries(PLACES).map(([name, place]) => {
          const [x, y] = center(place);
          const family = familyOfState(name, null);
          const now = name === state;
          return (
            <g key={name}>
              <rect
                x={x - BOX.width / 2}
                y={y - BOX.height / 2}
                width={BOX.width}
                height={BOX.height}
                rx="4"
                className={`packml-state ${now ? 'now' : ''}`}
                {...(now && { style: { fill: stateFill(family) } })}
              />
              <text
                x={x}
                y={y}
                dy="0.35em"
                textAnchor="middle"
                className="packml-name"
                textLength={squeeze(name, SIZE, BOX.width - 8)}
                lengthAdjust="spacingAndGlyphs"
                {...(now && { style: { fill: stateInk(family), fontWeight: 700, paintOrder: 'stroke', stroke: `var(--state-${family})`, strokeWidth: 4 } })}
              >
                {name}
              </text>
            </g>
          );
        })}
        {waysOf(path).map(({ from, to, numbers }) => {
          const way = line(from, to, BEND);
          return (
            way && (
              <text key={`${from} ${to}`} x={way.x} y={way.y} dy="0.35em" textAnchor="middle" className="packml-number over-grid">
                {numbers.at(-1)}
              </text>
            )
          );
        })}
      </svg>
    </div>
  );
}
