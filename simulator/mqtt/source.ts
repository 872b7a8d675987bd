import type { Reading } from './way-out.js';

/** What each source says at an instant, in the order of the readings. */
export function bySourceAndTime(readings: readonly Reading[]): Reading[][] {
  const together = new Map<string, Reading[]>();
  for (const reading of readings) {
    const key = `${reading.source} ${reading.timeMs}`;
    const said = together.get(key);
    if (said) said.push(reading);
    else together.set(key, [reading]);
  }
  return [...together.values()];
}

/** `packaging/blister` is packaging.blister, '' is cell. */
export const dotted = (source: string): string => (source === '' ? 'cell' : source.replaceAll('/', '.'));

/** `_packml_v1/Status/StateCurrent` is Status/StateCurrent, `_energy_v1/X` is Energy/X. */
export const packTag = (tag: string): string =>
  tag.replace(/^_packml_v1\//, '').replace(/^_([a-z])([a-z]*)_v1\//, (_, first: string, rest: string) => `${first.toUpperCase()}${rest}/`);
