import type { CellKpiGroup, CellKpiKey } from '../../../../src/contract/cell-kpi.js';
import type { CellNames } from '../../../../src/contract/cell-names.js';
import type { Formats } from '../../format/formats.js';

/** What tells a group from the others of its answer, as an address carries it. */
export const keyText = (key: CellKpiKey): string =>
  Object.values(key)
    .map((value) => value ?? '')
    .join('_') || 'all';

export interface Words {
  none: string;
  outside: string;
}

/** The name of a group: of a shift with its day, of a lot its number. */
export function groupName(group: Pick<CellKpiGroup, 'by' | 'key' | 'name'>, format: Formats, names: CellNames, timezone: string, words: Words): string {
  const { by, key, name } = group;
  const named = name && format.name(name);
  switch (by) {
    case 'shift':
      return key.shiftFromUs === undefined ? words.outside : `${format.dayAndClock(key.shiftFromUs, timezone)}, ${named ?? key.shift ?? ''}`;
    case 'lot':
      return key.lot ?? words.none;
    case 'product':
      return key.product == null ? words.none : (named ?? names.product(key.product));
    case 'source':
      return names.place(key.source!);
    default:
      return named ?? names.source(key.unit ?? '');
  }
}
