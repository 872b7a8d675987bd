import type { Parameter } from '../../../../src/contract/parameter.js';
import type { Formats } from '../../format/formats.js';

/** What a distribution has that is no duration. */
const BARE: readonly string[] = ['sigma', 'shape', 'k'];

/** The value of a parameter as the plant file says it: a number with its unit, or a law with its durations. */
export function parameterText(format: Formats, { value, unit }: Pick<Parameter, 'value' | 'unit'>): string {
  if (typeof value === 'number') return unit === 's' ? format.duration(value) : `${format.plain(value)} ${unit ?? ''}`.trim();
  const { dist, ...terms } = value;
  const told = Object.entries(terms).flatMap(([name, of]) =>
    typeof of === 'number' ? [`${name} ${BARE.includes(name) ? format.plain(of) : format.duration(of)}`] : [],
  );
  return told.length > 0 ? `${dist} (${told.join(', ')})` : dist;
}
