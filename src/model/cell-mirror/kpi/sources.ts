import type { Bilingual } from '../../../contract/units.js';
import type { CompiledCell, Place } from '../../cell/compile.js';

/** A source that a ledger may speak of. A unit of one slot is its place; a machine is a station of a flow segment. */
export interface CellSource {
  id: string;
  kind: 'place' | 'machine' | 'utility' | 'zone';
  /** place that it is, or stands on */
  place: Place | null;
  /** number of the station, -1 of all but machines */
  station: number;
  /** number of the calendar, -1 none */
  calendar: number;
  name: Bilingual | null;
}

/** Sources of a cell by id, in the order of the file. Machines of units with several slots have no address of their own. */
export function sourcesOf(cell: CompiledCell): Map<string, CellSource> {
  const { definition: d } = cell;
  const list: CellSource[] = [];
  for (const place of cell.places) {
    const { unit, calendar } = place;
    list.push({ id: sourceOf(place), kind: 'place', place, station: -1, calendar, name: unit.name });
    if (unit.slots > 1) continue;
    unit.flow?.stations.forEach(({ id, name }, station) => list.push({ id: `${unit.id}.${id}`, kind: 'machine', place, station, calendar, name }));
  }
  const shared = { place: null, station: -1 };
  d.utilities.forEach(({ id, name }) => list.push({ ...shared, id: `utilities.${id}`, kind: 'utility', calendar: -1, name: name ?? null }));
  d.zones.forEach(({ id, name }, z) => list.push({ ...shared, id: `zones.${id}`, kind: 'zone', calendar: cell.zoneCalendar[z]!, name: name ?? null }));
  return new Map(list.map((source) => [source.id, source]));
}

/** Address of a place: `dryer`, of several slots `dryer.1`. */
export const sourceOf = ({ id }: Place): string => id.replace('/', '.');
