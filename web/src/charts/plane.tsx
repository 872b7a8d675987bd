import type { PointerEvent, ReactNode } from 'react';
import { nearest } from './nearest.js';
import type { Cursor } from './use-cursor.js';

/** A text at a place of an axis [px]. */
export interface Tick {
  at: number;
  text: string;
}

interface Axis {
  name: string;
  ticks: readonly Tick[];
}

/** The rectangle of a plane within its picture [px]. */
export interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

const BELOW = 48;
const RIGHT = 24;
const HEIGHT = 320;

/** The rectangle that a plane takes of a picture of that width. */
export function frameOf(total: number): Frame {
  const left = 72;
  const top = 22;
  return { left, top, width: Math.max(120, total - left - RIGHT), height: HEIGHT - top - BELOW };
}

interface Props {
  frame: Frame;
  across: Axis;
  up: Axis;
  label: string;
  cursor: Cursor;
  /** places of the things that the cursor can read [px] */
  places: readonly { x: number; y: number }[];
  children: ReactNode;
}

/** Two axes with their grid; the pointer and the arrow keys move a cursor over what is drawn in it. */
export function Plane({ frame: { left, top, width, height }, across, up, label, cursor, places, children }: Props) {
  const bottom = top + height;
  return (
    <svg
      width={left + width + RIGHT}
      height={HEIGHT}
      role="img"
      aria-label={label}
      tabIndex={0}
      className="plane"
      onKeyDown={cursor.onKeyDown}
      onPointerMove={(event) => cursor.put(nearest(places, offsetIn(event)))}
      onPointerDown={(event) => cursor.put(nearest(places, offsetIn(event)))}
    >
      {across.ticks.map(({ at, text }) => (
        <g key={at}>
          <path d={`M${at} ${top}v${height}`} className="grid" />
          <text x={at} y={bottom + 16} textAnchor="middle" className="minor">
            {text}
          </text>
        </g>
      ))}
      {up.ticks.map(({ at, text }) => (
        <g key={at}>
          <path d={`M${left} ${at}h${width}`} className="grid" />
          <text x={left - 6} y={at} dy="0.35em" textAnchor="end" className="minor">
            {text}
          </text>
        </g>
      ))}
      <text x={left + width} y={HEIGHT - 6} textAnchor="end" className="minor">
        {across.name} →
      </text>
      <text x={0} y={12} className="minor">
        ↑ {up.name}
      </text>
      {children}
    </svg>
  );
}

function offsetIn({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>): { x: number; y: number } {
  const box = currentTarget.getBoundingClientRect();
  return { x: clientX - box.left, y: clientY - box.top };
}
