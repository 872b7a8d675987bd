import { useMemo, type ReactNode } from 'react';
import { KwChart } from './kw-chart.js';
import { stepPath } from './step-path.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

interface Props {
  label: string;
  /** means of equal steps, one curve on the other, the present first [kW]; null: not known */
  curves: readonly (readonly (number | null)[])[];
  /** steps that are marked on the axis, with their words */
  ticks: readonly { step: number; text: string }[];
  reading: (step: number | null) => ReactNode;
}

const HEIGHT = 260;
const AXIS = 22;
const LEFT = 62;
const TOP = 8;
const MOVES: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -36, PageDown: 36, Escape: 0 };
/** Room for a word of the axis [px]. */
const TICK_ROOM = 52;

/** How the present and those before it are drawn: by the dashes, not by colour alone. */
export const overlayClass = (i: number): string => `overlay overlay-${i}`;

/** Loads of windows of one length on each other. What is not known leaves a gap. Keys and the pointer move a cursor. */
export function OverlayChart({ label, curves, ticks, reading }: Props) {
  const [ref, total] = useWidth<HTMLDivElement>(900);
  const steps = curves.reduce((most, { length }) => Math.max(most, length), 0);
  const { at, put, onKeyDown } = useCursor(steps, { steps: MOVES });
  const width = Math.max(160, total - LEFT - 6);
  const bottom = HEIGHT - AXIS;
  const x = (step: number) => LEFT + (step / steps) * width;
  const { paths, most, y } = useMemo(() => {
    const highest = curves.flat().reduce<number>((max, kw) => Math.max(max, kw ?? 0), 0) * 1.04 || 1;
    const yOf = (kw: number) => bottom - (kw / highest) * (bottom - TOP);
    const xOf = (step: number) => LEFT + (step / steps) * width;
    return { most: highest, y: yOf, paths: curves.map((kw) => stepPath(kw, xOf, yOf)) };
  }, [curves, steps, width, bottom]);
  const every = Math.max(1, Math.ceil((TICK_ROOM * ticks.length) / width));
  const onPointer = (px: number) => {
    const step = Math.floor((px / width) * steps);
    put(step >= 0 && step < steps ? step : null);
  };
  return (
    <div ref={ref}>
      <KwChart width={total} height={HEIGHT} className="load" count={5} left={LEFT} plotWidth={width} {...{ label, most, y, onKeyDown, onPointer }}>
        {ticks.map(({ step, text }, i) => (
          <g key={step}>
            <path d={`M${x(step)} ${TOP}V${bottom}`} className="grid" />
            {i % every === 0 && (
              <text x={x(step)} y={HEIGHT - 6} textAnchor="middle" className="minor">
                {text}
              </text>
            )}
          </g>
        ))}
        {paths.map((path, i) => <path key={i} d={path} className={overlayClass(i)} />).reverse()}
        {at !== null && <path d={`M${x(at + 0.5)} ${TOP}V${bottom}`} className="zero" />}
      </KwChart>
      <div className="reading" aria-live="polite">
        {reading(at)}
      </div>
    </div>
  );
}
