import uPlot from 'uplot';
import type { TONES } from '../theme/palette.js';
import type { Curve } from './columns.js';

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

type Tones = (typeof TONES)['light'];

/** What changes while a plot stands. */
export interface PlotState {
  fromS: number;
  toS: number;
  /** a line at the present */
  nowS: number | null;
  /** more lines at instants */
  marksS: readonly number[];
  /** writes a value of the vertical axis */
  write: (value: number) => string;
}

interface Plot {
  curves: readonly ShownCurve[];
  bands: readonly Band[];
  fromZero: boolean;
  /** of the whole, in pixels of the plot */
  width: number;
  height: number;
  /** pixels of the plot to one of the page: all is drawn so many times as large */
  px: number;
  tones: Tones;
  /** at most so many round instants of a stretch [us] */
  ticks: (fromUs: number, toUs: number, most: number) => number[];
  writeTime: (us: number) => string;
  latest: () => PlotState;
  onCursor: (index: number | null) => void;
}

/** Size of texts, and room for one time on the axis [px]. */
const TEXT = 12;
const TICK_ROOM = 76;

/** How uPlot is to draw curves over time. */
export function plotOptions({ curves, bands, fromZero, width, height, px, tones, ticks, writeTime, latest, onCursor }: Plot): uPlot.Options {
  const line = { stroke: tones.line, width: px };
  const axis = { stroke: tones.muted, grid: line, ticks: { ...line, size: 5 * px }, gap: 5 * px, font: `${TEXT * px}px system-ui, sans-serif` };
  return {
    width,
    height,
    legend: { show: false },
    padding: [10 * px, 22 * px, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 * px } },
    scales: {
      x: { time: false, range: () => [latest().fromS, latest().toS] },
      y: { range: (_plot, min, max) => (fromZero ? withZero(min, max) : around(min, max)) },
    },
    axes: [
      {
        ...axis,
        size: 30 * px,
        splits: (self, _index, min, max) =>
          ticks(min * 1e6, max * 1e6, Math.max(2, Math.floor(self.bbox.width / devicePixelRatio / (TICK_ROOM * px)))).map((us) => us / 1e6),
        values: (_self, splits) => splits.map((at) => writeTime(at * 1e6)),
      },
      {
        ...axis,
        space: 30 * px,
        size: (_self, values) => (16 + 7.2 * Math.max(3, ...(values ?? []).map((text) => text.length))) * px,
        values: (_self, splits) => splits.map((value) => latest().write(value)),
      },
    ],
    series: [{}, ...curves.map((curve) => seriesOf(curve, tones, px))],
    bands: bands.map(({ upper, lower, look }) => ({
      series: [upper + 1, lower + 1],
      fill: look === 'filled' ? () => tones.simFill : () => hatch(tones.sim, px),
    })),
    hooks: {
      setCursor: [(self) => onCursor(self.cursor.idx ?? null)],
      draw: [(self) => [latest().nowS, ...latest().marksS].forEach((atS) => drawLine(self, atS, tones.muted, px))],
    },
  };
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

function seriesOf({ label, kind, edge, stepped }: ShownCurve, tones: Tones, px: number): uPlot.Series {
  const stroke = kind === 'measured' ? tones.ink : kind === 'plan' ? tones.muted : tones.sim;
  return {
    label,
    stroke,
    width: (kind === 'measured' ? 2 : edge ? 1 : 1.6) * px,
    points: { show: false },
    spanGaps: false,
    ...(kind === 'simulated'
      ? { dash: (edge ? [3, 4] : [7, 5]).map((each) => each * px) }
      : kind === 'plan'
        ? { dash: [px, 4 * px], cap: 'round' as const }
        : {}),
    ...(stepped ? { paths: uPlot.paths.stepped!({ align: 1 }) } : {}),
  };
}

/** Thin diagonal lines, for what was expected before. */
function hatch(stroke: string, px: number): CanvasPattern {
  const size = 6 * px * devicePixelRatio;
  const tile = document.createElement('canvas');
  tile.width = tile.height = size;
  const ctx = tile.getContext('2d')!;
  ctx.strokeStyle = stroke;
  ctx.globalAlpha = 0.5;
  ctx.lineWidth = px * devicePixelRatio;
  for (const shift of [-size, 0, size]) {
    ctx.moveTo(shift, size);
    ctx.lineTo(shift + size, 0);
  }
  ctx.stroke();
  return ctx.createPattern(tile, 'repeat')!;
}

function drawLine(self: uPlot, atS: number | null, stroke: string, px: number): void {
  if (atS === null || atS < self.scales['x']!.min! || atS > self.scales['x']!.max!) return;
  const left = Math.round(self.valToPos(atS, 'x', true)) + 0.5;
  const { ctx, bbox } = self;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = px * devicePixelRatio;
  ctx.setLineDash([]);
  ctx.beginPath();
  ctx.moveTo(left, bbox.top);
  ctx.lineTo(left, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
