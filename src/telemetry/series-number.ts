import type { Observation } from '../contract/telemetry.js';
import { SeriesMap } from './series-map.js';

/** A reading, with the number of its series where that was known to who made it. */
export interface Numbered extends Observation {
  series?: number;
}

const numbers = new SeriesMap<number>();
let count = 0;

/**
 * Number of a series, from 0 on: the same for line, unit and signal as long as the process lives. What is kept of each series
 * then stands in arrays, where it is found without a look-up by text, and next to that of others.
 */
export function seriesNumber(series: Pick<Observation, 'line' | 'unit' | 'signal'>): number {
  const known = numbers.get(series);
  if (known !== undefined) return known;
  numbers.set(series, count);
  return count++;
}

export const seriesOf = (reading: Numbered): number => reading.series ?? seriesNumber(reading);
