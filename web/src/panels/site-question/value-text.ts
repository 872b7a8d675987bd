import type { Measure } from '../../../../src/contract/formula.js';
import type { Formats } from '../../format/formats.js';

/** Units in which numbers of plant files are kept, as people read them. */
const UNITS: Partial<Record<Measure, string>> = { rate: '/min', power: 'kW', energy: 'kWh' };

/** A value of a plant file with its unit: 30 min, 120 /min, 2 %. */
export function valueText(value: number, measure: Measure, format: Formats): string {
  if (measure === 'duration') return format.duration(value);
  if (measure === 'share') return `${format.plain(value * 100)}\u202f%`;
  const unit = UNITS[measure];
  return unit === undefined ? format.plain(value) : `${format.plain(value)}\u202f${unit}`;
}

/** By how much a value changes: +10 %; empty where nothing is to be compared with, or nothing changes. */
export function changeShare(now: number, then: number, format: Formats): string {
  if (now === 0 || then === now) return '';
  return format.change((then / now - 1) * 100);
}

const SHARES: ReadonlySet<string> = new Set(['share', 'absence', 'rejects', 'reject', 'yield', 'scrap', 'rework', 'recovers', 'deviationProbability', 'perBar', 'perK', 'efficiency', 'startShare']); // prettier-ignore

/** Whether the numbers of a field of a change are shares, which people read in percent. */
export const isShare = (name: string): boolean => SHARES.has(name);
