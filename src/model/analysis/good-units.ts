import type { CompiledLine } from '../compile.js';
import type { UnitSums } from './counted.js';

/** Good units that left a line in [fromUs, toUs), by what its units counted in the order of its stations; null where an end of the line tells no good items. */
export function goodUnitsOf(line: CompiledLine, sums: readonly UnitSums[], fromUs: number, toUs: number): number | null {
  let units = 0;
  for (const i of line.ends) {
    const good = sums[i]!.good;
    if (good === null) return null;
    units += (good(toUs) - good(fromUs)) * line.stations[i]!.unitsPerItem;
  }
  return units;
}
