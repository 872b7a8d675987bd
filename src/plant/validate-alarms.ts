import type { CellAlarm, CellCondition, MachineAlarmText } from '../contract/cell-alarm.js';
import type { CellDefinition } from '../contract/cell.js';
import { suggestion } from '../contract/nearest.js';
import type { Issue } from '../contract/problem.js';
import type { Bilingual } from '../contract/units.js';
import { twice } from './twice.js';
import { sourcesOfCell } from './validate-meters.js';

/** Alarms of one list: each with an id of its own, and, where it asks for a person, with what he is to do. */
export function alarmIssues(alarms: readonly { id: string; kind: string; response?: Bilingual | undefined }[], pointer: string): Issue[] {
  const without = alarms.flatMap(({ kind, response }, index) =>
    kind === 'alarm' && response === undefined
      ? [{ pointer: `${pointer}/${index}`, detail: 'an alarm asks for a response: say which, or make it an advisory (kind: advisory)' }]
      : [],
  );
  return [...twice(alarms, 'id', 'alarm', pointer), ...without];
}

/** Alarms of a cell, and the words for those that its machines send. */
export function cellAlarmIssues(cell: CellDefinition): Issue[] {
  const texts = (of: { machineAlarms?: MachineAlarmText[] | undefined }, at: string) => alarmIssues(of.machineAlarms ?? [], `${at}/machineAlarms`);
  const alarms = cell.alarms ?? [];
  return [
    ...alarmIssues(alarms, '/alarms'),
    ...alarms.flatMap((alarm, index) => placeIssues(cell, alarm, `/alarms/${index}/on`)),
    ...alarms.flatMap(({ suppressedBy, on }, index) =>
      suppressedBy !== undefined && on.when === 'hold-time'
        ? [{ pointer: `/alarms/${index}/suppressedBy`, detail: 'an alarm for each lot is not suppressed by that of a machine: leave it out' }]
        : [],
    ),
    ...texts(cell, ''),
    ...cell.units.flatMap((unit, u) => [
      ...texts(unit, `/units/${u}`),
      ...(unit.flow?.stations.flatMap((station, s) => texts(station, `/units/${u}/flow/stations/${s}`)) ?? []),
    ]),
  ];
}

/** The places that a condition is for, and what such a place must have. */
function placeIssues(cell: CellDefinition, { on }: CellAlarm, pointer: string): Issue[] {
  const known = new Set([...sourcesOfCell(cell), ...cell.stores.map(({ id }) => `stores.${id}`)]);
  const places = typeof on.of === 'string' ? [on.of] : on.of;
  return places.flatMap((place, index) => {
    const at = typeof on.of === 'string' ? `${pointer}/of` : `${pointer}/of/${index}`;
    if (places.indexOf(place) < index) return [{ pointer: at, detail: `"${place}" is named twice` }];
    const detail = known.has(place) ? lacking(cell, on, place) : `there is no "${place}"${hint(place, known)}`;
    return detail === null ? [] : [{ pointer: at, detail }];
  });
}

const hint = (place: string, known: ReadonlySet<string>) => suggestion(place, [...known], (list) => `; expected one of ${list}`);

/** What a place does not have that its condition needs. */
function lacking(cell: CellDefinition, { when }: CellCondition, place: string): string | null {
  const [first, name] = place.split('.') as [string, string | undefined];
  const unit = cell.units.find(({ id }) => id === first);
  const isStore = first === 'stores' && unit === undefined;
  switch (when) {
    case 'at-capacity':
      return cell.utilities.some(({ id, capacity }) => place === `utilities.${id}` && capacity !== null) ? null : `"${place}" is no utility with a capacity`;
    case 'hold-time':
      return cell.stores.some(({ id, holdLimit }) => isStore && id === name && holdLimit !== undefined) ? null : `"${place}" is no store with a holdLimit`;
    case 'clean-hold':
    case 'dirty-hold': {
      const limit = when === 'clean-hold' ? 'cleanHold' : 'dirtyHold';
      return unit?.cleaning?.[limit] === undefined || isMachine(unit, name) ? `"${place}" is no unit with a ${limit}` : null;
    }
    case 'state':
      return unit === undefined ? `"${place}" is no unit, slot or machine` : null;
    default:
      return isStore ? `"${place}" is a store, of which nothing is measured` : null;
  }
}

const isMachine = (unit: CellDefinition['units'][number], part: string | undefined): boolean =>
  part !== undefined && unit.flow?.stations.some(({ id }) => id === part) === true;
