import { align } from './columns.js';
import type { ShownCurve } from './plot-options.js';

/** Curves as rows of a file: an instant in UTC, then the value of each curve that has one there. What is simulated is marked in the head. */
export function curvesCsv(curves: readonly ShownCurve[], time: string, unit: string, simulated: string): (string | number | null)[][] {
  const [atS, ...columns] = align(curves);
  const head = curves.map(({ label, kind }) => `${label}${unit && ` [${unit}]`}${kind === 'simulated' ? ` (${simulated})` : ''}`);
  return [[time, ...head], ...atS.map((at, i) => [new Date(at * 1000).toISOString(), ...columns.map((column) => column[i] ?? null)])];
}
