import { meterKwh } from './meters.js';
import type { World } from './state.js';

const round = (value: number): number => Math.round(value * 1e6) / 1e6;
const rounded = (values: Record<string, number>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, round(value)]));

/** A line of the log: every meter and counter of the plant at an instant. */
export function metersLine(world: World): Record<string, unknown> {
  const { cell, plant } = world;
  const physical = cell.definition.meters?.filter((meter) => meter.physical) ?? [];
  const units = cell.places.map((place): [string, unknown] => {
    const { kwh, used, processed, defective, machines } = plant.places[place.index]!;
    const stations = place.segment?.machines.map(({ station }, i): [string, unknown] => {
      const machine = machines[i]!;
      return [station.id, { processed: machine.processed, defective: machine.defective, kwh: rounded({ electricity: machine.kwh, ...machine.carrierKwh }) }];
    });
    const utilities = Object.fromEntries(cell.definition.utilities.map(({ id }, u) => [id, round(used[u]!)]));
    return [place.id, { processed, defective, kwh: rounded(kwh), utilities, ...(stations ? { machines: Object.fromEntries(stations) } : {}) }];
  });
  return {
    kind: 'meters',
    atS: plant.timeS,
    units: Object.fromEntries(units),
    utilities: Object.fromEntries(
      cell.definition.utilities.map(({ id }, u) => [id, { total: round(plant.utilities[u]!.total), kwh: rounded(plant.utilities[u]!.kwh) }]),
    ),
    zones: Object.fromEntries(cell.definition.zones.map(({ id }, z) => [id, { kwh: rounded(plant.zones[z]!.kwh) }])),
    ...(physical.length > 0
      ? { meters: Object.fromEntries(physical.map((meter) => [meter.id, { kwh: { [meter.carrier]: round(meterKwh(world, meter)) } }])) }
      : {}),
  };
}
