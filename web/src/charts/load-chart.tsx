import { useMemo, type ReactNode } from 'react';
import { ticks } from '../format/time.js';
import { useFormat } from '../parts/use-format.js';
import { KwChart } from './kw-chart.js';
import { areaPath, knownRuns, runsOf, stacked } from './stack.js';
import { stepPath } from './step-path.js';
import { useCursor } from './use-cursor.js';
import { useWidth } from './use-width.js';

export interface Layer {
  id: string;
  name: string;
  fill: string;
  /** mean of each step [kW]; null: not known */
  kw: readonly (number | null)[];
}

interface Props {
  label: string;
  /** begin of each step, and the end of the last [us] */
  edgesUs: readonly number[];
  zone: string;
  /** the lowest first */
  layers: readonly Layer[];
  /** of all [kW] */
  totalKw: readonly (number | null)[];
  /** tariff period of each step; null: there is only one */
  bands: readonly string[] | null;
  subscribedKw: readonly (number | null)[];
  /** what is said of a step that the cursor stands at; of none */
  reading: (step: number | null) => ReactNode;
}

const HEIGHT = 300;
const AXIS = 22;
const BAND = 18;
/** Room beside the axis of time [px]: what stands below the chart on the same axis keeps it, too. */
export const LOAD_LEFT = 62;
export const LOAD_RIGHT = 6;
const TOP = 8;
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -36, PageDown: 36, Escape: 0 };
/** Room for the word of a band, and for a time of the axis [px]. */
const BAND_ROOM = 26;
const TICK_ROOM = 76;

/** A load by who drew it, with tariff periods and subscribed power. What is not known is hatched. Keys and the pointer move a cursor. */
export function LoadChart({ label, edgesUs, zone, layers, totalKw, bands, subscribedKw, reading }: Props) {
  const format = useFormat();
  const [ref, total] = useWidth<HTMLDivElement>(900);
  const steps = edgesUs.length - 1;
  const { at: cursor, put, onKeyDown } = useCursor(steps, { steps: STEPS, backFromEnd: true });
  const [fromUs, toUs] = [edgesUs[0]!, edgesUs[steps]!];
  const width = Math.max(160, total - LOAD_LEFT - LOAD_RIGHT);
  const bottom = HEIGHT - AXIS - (bands ? BAND : 0);
  const shapes = useMemo(() => {
    const values = layers.map(({ kw }) => kw);
    const edges = stacked(values, steps);
    const runs = knownRuns(values, steps);
    const known = [...(edges.at(-1) ?? []), ...totalKw, ...subscribedKw].filter((value) => value !== null);
    const most = known.reduce((max, value) => Math.max(max, value), 0) * 1.04 || 1;
    const x = (step: number) => LOAD_LEFT + ((edgesUs[step]! - fromUs) / (toUs - fromUs)) * width;
    const y = (kw: number) => bottom - (kw / most) * (bottom - TOP);
    return {
      most,
      x,
      y,
      gaps: runsOf(steps, (i) => values.some((kw) => kw[i] === null)).filter(({ value }) => value),
      areas: edges.map((upper, i) => areaPath(runs, edges[i - 1] ?? null, upper, x, y)),
      line: stepPath(totalKw, x, y),
      limit: stepPath(subscribedKw, x, y),
    };
  }, [layers, totalKw, subscribedKw, edgesUs, steps, fromUs, toUs, width, bottom]);
  const { x, y, most } = shapes;
  const xOfUs = (us: number) => LOAD_LEFT + ((us - fromUs) / (toUs - fromUs)) * width;
  const onPointer = (px: number) => {
    const us = fromUs + (px / width) * (toUs - fromUs);
    const at = edgesUs.findLastIndex((edge) => edge <= us);
    put(at >= 0 && at < steps ? at : null);
  };
  const axis = ticks(fromUs, toUs, zone, Math.max(2, Math.floor(width / TICK_ROOM)));
  return (
    <div ref={ref}>
      <KwChart width={total} height={HEIGHT} className="load" count={5} left={LOAD_LEFT} plotWidth={width} {...{ label, most, y, onKeyDown, onPointer }}>
        {layers.map(({ id, name, fill }, i) => (
          <path key={id} d={shapes.areas[i]} fill={fill} className="load-layer">
            <title>{name}</title>
          </path>
        ))}
        {shapes.gaps.map(({ from, to }) => (
          <rect key={from} x={x(from)} width={x(to) - x(from)} y={TOP} height={bottom - TOP} fill="url(#stale)" />
        ))}
        <path d={shapes.line} className="load-total" />
        <path d={shapes.limit} className="load-limit" />
        {axis.map((us) => (
          <g key={us}>
            <path d={`M${xOfUs(us)} ${bottom}v4`} className="grid" />
            <text x={xOfUs(us)} y={HEIGHT - 6} textAnchor={xOfUs(us) > LOAD_LEFT + width - 20 ? 'end' : 'middle'} className="minor">
              {format.dayOrClock(us, zone)}
            </text>
          </g>
        ))}
        {bands && <Bands bands={bands} x={x} top={bottom} />}
        {cursor !== null && <path d={`M${(x(cursor) + x(cursor + 1)) / 2} ${TOP}V${bottom}`} className="zero" />}
      </KwChart>
      <div className="reading" aria-live="polite">
        {reading(cursor)}
      </div>
    </div>
  );
}

/** Tariff periods along the axis: each has its shade, and its word where there is room. */
function Bands({ bands, x, top }: { bands: readonly string[]; x: (step: number) => number; top: number }) {
  const kinds = [...new Set(bands)];
  return runsOf(bands.length, (i) => bands[i]!).map(({ from, to, value }) => {
    const [left, width] = [x(from), x(to) - x(from)];
    return (
      <g key={from}>
        <rect x={left} width={width} y={top + 5} height={BAND - 6} className="tariff-band" fillOpacity={0.06 + (0.5 * kinds.indexOf(value)) / kinds.length} />
        {width >= Math.max(BAND_ROOM, value.length * 8) && (
          <text x={left + width / 2} y={top + BAND / 2 + 2} dy="0.35em" textAnchor="middle" className="minor tariff-word">
            {value}
          </text>
        )}
      </g>
    );
  });
}
