import type { Interval } from '../run/kpi-format.js';

/** Figures of one thing, one for each variant: with their interval, or a mean alone. */
export interface FigureRow {
  name: string;
  unit: string;
  values: (Interval | number | null | undefined)[];
}
