import type { CellUnit, Phase } from '../../contract/cell.js';
import type { Station } from '../../contract/line.js';
import { scale } from '../../engine/distribution.js';
import { power as raise } from '../../engine/elementary.js';
import { copyOf } from './copy.js';
import type { Edit } from './edit.js';
import { changesAny, type ChangeOf, type Handlers } from './handlers.js';
import { changeBatchSize } from './batch-size.js';

/** Changes of what units can do, and of the room between them. */
export const CAPACITY: Handlers<'rate' | 'duration' | 'buffer' | 'store' | 'batch-size' | 'slots' | 'add-unit' | 'remove-unit' | 'in-process' | 'dispatch'> = {
  rate: changeRate,
  duration: changeDuration,
  buffer: changeBuffer,
  store: changeStore,
  'batch-size': changeBatchSize,
  slots: (edit, { unit: id, slots }) => {
    const unit = edit.unit(id);
    if (unit) unit.slots = edit.count('slots', `units.${id}.slots`, slots, unit.slots, { least: 1, most: 1000 }) ?? unit.slots;
  },
  'add-unit': addUnit,
  'remove-unit': removeUnit,
  'in-process': (edit, { batches }) => {
    if (batches === null) {
      if (edit.touch('batches', 'inProcess')) edit.cell.inProcess = undefined;
    } else edit.cell.inProcess = edit.count('batches', 'inProcess', batches, edit.cell.inProcess ?? null) ?? edit.cell.inProcess;
  },
  dispatch: (edit, { rule }) => {
    if (edit.touch('rule', 'dispatch')) edit.cell.dispatch = rule;
  },
};

function changeRate(edit: Edit, { unit: id, machine, rate, wear }: ChangeOf<'rate'>): void {
  const unit = edit.unit(id);
  if (unit === null) return;
  if (machine === undefined && rate.op === 'times' && unit.flow) {
    for (const station of unit.flow.stations) changeSpeed(edit, unit, station, rate, wear);
    return;
  }
  const station = edit.machine(unit, machine);
  if (station) changeSpeed(edit, unit, station, rate, wear);
}

function changeSpeed(edit: Edit, unit: CellUnit, station: Station, rate: ChangeOf<'rate'>['rate'], wear: number): void {
  const after = edit.number('rate', `units.${unit.id}.flow.stations.${station.id}.rate`, rate, station.rate, { above: true, most: 1e9 });
  if (after === null) return;
  const speed = after / station.rate;
  station.rate = after;
  if (speed === 1) return;
  const bears = station.rejects > 0 || station.stops.some((stop) => stop.class === 'micro-stop');
  if (wear === 0) {
    if (bears) edit.note('stops-as-before', { unit: `${unit.id}.${station.id}` });
    return;
  }
  const more = raise(speed, wear);
  if (station.rejects * more >= 1) {
    edit.refuse('wear', `the rejects of "${station.id}" would be ${Number((station.rejects * more * 100).toPrecision(4))} %: expected a smaller power or rate`);
    return;
  }
  station.rejects *= more;
  for (const stop of station.stops) if (stop.class === 'micro-stop') stop.every = scale(stop.every, 1 / more);
}

function changeDuration(edit: Edit, change: ChangeOf<'duration'>): void {
  const { unit: unitId, product: productId, step: stepId, phase, lasts } = change;
  const ofUnit = unitId !== undefined;
  if (ofUnit === (productId !== undefined && stepId !== undefined) || (ofUnit && (productId ?? stepId) !== undefined)) {
    edit.refuse('', 'expected either "unit", or "product" and "step"');
    return;
  }
  const phases = ofUnit ? phasesOfUnit(edit, unitId) : phasesOfStep(edit, productId!, stepId!);
  if (phases === null) return;
  const chosen = phase === undefined ? phases.list : [edit.find(phases.list, phase, 'phase', 'phase')].filter((each) => each !== null);
  if (chosen.length > 1 && ('dist' in lasts || lasts.op !== 'times')) {
    edit.refuse('phase', `missing: of several phases only a factor can be taken; expected one of ${chosen.map(({ id }) => id).join(', ')}`);
    return;
  }
  for (const each of chosen) each.lasts = edit.law('lasts', `${phases.path}.${each.id}.lasts`, lasts, each.lasts) ?? each.lasts;
}

function phasesOfUnit(edit: Edit, id: string): { list: Phase[]; path: string } | null {
  const unit = edit.unit(id);
  if (unit === null) return null;
  if (unit.flow) return edit.refuse('unit', `"${id}" has no phases but a flow segment: change the rate of its machines`);
  if (unit.phases.length === 0) return edit.refuse('unit', `"${id}" has no phases: those of its recipes are changed by "product" and "step"`);
  return { list: unit.phases, path: `units.${id}.phases` };
}

function phasesOfStep(edit: Edit, productId: string, stepId: string): { list: Phase[]; path: string } | null {
  const product = edit.find(edit.cell.products, productId, 'product', 'product');
  const step = product && edit.find(product.route, stepId, 'step', `step of "${productId}"`);
  if (!step) return null;
  if (step.phases === undefined || step.phases.length === 0) {
    return edit.refuse('step', `"${stepId}" has no phases of its own: it takes those of ${step.units.join(', ')}; change them by "unit"`);
  }
  return { list: step.phases, path: `products.${productId}.route.${stepId}.phases` };
}

function changeBuffer(edit: Edit, { unit: id, after, to, capacity }: ChangeOf<'buffer'>): void {
  const unit = edit.unit(id);
  const station = unit && edit.machine(unit, after, 'after');
  if (!unit || !station) return;
  const path = `units.${id}.flow.stations.${after}`;
  if (Array.isArray(station.next) && station.next.length > 0) {
    const ways = station.next;
    const way = ways.find((each) => each.to === to);
    if (way === undefined) {
      edit.refuse('to', `after "${after}" the flow parts: expected one of ${ways.map((each) => each.to).join(', ')}`);
      return;
    }
    const room = edit.number('capacity', `${path}.next.${way.to}.buffer`, capacity, way.buffer?.capacity ?? null, { above: true });
    if (room !== null) way.buffer = { ...way.buffer, capacity: room };
    return;
  }
  const isLast = station.next === undefined ? station === unit.flow!.stations.at(-1) : station.next.length === 0;
  if (isLast) {
    edit.refuse('after', `"${after}" is the last machine: there is no buffer after it`);
    return;
  }
  const room = edit.number('capacity', `${path}.buffer.capacity`, capacity, station.buffer?.capacity ?? null, { above: true });
  if (room !== null) station.buffer = { ...station.buffer, capacity: room };
}

function changeStore(edit: Edit, change: ChangeOf<'store'>): void {
  const store = edit.find(edit.cell.stores, change.store, 'store', 'store');
  if (store === null || !changesAny(edit, change, ['capacity', 'holdLimit'])) return;
  const path = `stores.${store.id}`;
  if (change.capacity === null) {
    if (edit.touch('capacity', `${path}.capacity`)) store.capacity = null;
  } else if (change.capacity) store.capacity = edit.count('capacity', `${path}.capacity`, change.capacity, store.capacity) ?? store.capacity;
  if (change.holdLimit === null) {
    if (edit.touch('holdLimit', `${path}.holdLimit`)) store.holdLimit = undefined;
  } else if (change.holdLimit) {
    store.holdLimit = edit.number('holdLimit', `${path}.holdLimit`, change.holdLimit, store.holdLimit ?? null, { above: true }) ?? store.holdLimit;
  }
}

/** A unit of the same kind: every recipe step that may use the one may use the other too. */
function addUnit(edit: Edit, { like, id, name, calendar }: ChangeOf<'add-unit'>): void {
  const { units, products, calendars } = edit.cell;
  const model = edit.unit(like, 'like');
  if (!edit.free(units, id, 'id', 'unit') || model === null) return;
  if (calendar !== undefined && edit.find(calendars, calendar, 'calendar', 'calendar') === null) return;
  const copy: CellUnit = { ...copyOf(model), id, ...(calendar === undefined ? {} : { calendar }) };
  copy.name = name ?? { en: `${model.name.en} (${id})`, fr: `${model.name.fr} (${id})` };
  units.splice(units.indexOf(model) + 1, 0, copy);
  for (const { route } of products) for (const step of route) if (step.units.includes(like)) step.units.push(id);
  edit.made('id', `units.${id}`);
  edit.note('people-as-before', { unit: id });
}

function removeUnit(edit: Edit, { unit: id }: ChangeOf<'remove-unit'>): void {
  const { units, products } = edit.cell;
  const unit = edit.unit(id);
  if (unit === null || !edit.touch('unit', `units.${id}`)) return;
  const alone = products.flatMap((product) =>
    product.route.filter((step) => step.units.every((each) => each === id)).map((step) => `${product.id}: ${step.id}`),
  );
  if (alone.length > 0) {
    edit.refuse('unit', `no other unit can carry out ${alone.join(', ')}: expected another unit in the recipes first`);
    return;
  }
  units.splice(units.indexOf(unit), 1);
  for (const { route } of products) for (const step of route) step.units = step.units.filter((each) => each !== id);
}
