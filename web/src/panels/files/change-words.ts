import type { PlantPlace } from '../../../../src/contract/plant-file.js';
import type { Formats } from '../../format/formats.js';
import { withUnit } from '../../format/number.js';

/** One change as it is told: where, and from what to what. A dash: there is none. */
export interface ToldChange {
  where: string;
  before: string;
  after: string;
}

/** Lists whose entries are known by their ids alone. */
const OBVIOUS = new Set(['stations', 'units']);

export const toldChange = ({ steps, before, after, unit }: PlantPlace, format: Formats): ToldChange => ({
  where: (OBVIOUS.has(steps[0] ?? '') && steps.length > 1 ? steps.slice(1) : steps).join(' › '),
  before: written(before, unit, format),
  after: written(after, unit, format),
});

function written(value: PlantPlace['before'] | null, unit: string | null, format: Formats): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'number') return unit === null || unit === '' ? format.plain(value) : withUnit(format.plain(value), unit);
  if (Array.isArray(value)) return `[${value.map((each) => written(each, unit, format)).join('; ')}]`;
  if (typeof value !== 'object') return String(value);
  const fields = Object.entries(value).map(([key, each]) => `${key}: ${written(each, null, format)}`);
  return fields.join(', ');
}
