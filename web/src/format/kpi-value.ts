import type { KpiUnit } from '../../../src/contract/cell-kpi.js';
import { ANY_ITEM } from '../../../src/contract/item-name.js';
import type { Formats } from './formats.js';

/** Units that are words, in the language of the screen. */
export type UnitWords = Record<Exclude<KpiUnit, 'fraction' | 's' | 'h' | 'kWh'>, string>;

/** An indicator or term with its unit, and with the item that it counts. A number of seconds stays one, so that a formula can be calculated again by hand. */
export function kpiValue(format: Formats, words: UnitWords, value: number | null, unit: KpiUnit, item = ANY_ITEM): string {
  if (value === null) return '–';
  if (unit === 'fraction') return format.percent(value);
  if (unit === 'items') return format.count(value, item);
  const counted = unit === 's' || unit === 'stops' || unit === 'batches';
  const text = counted ? format.whole(value) : format.figure(value);
  return `${text}\u202f${unit === 's' || unit === 'h' || unit === 'kWh' ? unit : words[unit].replace(format.item(ANY_ITEM), format.item(item))}`;
}
