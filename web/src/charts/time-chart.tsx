import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import uPlot from 'uplot';
import { useFormat } from '../parts/use-format.js';
import { usePreferences } from '../shell/preferences-provider.js';
import { usePrinting } from '../shell/printing.js';
import { TONES } from '../theme/palette.js';
import { ticks } from '../format/time.js';
import { align, type Curve } from './columns.js';

export interface ShownCurve extends Curve {
  label: string;
  /** simulated curves are dashed, violet-grey */
  kind: 'measured' | 'simulated' | 'plan';
  /** drawn only as the edge of a band */
  edge?: boolean;
  stepped?: boolean;
}

/** The space between two curves, by their indices. */
export interface Band {
  upper: number;
  lower: number;
  look: 'filled' | 'hatched';
}

interface Props {
  label: string;
  curves: ShownCurve[];
  bands?: Band[];
  fromS: number;
  toS: number;
  zone: string;
  /** writes a value of the vertical axis */
  write: (value: number) => string;
  height?: number;
  /** a line at the present */
  nowS?: number | null;
  /** more lines at instants */
  marksS?: readonly number[];
  /** the vertical axis begins at zero; else around the values */
  fromZero?: boolean;
}

const DAY_S = 86_400;

const NO_MARKS: readonly number[] = [];
const FONT = '12px system-ui, sans-serif';
/** Room for one time on the axis [px]. */
const TICK_ROOM = 76;

/** Curves over time. Arrow keys move a cursor whose values are read out below, Escape puts it away; nothing needs a pointer. */
export function TimeChart({ label, curves, bands = [], fromS, toS, zone, write, height = 220, nowS = null, marksS = NO_MARKS, fromZero = true }: Props) {
  const { t } = useTranslation();
  const { scheme, language } = usePreferences();
  const { clock, dayOrClock, dayAndClock } = useFormat();
  const printing = usePrinting();
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ fromS, toS, nowS, marksS, write });
  latest.current = { fromS, toS, nowS, marksS, write };
  const overDays = toS - fromS > 2 * DAY_S;
  const [cursor, setCursor] = useState<number | null>(null);
  const readingId = useId();
  const shape = curves.map(({ label: name, kind, edge, stepped }) => `${name}|${kind}|${edge}|${stepped}`).join('\n');
  const data = useMemo(() => align(curves), [curves]);
  const newest = useRef(data);
  newest.current = data;

  useLayoutEffect(() => {
    const element = holder.current!;
    const tones = TONES[scheme];
    const axis = { stroke: tones.muted, grid: { stroke: tones.line, width: 1 }, ticks: { stroke: tones.line, width: 1, size: 5 }, font: FONT };
    const options: uPlot.Options = {
      width: element.clientWidth || 300,
      height,
      legend: { show: false },
      padding: [10, 22, 0, 0],
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: {
        x: { time: false, range: () => [latest.current.fromS, latest.current.toS] },
        y: { range: (_plot, min, max) => (fromZero ? withZero(min, max) : around(min, max)) },
      },
      axes: [
        {
          ...axis,
          size: 30,
          splits: (self, _index, min, max) =>
            ticks(min * 1e6, max * 1e6, zone, Math.max(2, Math.floor(self.bbox.width / devicePixelRatio / TICK_ROOM))).map((us) => us / 1e6),
          values: (_self, splits) => splits.map((at) => (overDays ? dayOrClock(at * 1e6, zone) : clock(at * 1e6, zone))),
        },
        {
          ...axis,
          size: (_self, values) => 16 + 7.2 * Math.max(3, ...(values ?? []).map((text) => text.length)),
          values: (_self, splits) => splits.map((value) => latest.current.write(value)),
        },
      ],
      series: [{}, ...curves.map((curve) => seriesOf(curve, tones))],
      bands: bands.map(({ upper, lower, look }) => ({
        series: [upper + 1, lower + 1],
        fill: look === 'filled' ? () => tones.simFill : () => hatch(tones.sim),
      })),
      hooks: {
        setCursor: [(self) => setCursor(self.cursor.idx ?? null)],
        draw: [(self) => [latest.current.nowS, ...latest.current.marksS].forEach((atS) => drawLine(self, atS, tones.muted))],
      },
    };
    const made = new uPlot(options, newest.current, element);
    plot.current = made;
    const sizes = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      made.destroy();
      plot.current = null;
    };
    // The plot is made anew when its shape changes; its data come in the effect below.
  }, [scheme, printing, language, shape, zone, height, overDays, fromZero]);

  useEffect(() => {
    plot.current?.setData(data);
  }, [data, fromS, toS, marksS]);

  const [x] = data;
  const move = (by: number) => {
    const self = plot.current;
    if (!self || x.length === 0) return;
    const at = Math.min(x.length - 1, Math.max(0, (self.cursor.idx ?? (by > 0 ? -1 : x.length)) + by));
    self.setCursor({ left: self.valToPos(x[at]!, 'x'), top: 10 });
  };
  const at = cursor === null ? undefined : x[cursor];
  return (
    <div>
      <div
        ref={holder}
        className="time-chart"
        role="img"
        aria-label={label}
        aria-describedby={readingId}
        tabIndex={0}
        onKeyDown={(event) => {
          const step = event.shiftKey ? Math.ceil(x.length / 20) : 1;
          if (event.key === 'ArrowRight') move(step);
          else if (event.key === 'ArrowLeft') move(-step);
          else if (event.key === 'Escape') plot.current?.setCursor({ left: -10, top: -10 });
          else return;
          event.preventDefault();
        }}
      />
      <p id={readingId} className="reading" aria-live="polite">
        {at === undefined ? (
          <span className="keys">{t('charts.keys')}</span>
        ) : (
          <>
            <b>{overDays ? dayAndClock(at * 1e6, zone) : clock(at * 1e6, zone)}</b>
            {curves.map((curve, i) => {
              const value = valueAt(x, data[i + 1] as (number | null | undefined)[], cursor!);
              return value === null ? null : <span key={curve.label}>{t('charts.pair', { name: curve.label, value: write(value) })}</span>;
            })}
          </>
        )}
      </p>
    </div>
  );
}

/** Bounds with room above values, and below those under zero. */
function withZero(min: number, max: number): [number, number] {
  return [Number.isFinite(min) && min < 0 ? min * 1.08 : 0, Number.isFinite(max) && max > 0 ? max * 1.08 : 1];
}

/** Bounds with room around values. */
function around(min: number, max: number): [number, number] {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return [0, 1];
  const room = (max - min) * 0.1 || Math.abs(max) * 0.05 || 1;
  return [min - room, max + room];
}

function seriesOf({ label, kind, edge, stepped }: ShownCurve, tones: (typeof TONES)['light']): uPlot.Series {
  const stroke = kind === 'measured' ? tones.ink : kind === 'plan' ? tones.muted : tones.sim;
  return {
    label,
    stroke,
    width: kind === 'measured' ? 2 : edge ? 1 : 1.6,
    points: { show: false },
    spanGaps: false,
    ...(kind === 'simulated' ? { dash: edge ? [3, 4] : [7, 5] } : kind === 'plan' ? { dash: [1, 4], cap: 'round' as const } : {}),
    ...(stepped ? { paths: uPlot.paths.stepped!({ align: 1 }) } : {}),
  };
}

/** Thin diagonal lines, for what was expected before. */
function hatch(stroke: string): CanvasPattern {
  const size = 6 * devicePixelRatio;
  const tile = document.createElement('canvas');
  tile.width = tile.height = size;
  const ctx = tile.getContext('2d')!;
  ctx.strokeStyle = stroke;
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = devicePixelRatio;
  for (const shift of [-size, 0, size]) {
    ctx.moveTo(shift, size);
    ctx.lineTo(shift + size, 0);
  }
  ctx.stroke();
  return ctx.createPattern(tile, 'repeat')!;
}

function drawLine(self: uPlot, atS: number | null, stroke: string): void {
  if (atS === null || atS < self.scales['x']!.min! || atS > self.scales['x']!.max!) return;
  const left = Math.round(self.valToPos(atS, 'x', true)) + 0.5;
  const { ctx, bbox } = self;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(left, bbox.top);
  ctx.lineTo(left, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/** The value at an index, or the one before where the curve has no instant of its own there and goes on. */
function valueAt(x: number[], column: (number | null | undefined)[], index: number): number | null {
  let before = index;
  while (before >= 0 && column[before] === undefined) before--;
  let after = index;
  while (after < x.length && column[after] === undefined) after++;
  const low = column[before];
  const high = column[after];
  if (low === null || low === undefined || high === null || high === undefined) return null;
  if (after === before) return low;
  return low + ((high - low) * (x[index]! - x[before]!)) / (x[after]! - x[before]!);
}
