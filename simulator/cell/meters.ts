import type { Meter } from '../../src/contract/meter.js';
import type { World } from './state.js';

/** Energy that a physical meter has counted since the plant began: all that hangs on it, and what nothing below it counts [kWh]. */
export function meterKwh(world: World, meter: Meter): number {
  const { cell, plant } = world;
  const unmeteredKw = cell.meters[meter.id]?.unmetered ?? 0;
  const hours = (plant.timeS - plant.beganS) / 3600;
  return sumOf(world, meter) + unmeteredKw * hours;
}

/** What hangs on a meter; of meters below it with what they count beside their parts. */
function sumOf(world: World, { id, carrier, measures }: Meter): number {
  const meters = world.cell.definition.meters ?? [];
  const below = meters.filter((meter) => meter.parent === id && !measures.includes(meter.id)).map((meter) => meter.id);
  return [...measures, ...below].reduce((sum, source) => {
    const meter = meters.find((one) => one.id === source);
    return sum + (meter === undefined ? sourceKwh(world, source, carrier) : meterKwh(world, meter));
  }, 0);
}

function sourceKwh({ cell, plant }: World, source: string, carrier: string): number {
  const { utilities, zones } = cell.definition;
  const [group, part] = source.split('.') as [string, string | undefined];
  if (group === 'utilities') return plant.utilities[utilities.findIndex(({ id }) => id === part)]!.kwh[carrier] ?? 0;
  if (group === 'zones') return zoneKwh(plant.zones[zones.findIndex(({ id }) => id === part)]!, carrier, zones.find(({ id }) => id === part)!.heat?.carrier);
  return cell.places.reduce((sum, place) => {
    if (place.unit.id !== group) return sum;
    const state = plant.places[place.index]!;
    if (part === undefined || place.id === `${group}/${part}`) return sum + (state.kwh[carrier] ?? 0);
    const machine = place.segment?.machines.findIndex(({ station }) => station.id === part) ?? -1;
    if (machine < 0) return sum;
    const { kwh, carrierKwh } = state.machines[machine]!;
    return sum + (carrier === 'electricity' ? kwh : (carrierKwh[carrier] ?? 0));
  }, 0);
}

function zoneKwh({ kwh }: World['plant']['zones'][number], carrier: string, heatCarrier: string | undefined): number {
  return (carrier === 'electricity' ? kwh.electricity : 0) + (carrier === heatCarrier ? kwh.heat : 0);
}
