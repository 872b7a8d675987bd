import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { KwAxis } from './kw-axis.js';

interface Props {
  /** of the whole drawing [px] */
  width: number;
  height: number;
  label: string;
  className: 'load' | 'week';
  /** highest power of the axis, which has about `count` values [kW] */
  most: number;
  count: number;
  /** where the plot begins, and how wide it is [px] */
  left: number;
  plotWidth: number;
  y: (kw: number) => number;
  onKeyDown: (event: KeyboardEvent) => void;
  /** where a pointer is, from the begin of the plot on [px] */
  onPointer: (px: number) => void;
  children: ReactNode;
}

/** A drawing of power that is read by keys and by a pointer. */
export function KwChart({ width, height, label, className, most, count, left, plotWidth, y, onKeyDown, onPointer, children }: Props) {
  const point = (event: PointerEvent<SVGSVGElement>) => onPointer(event.clientX - event.currentTarget.getBoundingClientRect().left - left);
  return (
    <svg role="img" aria-label={label} tabIndex={0} onPointerMove={point} onPointerDown={point} {...{ width, height, className, onKeyDown }}>
      <KwAxis width={plotWidth} {...{ most, count, left, y }} />
      {children}
    </svg>
  );
}
