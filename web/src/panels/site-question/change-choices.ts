import type { CellDefinition } from '../../../../src/contract/cell.js';
import type { ChangeKind } from './change-document.js';
import type { FieldValue } from './change-text.js';

type Filled = Readonly<Record<string, FieldValue>>;

const ids = (list: readonly { id: string }[] | undefined): string[] => [...new Set((list ?? []).map(({ id }) => id))];

/** Ids of the site that a field may name, where it names one; null where it may be filled in freely. */
export function choicesOf(kind: ChangeKind, name: string, filled: Filled, cell: CellDefinition): string[] | null {
  const unit = cell.units.find(({ id }) => id === filled['unit']);
  const stations = unit?.flow?.stations ?? [];
  const machine = stations.find(({ id }) => id === filled['machine']);
  const routes = cell.products.filter(({ id }) => filled['product'] === undefined || id === filled['product']).flatMap(({ route }) => route);
  switch (name) {
    case 'unit':
      return ids(UNITS_OF[kind] === 'flow' ? cell.units.filter(({ flow }) => flow !== undefined) : cell.units);
    case 'like':
    case 'units':
      return ids(cell.units);
    case 'machine':
      return ids(stations);
    case 'after':
    case 'to':
      return kind === 'buffer' ? ids(stations) : null;
    case 'product':
      return kind === 'new-product' ? null : ids(cell.products);
    case 'step':
      return ids(routes);
    case 'phase':
      return ids([...(unit?.phases ?? []), ...routes.filter(({ id }) => id === filled['step']).flatMap(({ phases = [] }) => phases)]);
    case 'store':
      return ids(cell.stores);
    case 'stop':
      return ids(machine ? machine.stops : [...(unit?.stops ?? []), ...stations.flatMap(({ stops }) => stops)]);
    case 'task':
      return ids(unit?.maintenance);
    case 'calendar':
      return ids(cell.calendars);
    case 'team':
      return ids(cell.teams);
    case 'skills':
      return [...new Set(cell.teams.flatMap(({ skills }) => skills))];
    case 'release':
      return kind === 'release' ? ids(cell.releases) : null;
    case 'test':
      return ids(cell.releases.find(({ id }) => id === filled['release'])?.tests);
    case 'demand':
      return kind === 'demand' ? ids(cell.demand) : null;
    case 'zone':
      return ids(cell.zones);
    case 'utility':
      return ids(cell.utilities);
    case 'from':
      return kind === 'heat-recovery' ? ids(cell.utilities) : null;
    case 'carrier':
    case 'heat':
      return kind === 'power' ? null : ids(cell.carriers);
    case 'remove':
      return kind === 'calendar' ? ids(cell.calendars.find(({ id }) => id === filled['calendar'])?.shifts) : null;
    default:
      return null;
  }
}

/** Changes of machines of a flow segment. */
const UNITS_OF: Partial<Record<ChangeKind, 'flow'>> = { rate: 'flow', buffer: 'flow', rejects: 'flow' };
