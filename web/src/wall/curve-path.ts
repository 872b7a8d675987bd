import type { Curve } from '../charts/columns.js';

/** A picture of 100 by 100 for instants from-to [s] and values from 0 to `most`, the greatest on top. */
export interface Frame {
  fromS: number;
  toS: number;
  most: number;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Points of a curve within the frame; null: a gap. */
function points({ atS, value }: Curve, { fromS, toS, most }: Frame): (string | null)[] {
  return Array.from(atS, (at, i) => {
    const its = value[i] ?? null;
    if (its === null || at < fromS || at > toS) return null;
    return `${round(((at - fromS) / (toS - fromS || 1)) * 100)} ${round(100 - (its / (most || 1)) * 100)}`;
  });
}

/** A curve as the path of an SVG, broken at its gaps. */
export function linePath(curve: Curve, frame: Frame): string {
  let drawn = false;
  return points(curve, frame)
    .flatMap((point) => {
      const step = point === null ? [] : [`${drawn ? 'L' : 'M'}${point}`];
      drawn = point !== null;
      return step;
    })
    .join('');
}

/** What lies between two curves as a closed path; empty where one of them has no point. */
export function bandPath(low: Curve, high: Curve, frame: Frame): string {
  const [below, above] = [low, high].map((curve) => points(curve, frame).filter((point) => point !== null));
  return below!.length === 0 || above!.length === 0 ? '' : `M${[...below!, ...above!.reverse()].join('L')}Z`;
}
