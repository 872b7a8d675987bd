import type { CellDefinition } from '../../contract/cell.js';
import { isMap } from '../../contract/plain.js';
import { mean, type Distribution } from '../../engine/distribution.js';

/** The number at a path by keys and ids (of entries without one their place from 0), such as `units.press.flow.stations.press.rate`; of a distribution its mean. Null: there is none. */
export function numberAt(definition: CellDefinition, path: string): number | null {
  let value: unknown = definition;
  for (const step of path.split('.')) {
    if (Array.isArray(value))
      value = (value as unknown[]).find((entry, i) => (isMap(entry) && entry['id'] !== undefined ? entry['id'] === step : String(i) === step));
    else value = isMap(value) ? value[step] : undefined;
  }
  if (typeof value === 'number') return value;
  return isMap(value) && typeof value['dist'] === 'string' ? mean(value as Distribution) : null;
}
