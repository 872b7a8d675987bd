import { useFormat } from '../parts/use-format.js';
import { roundTicks } from './scale.js';

interface Props {
  most: number;
  /** about so many values */
  count: number;
  left: number;
  width: number;
  y: (kw: number) => number;
}

/** Lines of a vertical axis of power from zero on, with their values left of it. */
export function KwAxis({ most, count, left, width, y }: Props) {
  const format = useFormat();
  return roundTicks(0, most, count).map((kw) => (
    <g key={kw}>
      <path d={`M${left} ${y(kw)}H${left + width}`} className="grid" />
      <text x={left - 6} y={y(kw)} dy="0.35em" textAnchor="end" className="minor">
        {format.plain(kw)} kW
      </text>
    </g>
  ));
}
