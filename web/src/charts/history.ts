import type { Series } from '../../../src/contract/telemetry.js';
import type { Curve } from './columns.js';

const numbers = (values: readonly unknown[]) => values.map((value) => (typeof value === 'number' ? value : null));

/** A stored series as a curve. */
export const curveOf = (series: Series): Curve => ({ atS: series.atUs.map((us) => us / 1e6), value: numbers(series.value) });

/**
 * What a cumulative counter has risen since its first reading. A fall is a reset and counts nothing. In a windowed series
 * the window's greatest reading stands for it.
 */
export function rises(series: Series): Curve {
  const readings = numbers(series.max ?? series.value);
  let last: number | null = null;
  let sum = 0;
  const value = readings.map((reading) => {
    if (reading === null) return last === null ? null : sum;
    if (last !== null && reading > last) sum += reading - last;
    last = reading;
    return sum;
  });
  return { atS: series.atUs.map((us) => us / 1e6), value };
}

/** The value that a step curve has at an instant: that of the last instant not after it. Null before the first. */
function holder(curve: Curve): (atS: number) => number | null {
  let i = -1;
  return (atS) => {
    while (i + 1 < curve.atS.length && curve.atS[i + 1]! <= atS) i++;
    return i < 0 ? null : (curve.value[i] ?? null);
  };
}

/** Step curves combined at every instant that one of them has. Null where one of them is not known. Instants must be asked in order. */
export function combine(curves: readonly Curve[], sum: (values: number[]) => number): Curve {
  const atS = [...new Set(curves.flatMap((curve) => Array.from(curve.atS)))].sort((a, b) => a - b);
  const holders = curves.map(holder);
  const value = atS.map((at) => {
    const values = holders.map((hold) => hold(at));
    return values.some((one) => one === null) ? null : sum(values as number[]);
  });
  return { atS, value };
}

/** The sum of step curves that are known at an instant, thinned to one instant every `stepS`. */
export function total(curves: readonly Curve[], stepS: number): Curve {
  const first = Math.min(...curves.map((curve) => curve.atS[0] ?? Infinity));
  const last = Math.max(...curves.map((curve) => curve.atS[curve.atS.length - 1] ?? -Infinity));
  const holders = curves.map(holder);
  const atS: number[] = [];
  const value: (number | null)[] = [];
  for (let at = Math.ceil(first / stepS) * stepS; at <= last; at += stepS) {
    const known = holders.map((hold) => hold(at)).filter((one) => one !== null);
    atS.push(at);
    value.push(known.length > 0 ? known.reduce((sum, one) => sum + one, 0) : null);
  }
  return { atS, value };
}

/** A cumulative curve moved so that at `atS` it is `value`: the stream's count is the true one, the history gives its shape. */
export function anchored(curve: Curve, value: number, atS: number): Curve {
  let last: number | null = null;
  for (let i = 0; i < curve.atS.length && curve.atS[i]! <= atS; i++) last = curve.value[i] ?? last;
  if (last === null) return { atS: [], value: [] };
  const shift = value - last;
  return { atS: curve.atS, value: Array.from(curve.value, (each) => (each === null ? null : Math.max(0, each + shift))) };
}
