import type { Utility } from '../../contract/cell.js';
import { sayValue } from '../../contract/formula.js';
import { choice, type Edit } from './edit.js';
import { changesAny, type ChangeOf } from './handlers.js';

const found = (edit: Edit, id: string) => edit.find(edit.cell.utilities, id, 'utility', 'utility');

/** What a utility loses at all times. */
export function changeLeak(edit: Edit, { utility: id, leak }: ChangeOf<'leak'>): void {
  const utility = found(edit, id);
  if (utility === null) return;
  const lost = edit.number('leak', `utilities.${id}.leak`, leak, utility.leak ?? null);
  if (lost === null) return;
  if (utility.capacity !== null && lost >= utility.capacity) {
    edit.refuse('leak', `"${id}" gives ${utility.capacity} ${utility.unit}/h at the most: a leak of ${lost} leaves nothing`);
    return;
  }
  utility.leak = lost;
  if (utility.capacity !== null && lost > 0) {
    edit.note('leak-needs-capacity', { utility: id, leak: sayValue(lost / utility.capacity, 'share'), capacity: `${utility.capacity} ${utility.unit}/h` });
  }
}

/** Electricity of compressed air by its pressure. */
export function changePressure(edit: Edit, { utility: id, by, perBar }: ChangeOf<'pressure'>): void {
  const utility = found(edit, id);
  if (utility === null) return;
  if (Math.abs(by) > 3) edit.refuse('by', `the rule of thumb holds for a few bar: expected -3 to 3 bar, found ${by} bar`);
  else if (scaleElectricity(edit, 'utility', utility, 1 + perBar * by)) edit.note('pressure-estimate', { utility: id, share: sayValue(perBar, 'share') });
}

/** Electricity for cold by the set-point of chilled water: warmer water needs less. */
export function changeChiller(edit: Edit, { zone: zoneId, utility: utilityId, by, perK }: ChangeOf<'chiller'>): void {
  const factor = 1 - perK * by;
  if (zoneId !== undefined && utilityId !== undefined) {
    edit.refuse('', 'expected either "zone" or "utility", or none of them for all zones');
    return;
  }
  if (Math.abs(by) > 8) {
    edit.refuse('by', `the rule of thumb holds for a few kelvin: expected -8 to 8 K, found ${by} K`);
    return;
  }
  const noted = (of: string) => edit.note('chiller-estimate', { of, share: sayValue(perK, 'share') });
  if (utilityId !== undefined) {
    const utility = found(edit, utilityId);
    if (utility !== null && scaleElectricity(edit, 'utility', utility, factor)) noted(utilityId);
    return;
  }
  const named = zoneId === undefined ? null : edit.find(edit.cell.zones, zoneId, 'zone', 'zone');
  if (zoneId !== undefined && named === null) return;
  const zones = (named ? [named] : edit.cell.zones).filter(({ cooling }) => cooling > 0);
  if (zones.length === 0) edit.refuse('zone', named ? `"${named.id}" has no cooling` : 'no zone has any cooling');
  for (const zone of zones) {
    if (!edit.touch('by', `zones.${zone.id}.cooling`)) continue;
    zone.cooling *= factor;
    noted(zone.id);
  }
}

/** Electricity that each of its unit costs, by a factor. */
function scaleElectricity(edit: Edit, key: string, utility: Utility, factor: number): boolean {
  const now = utility.energy['electricity'] ?? 0;
  if (now === 0) {
    edit.refuse(key, `"${utility.id}" costs no electricity`);
    return false;
  }
  if (!edit.touch('by', `utilities.${utility.id}.energy.electricity`)) return false;
  utility.energy['electricity'] = now * factor;
  return true;
}

/** Capacity of a utility, and the energy that each of its unit costs. */
export function changeUtility(edit: Edit, change: ChangeOf<'utility'>): void {
  const utility = found(edit, change.utility);
  if (utility === null || !changesAny(edit, change, ['capacity', 'energy'])) return;
  const path = `utilities.${utility.id}`;
  if (change.capacity === null) {
    if (edit.touch('capacity', `${path}.capacity`)) utility.capacity = null;
  } else if (change.capacity) {
    utility.capacity = edit.number('capacity', `${path}.capacity`, change.capacity, utility.capacity, { above: true }) ?? utility.capacity;
  }
  for (const [carrier, wanted] of Object.entries(change.energy ?? {})) {
    if (edit.find(edit.cell.carriers, carrier, `energy/${carrier}`, 'carrier') === null) continue;
    const now = utility.energy[carrier];
    utility.energy[carrier] = edit.number(`energy/${carrier}`, `${path}.energy.${carrier}`, wanted, now ?? null) ?? now ?? 0;
  }
}

/** Energy for a cubic metre of water for injection [kWh]: engineering estimates, middles of 150 to 200, 20 to 30, and 5 to 8. */
const WFI_KWH_PER_M3 = {
  med: { electricity: 0, heat: 175 },
  'vapour-compression': { electricity: 25, heat: 0 },
  membrane: { electricity: 6.5, heat: 0 },
} as const;
/** In one cubic metre of water. */
const PER_M3: Record<string, number> = { m3: 1, l: 1000, L: 1000, kg: 1000, t: 1 };

/** Another way to make water for injection: its energy takes the place of that which the utility has. */
export function changeWfi(edit: Edit, change: ChangeOf<'wfi'>): void {
  const utility = found(edit, change.utility);
  if (utility === null) return;
  const units = PER_M3[utility.unit];
  if (units === undefined) {
    edit.refuse('utility', `"${utility.id}" is counted in ${utility.unit}: expected water in m3, L, kg or t`);
    return;
  }
  const typical = WFI_KWH_PER_M3[change.technology];
  const wanted: [carrier: string, key: string, kwh: number, typed: boolean][] = [
    ['electricity', 'technology', change.electricityKwhPerM3 ?? typical.electricity, change.electricityKwhPerM3 !== undefined],
    [change.heat, 'heat', change.heatKwhPerM3 ?? typical.heat, change.heatKwhPerM3 !== undefined],
  ];
  if (!edit.touch('technology', `utilities.${utility.id}.energy`)) return;
  utility.energy = {};
  for (const [carrier, key, kwh, typed] of wanted) {
    if (kwh === 0) continue;
    if (!edit.cell.carriers.some(({ id }) => id === carrier))
      edit.refuse(key, `there is no carrier "${carrier}"${choice(carrier, edit.cell.carriers, 'carrier')}`);
    else utility.energy[carrier] = (utility.energy[carrier] ?? 0) + kwh / units;
    if (!typed) edit.note('wfi-default', { utility: utility.id, kwh, carrier });
  }
}
