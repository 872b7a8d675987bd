import type { CellUnit } from '../../contract/cell.js';
import type { StopLaw } from '../../contract/line.js';
import { mean, scale } from '../../engine/distribution.js';
import { changeChangeover } from './changeover.js';
import { copyOf } from './copy.js';
import type { Edit } from './edit.js';
import { changesAny, type ChangeOf, type Handlers } from './handlers.js';

/** Changes of what lies between batches, of stops, repair and maintenance. */
export const UPKEEP: Handlers<'changeover' | 'cleaning' | 'maintenance' | 'stops' | 'predictive' | 'repair'> = {
  changeover: changeChangeover,
  cleaning: changeCleaning,
  maintenance: changeMaintenance,
  stops: changeStops,
  predictive: foreseeStops,
  repair: changeRepair,
};

function changeCleaning(edit: Edit, change: ChangeOf<'cleaning'>): void {
  const unit = change.unit === undefined ? null : edit.unit(change.unit);
  if (!changesAny(edit, change, ['campaignBatches', 'campaignAge', 'dirtyHold', 'cleanHold']) || (change.unit !== undefined && unit === null)) return;
  if (unit && !unit.cleaning) {
    edit.refuse('unit', `"${unit.id}" has no cleaning; expected one of ${cleaned(edit)}`);
    return;
  }
  for (const each of unit ? [unit] : edit.cell.units) if (each.cleaning) changeLimits(edit, each.id, each.cleaning, change);
}

const cleaned = ({ cell }: Edit) =>
  cell.units
    .filter(({ cleaning }) => cleaning)
    .map(({ id }) => id)
    .join(', ');

/** Of all units only those change that have the limit, unless it is set. */
function changeLimits(edit: Edit, id: string, cleaning: NonNullable<CellUnit['cleaning']>, change: ChangeOf<'cleaning'>): void {
  const path = `units.${id}.cleaning`;
  const limit = (key: 'campaignBatches' | 'campaignAge' | 'dirtyHold' | 'cleanHold', place: string, now: number | undefined): number | undefined => {
    const wanted = change[key];
    if (wanted === undefined) return now;
    if (wanted === null) return edit.touch(key, `${path}.${place}`) ? undefined : now;
    if (now === undefined && wanted.op !== 'set' && change.unit === undefined) return now;
    const made =
      key === 'campaignBatches'
        ? edit.count(key, `${path}.${place}`, wanted, now ?? null)
        : edit.number(key, `${path}.${place}`, wanted, now ?? null, { above: true });
    return made ?? now;
  };
  const batches = limit('campaignBatches', 'campaign.batches', cleaning.campaign?.batches);
  const age = limit('campaignAge', 'campaign.age', cleaning.campaign?.age);
  cleaning.campaign = batches === undefined && age === undefined ? undefined : { batches, age };
  cleaning.dirtyHold = limit('dirtyHold', 'dirtyHold', cleaning.dirtyHold);
  cleaning.cleanHold = limit('cleanHold', 'cleanHold', cleaning.cleanHold);
}

function changeMaintenance(edit: Edit, change: ChangeOf<'maintenance'>): void {
  const unit = edit.unit(change.unit);
  const task = unit && edit.find(unit.maintenance, change.task, 'task', `maintenance of "${change.unit}"`);
  if (!unit || !task || !changesAny(edit, change, ['every', 'lasts', 'clock', 'remove'])) return;
  const path = `units.${unit.id}.maintenance.${task.id}`;
  if (change.remove) {
    if (onlyRemoves(edit, change, ['every', 'lasts', 'clock']) && edit.touch('remove', path)) unit.maintenance.splice(unit.maintenance.indexOf(task), 1);
    return;
  }
  if (change.every) task.every = edit.number('every', `${path}.every`, change.every, task.every, { least: 60 }) ?? task.every;
  if (change.lasts) task.work.lasts = edit.law('lasts', `${path}.work.lasts`, change.lasts, task.work.lasts) ?? task.work.lasts;
  if (change.clock && edit.touch('clock', `${path}.clock`)) task.clock = change.clock;
}

/** What is removed cannot change as well. */
export function onlyRemoves<Change extends object>(edit: Edit, change: Change, keys: readonly (keyof Change & string)[]): boolean {
  const also = keys.find((key) => change[key] !== undefined);
  if (also !== undefined) edit.refuse(also, 'contradicts "remove": expected one of them');
  return also === undefined;
}

/** The stop laws of a unit, or of one of its machines. */
function stopsOf(edit: Edit, unitId: string, machine: string | undefined): { list: StopLaw[]; path: string; unit: CellUnit } | null {
  const unit = edit.unit(unitId);
  if (unit === null) return null;
  if (!unit.flow && machine === undefined) return { list: unit.stops, path: `units.${unit.id}.stops`, unit };
  const station = edit.machine(unit, machine);
  return station && { list: station.stops, path: `units.${unit.id}.flow.stations.${station.id}.stops`, unit };
}

function changeStops(edit: Edit, change: ChangeOf<'stops'>): void {
  const stops = stopsOf(edit, change.unit, change.machine);
  const stop = stops && edit.find(stops.list, change.stop, 'stop', 'stop');
  if (!stops || !stop || !changesAny(edit, change, ['every', 'lasts', 'remove'])) return;
  const path = `${stops.path}.${stop.id}`;
  if (change.remove) {
    if (onlyRemoves(edit, change, ['every', 'lasts']) && edit.touch('remove', path)) stops.list.splice(stops.list.indexOf(stop), 1);
    return;
  }
  if (change.every) stop.every = edit.law('every', `${path}.every`, change.every, stop.every) ?? stop.every;
  if (change.lasts) stop.lasts = edit.law('lasts', `${path}.lasts`, change.lasts, stop.lasts) ?? stop.lasts;
}

/** A share of the stops becomes planned work; those that are left come so much more rarely. */
function foreseeStops(edit: Edit, { unit: id, machine, stop: stopId, share, work }: ChangeOf<'predictive'>): void {
  const stops = stopsOf(edit, id, machine);
  const stop = stops && edit.find(stops.list, stopId, 'stop', 'stop');
  if (!stops || !stop) return;
  const task = `predicted-${machine === undefined ? '' : `${machine}-`}${stop.id}`.slice(0, 63);
  const path = `${stops.path}.${stop.id}`;
  if (!edit.touch('stop', path) || !edit.free(stops.unit.maintenance, task, 'stop', 'maintenance')) return;
  const every = mean(stop.every) / share;
  if (every < 60) {
    edit.refuse('share', `the planned work would come every ${Number(every.toPrecision(3))} s: a minute is the least`);
    return;
  }
  stops.unit.maintenance.push({ id: task, every, clock: stop.clock, work: { lasts: copyOf(work.lasts), per: 'batch', persons: { ...work.persons } } });
  if (stops.unit.flow) edit.note('work-on-unit-clock', { of: path });
  if (share === 1) {
    stops.list.splice(stops.list.indexOf(stop), 1);
    return;
  }
  const factor = 1 / (1 - share);
  if (stop.every.dist !== 'exponential') edit.note('stops-thinned', { of: path, factor: Number(factor.toPrecision(4)) });
  stop.every = scale(stop.every, factor);
}

function changeRepair(edit: Edit, change: ChangeOf<'repair'>): void {
  const named = change.unit === undefined ? null : edit.unit(change.unit);
  if (!changesAny(edit, change, ['response', 'persons']) || (change.unit !== undefined && named === null)) return;
  const units = named ? [named] : edit.cell.units.filter(({ repair }) => repair);
  if (units.length === 0) {
    edit.refuse('', 'no unit of the cell needs anybody for a repair: expected a "unit"');
    return;
  }
  for (const unit of units) {
    const path = `units.${unit.id}.repair`;
    const repair = unit.repair ?? { persons: {} };
    if (change.persons && edit.touch('persons', `${path}.persons`)) repair.persons = { ...change.persons };
    if (change.response === null) {
      if (edit.touch('response', `${path}.response`)) repair.response = undefined;
    } else if (change.response && (repair.response || named || 'dist' in change.response || change.response.op === 'set')) {
      repair.response = edit.law('response', `${path}.response`, change.response, repair.response) ?? repair.response;
    }
    unit.repair = repair;
  }
}
