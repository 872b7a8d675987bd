import type { CellUnit } from '../../contract/cell.js';
import type { Station, StopLaw } from '../../contract/line.js';
import { neighboursOf, type Neighbours } from '../analysis/measure-point.js';
import type { ShiftCalendar } from '../calendar.js';
import type { CompiledCell, Place } from '../cell/compile.js';

/** What of a cell is mirrored: units (slots), machines of flow segments, utilities and zones. */
export interface Source {
  id: string;
  index: number;
  kind: 'unit' | 'machine' | 'utility' | 'zone';
  /** of a unit, and of the unit that a machine belongs to */
  place: Place | null;
  unit: CellUnit | null;
  station: Station | null;
  stops: readonly StopLaw[];
  timezone: string;
  calendar: ShiftCalendar | null;
  /** where it waits for others: number of the group and of the member in it; -1 none */
  group: number;
  member: number;
  /** an idle unit that draws less is in standby [kW]; null: it has none */
  standbyBelowKw: number | null;
}

/** Sources that wait for each other: the machines of a segment, or the units of the cell. */
export interface WaitGroup {
  members: number[];
  /** of machines; null: units, which follow the recipes */
  neighbours: Neighbours | null;
}

export interface CellSources {
  list: Source[];
  byId: Map<string, Source>;
  groups: WaitGroup[];
}

const known = new WeakMap<CompiledCell, CellSources>();

/** The sources of a cell in a fixed order, laid out once. */
export function sourcesOf(cell: CompiledCell): CellSources {
  let sources = known.get(cell);
  if (sources === undefined) known.set(cell, (sources = layOut(cell)));
  return sources;
}

/** Id of a place as a source. */
export const sourceOfPlace = ({ id }: Place): string => id.replace('/', '.');

function layOut(cell: CompiledCell): CellSources {
  const { definition } = cell;
  const list: Source[] = [];
  const units: WaitGroup = { members: [], neighbours: null };
  const groups = [units];
  const calendarOf = (index: number) => (index < 0 ? null : cell.calendars[index]!);
  const add = (source: Pick<Source, 'id' | 'kind'> & Partial<Source>, group = -1): void => {
    const index = list.length;
    const member = group < 0 ? -1 : groups[group]!.members.push(index) - 1;
    const rest = { place: null, unit: null, station: null, stops: [], timezone: definition.timezone, calendar: null, standbyBelowKw: null };
    list.push({ ...rest, ...source, index, group, member });
  };
  for (const place of cell.places) {
    const { unit, line } = place;
    const id = sourceOfPlace(place);
    const calendar = calendarOf(place.calendar);
    const { standby, idle } = unit.power;
    const standbyBelowKw = unit.standby && standby < idle ? (standby + idle) / 2 : null;
    add({ id, kind: 'unit', place, unit, stops: unit.stops, calendar, standbyBelowKw }, 0);
    if (line === null) continue;
    groups.push({ members: [], neighbours: neighboursOf(line) });
    for (const station of line.definition.stations)
      add({ id: `${id}.${station.id}`, kind: 'machine', place, unit, station, stops: station.stops, calendar }, groups.length - 1);
  }
  for (const { id } of definition.utilities) add({ id: `utilities.${id}`, kind: 'utility' });
  definition.zones.forEach(({ id }, z) => add({ id: `zones.${id}`, kind: 'zone', calendar: calendarOf(cell.zoneCalendar[z]!) }));
  return { list, byId: new Map(list.map((source) => [source.id, source])), groups };
}
