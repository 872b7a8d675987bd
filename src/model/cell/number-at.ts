import type { CellDefinition } from '../../contract/cell.js';
import { isMap } from '../../contract/plain.js';
import { mean, type Distribution } from '../../engine/distribution.js';

/** The number at a path by keys and ids, such as `units.press.flow.stations.press.rate`; of a distribution its mean. Null: there is none. */
export function numberAt(definition: CellDefinition, path: string): number | null {
  let value: unknown = definition;
  for (const step of path.split('.')) {
    value = Array.isArray(value) ? value.find((entry) => isMap(entry) && entry['id'] === step) : isMap(value) ? value[step] : undefined;
  }
  if (typeof value === 'number') return value;
  return isMap(value) && typeof value['dist'] === 'string' ? mean(value as Distribution) : null;
}
