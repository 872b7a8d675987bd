import type { CellDefinition } from '../../src/contract/cell.js';
import type { Secrets } from './secrets.js';

/** Names in a file of secrets that the cell does not have, in sentences. */
export function strangers(definition: CellDefinition, secrets: Secrets): string[] {
  const problems: string[] = [];
  if (secrets.cell !== definition.id) problems.push(`these are the secrets of ${secrets.cell}, the cell is ${definition.id}`);
  const check = (kind: string, names: object, known: readonly { id: string }[]) => {
    for (const name of Object.keys(names)) if (!known.some(({ id }) => id === name)) problems.push(`there is no ${kind} ${name}`);
  };
  check('unit', secrets.units, definition.units);
  check('utility', secrets.utilities, definition.utilities);
  check('zone', secrets.zones, definition.zones);
  check('physical meter', secrets.meters, definition.meters?.filter(({ physical }) => physical) ?? []);
  for (const unit of definition.units) {
    const its = secrets.units[unit.id];
    if (its === undefined) continue;
    check(`stop of ${unit.id}`, its.stops, unit.stops);
    check(`machine of ${unit.id}`, its.stations, unit.flow?.stations ?? []);
    const phases = [
      unit.phases,
      ...definition.products.flatMap(({ route }) => route.filter(({ units }) => units.includes(unit.id)).map((step) => step.phases ?? [])),
    ];
    check(`phase of ${unit.id}`, its.phase, phases.flat());
    for (const station of unit.flow?.stations ?? []) check(`stop of ${unit.id}/${station.id}`, its.stations[station.id]?.stops ?? {}, station.stops);
  }
  return problems;
}
