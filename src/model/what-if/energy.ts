import type { CellUnit, Zone } from '../../contract/cell.js';
import { sayValue } from '../../contract/formula.js';
import type { StandbyPolicy, Station } from '../../contract/line.js';
import type { Edit } from './edit.js';
import type { ChangeOf, Handlers } from './handlers.js';
import { changeSetback } from './setback.js';
import { openWindow, staggerStarts } from './start-times.js';
import { changeChiller, changeLeak, changePressure, changeUtility, changeWfi } from './utilities.js';

/** Changes of the energy of machines, zones and utilities. */
export const ENERGY: Handlers<'setback' | 'standby' | 'power' | 'stagger' | 'window' | 'leak' | 'pressure' | 'chiller' | 'utility' | 'wfi'> = {
  setback: changeSetback,
  standby: changeStandby,
  power: changePower,
  stagger: staggerStarts,
  window: openWindow,
  leak: changeLeak,
  pressure: changePressure,
  chiller: changeChiller,
  utility: changeUtility,
  wfi: changeWfi,
};

function changeStandby(edit: Edit, { unit: id, machine, after, wakeUp }: ChangeOf<'standby'>): void {
  const unit = edit.unit(id);
  const of: CellUnit | Station | null = unit === null || machine === undefined ? unit : edit.machine(unit, machine);
  if (of === null) return;
  const path = `units.${id}${machine === undefined ? '' : `.flow.stations.${machine}`}.standby`;
  if (after === null) {
    if (wakeUp !== undefined) edit.refuse('wakeUp', 'says nothing of one that never goes to standby');
    else if (edit.touch('after', path)) of.standby = undefined;
    return;
  }
  const now = of.standby;
  const waits = edit.number('after', `${path}.after`, after, now?.after ?? null, { above: true });
  if (wakeUp !== undefined && !edit.touch('wakeUp', `${path}.wakeUp`)) return;
  const wakes = wakeUp ?? now?.wakeUp;
  if (wakes === undefined) edit.refuse('wakeUp', `missing: "${machine ?? id}" has no standby of its own: how long does it take to wake up?`);
  else if (waits !== null) of.standby = { after: waits, wakeUp: wakes } satisfies StandbyPolicy;
}

function changePower(edit: Edit, change: ChangeOf<'power'>): void {
  if ((change.unit === undefined) === (change.zone === undefined)) edit.refuse('', 'expected either "unit" or "zone"');
  else if (change.zone !== undefined) changeZonePower(edit, change, change.zone);
  else changeUnitPower(edit, change, change.unit!);
}

function changeZonePower(edit: Edit, { of, machine, state, power }: ChangeOf<'power'>, id: string): void {
  const zone = edit.find(edit.cell.zones, id, 'zone', 'zone');
  if (machine !== undefined) edit.refuse('machine', 'is part of a unit, not of a zone');
  if (state !== undefined) edit.refuse('state', 'a zone has no states: expected "of" fan, cooling or heat');
  if (of === undefined) edit.refuse('of', 'missing: expected fan, cooling or heat');
  if (zone === null || of === undefined || !edit.isRight) return;
  if (of === 'heat') changeHeat(edit, zone, power);
  else zone[of] = edit.number('power', `zones.${id}.${of}`, power, zone[of]) ?? zone[of];
}

function changeHeat(edit: Edit, zone: Zone, power: ChangeOf<'power'>['power']): void {
  if (!zone.heat) {
    edit.refuse('of', `"${zone.id}" has no heat`);
    return;
  }
  zone.heat.power = edit.number('power', `zones.${zone.id}.heat.power`, power, zone.heat.power) ?? zone.heat.power;
}

function changeUnitPower(edit: Edit, { of, machine, state, power }: ChangeOf<'power'>, id: string): void {
  const unit = edit.unit(id);
  if (of !== undefined) edit.refuse('of', 'is of a zone: expected "state"');
  if (state === undefined) edit.refuse('state', 'missing: of which state?');
  if (unit === null || state === undefined || !edit.isRight) return;
  const path = `units.${id}${machine === undefined ? '' : `.flow.stations.${machine}`}.power.${state}`;
  if (machine !== undefined) {
    const station = edit.machine(unit, machine);
    if (station === null) return;
    if (state === 'cleaning') {
      edit.refuse('state', 'is of the whole unit: a machine is cleaned with it');
      return;
    }
    const now = station.power[state] ?? fallback(station.power, state);
    station.power[state] = edit.number('power', path, power, now) ?? now;
    return;
  }
  if (unit.flow && state === 'execute') {
    edit.refuse(
      'machine',
      `missing: while it produces "${id}" draws what its machines draw; expected one of ${unit.flow.stations.map((each) => each.id).join(', ')}`,
    );
    return;
  }
  const after = edit.number('power', path, power, unit.power[state] ?? fallback(unit.power, state));
  if (after === null) return;
  unit.power[state] = after;
  const own = state === 'execute' ? unit.phases.filter((phase) => phase.power !== undefined) : [];
  if (own.length > 0) {
    edit.note('phases-own-power', { unit: id, phases: own.map((phase) => `${phase.id} (${sayValue(phase.power!, 'power')})`).join(', ') });
  }
}

/** Power of a state that the file does not give: starting as execute, held and cleaning as idle. */
const fallback = (power: Station['power'], state: string): number => (state === 'starting' ? power.execute : power.idle);
