import type { CellDefinition } from '../../../../src/contract/cell.js';
import { cellNames } from '../../../../src/contract/cell-names.js';
import type { LineDefinition } from '../../../../src/contract/line.js';
import type { Formats } from '../../format/formats.js';

/** What the alarms and machines of a place are called. An id that its plant file has no more is told as it is. */
export interface PlaceNames {
  name: string;
  timezone: string;
  /** by its id, also of one that does not stand now */
  alarm: (id: string) => string;
  unit: (id: string) => string;
  /** the machine of a line, or the unit of a site, whose page or row tells of this; null: it has none */
  opens: (unit: string) => string | null;
}

const withId = (id: string) => (each: { id: string }) => each.id === id;
/** The parts of an id of an alarm, without the place or lot that it is about. */
const partsOf = (id: string) => id.replace(/:.*$/, '').split('.');

export function namesOfLine(id: string, definition: LineDefinition | undefined, format: Formats): PlaceNames {
  const station = (unit: string) => definition?.stations.find(withId(unit));
  return {
    name: definition ? format.name(definition.name) : id,
    timezone: definition?.timezone ?? 'UTC',
    unit: (unit) => (station(unit) ? format.name(station(unit)!.name) : unit),
    opens: (unit) => station(unit)?.id ?? null,
    alarm: (alarm) => {
      const [first, second] = partsOf(alarm);
      const rule = second === undefined ? definition?.alarms?.find(withId(first!)) : station(first!)?.alarms?.find(withId(second));
      return rule ? format.name(rule.name) : alarm;
    },
  };
}

export function namesOfCell(id: string, definition: CellDefinition | undefined, format: Formats): PlaceNames {
  const names = cellNames(definition, format.language);
  const unitOf = (unit: string) => definition?.units.find(withId(unit.split('.')[0]!));
  return {
    name: definition ? format.name(definition.name) : id,
    timezone: definition?.timezone ?? 'UTC',
    unit: names.place,
    opens: (unit) => unitOf(unit)?.id ?? null,
    alarm: (alarm) => {
      const parts = partsOf(alarm);
      const last = parts.at(-1)!;
      const unit = unitOf(alarm);
      const machine = parts.length > 2 ? parts[1]! : null;
      const station = unit?.flow?.stations.find(({ id }) => id === machine);
      const rule = parts.length === 1 ? definition?.alarms?.find(withId(last)) : undefined;
      const said = rule ?? [station, unit, definition].flatMap((of) => of?.machineAlarms ?? []).find(withId(last));
      return said ? format.name(said.name) : names.alarm(last, parts[0]!, machine);
    },
  };
}
