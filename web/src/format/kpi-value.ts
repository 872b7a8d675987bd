import type { KpiUnit } from '../../../src/contract/cell-kpi.js';
import type { Formats } from './formats.js';

/** Units that are words, in the language of the screen. */
export type UnitWords = Record<Exclude<KpiUnit, 'fraction' | 's' | 'h' | 'kWh'>, string>;

/** An indicator or term with its unit. A number of seconds stays one, so that a formula can be calculated again by hand. */
export function kpiValue(format: Formats, words: UnitWords, value: number | null, unit: KpiUnit): string {
  if (value === null) return '–';
  if (unit === 'fraction') return format.percent(value);
  const counted = unit === 's' || unit === 'items' || unit === 'stops' || unit === 'batches';
  const text = counted ? format.whole(value) : format.figure(value);
  return `${text}\u202f${unit === 's' || unit === 'h' || unit === 'kWh' ? unit : words[unit]}`;
}
