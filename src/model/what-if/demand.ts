import type { Demand, Order } from '../../contract/cell.js';
import { momentUs, utcText } from '../zone.js';
import { disrupt } from './disruption.js';
import type { Edit } from './edit.js';
import { changesAny, type ChangeOf, type Handlers } from './handlers.js';
import { addProduct } from './new-product.js';
import { changeRhythm, nextOrderUs } from './next-order.js';
import { onlyRemoves } from './upkeep.js';

/** Changes of what is asked for, new products, and what goes wrong. */
export const DEMAND: Handlers<'demand' | 'order' | 'rush-order' | 'new-product' | 'disruption' | 'late-material'> = {
  demand: changeDemand,
  order: changeOrder,
  'rush-order': addRushOrder,
  'new-product': addProduct,
  disruption: disrupt,
  'late-material': delayMaterial,
};

const MOST_BATCHES = { least: 1, most: 100_000 };

function changeDemand(edit: Edit, change: ChangeOf<'demand'>): void {
  const { demand: id, product } = change;
  const found = id === undefined ? null : edit.find(edit.cell.demand, id, 'demand', 'demand');
  if ((id !== undefined && found === null) || !changesAny(edit, change, ['volume', 'batches', 'every', 'dueAfter', 'priority', 'remove'])) return;
  if (product !== undefined && edit.find(edit.cell.products, product, 'product', 'product') === null) return;
  const chosen = (found ? [found] : edit.cell.demand).filter((each) => product === undefined || each.product === product);
  if (chosen.length === 0) {
    edit.refuse(product === undefined ? 'demand' : 'product', product === undefined ? 'the cell has no demand' : `there is no such demand of "${product}"`);
    return;
  }
  if (change.volume && (change.volume.op !== 'times' || !(change.volume.value > 0))) {
    edit.refuse('volume', `expected a factor above zero, such as "x1.2" or "+20 %", found "${change.volume.text}"`);
  } else if (change.volume && change.every) edit.refuse('every', 'contradicts "volume": expected one of them');
  else for (const demand of chosen) changeOneDemand(edit, demand, change);
}

function changeOneDemand(edit: Edit, demand: Demand, change: ChangeOf<'demand'>): void {
  const path = `demand.${demand.id}`;
  if (change.remove) {
    const others = ['volume', 'batches', 'every', 'dueAfter', 'priority'] as const;
    if (onlyRemoves(edit, change, others) && edit.touch('remove', path)) edit.cell.demand.splice(edit.cell.demand.indexOf(demand), 1);
    return;
  }
  if (change.volume && edit.touch('volume', `${path}.every`)) {
    const every = demand.every / change.volume.value;
    if (every < 60) edit.refuse('volume', `"${demand.id}" would come every ${Number(every.toPrecision(3))} s: a minute is the least`);
    changeRhythm(edit, demand, every);
  }
  if (change.every) {
    const every = edit.number('every', `${path}.every`, change.every, demand.every, { least: 60 });
    changeRhythm(edit, demand, every ?? demand.every);
  }
  if (change.batches) demand.batches = edit.count('batches', `${path}.batches`, change.batches, demand.batches, MOST_BATCHES) ?? demand.batches;
  if (change.dueAfter === null) {
    if (edit.touch('dueAfter', `${path}.dueAfter`)) demand.dueAfter = undefined;
  } else if (change.dueAfter) {
    demand.dueAfter = edit.number('dueAfter', `${path}.dueAfter`, change.dueAfter, demand.dueAfter ?? null, { above: true }) ?? demand.dueAfter;
  }
  if (change.priority !== undefined && edit.touch('priority', `${path}.priority`)) demand.priority = change.priority;
}

function changeOrder(edit: Edit, change: ChangeOf<'order'>): void {
  const order = edit.find(edit.cell.orders, change.order, 'order', 'order');
  if (order === null || !changesAny(edit, change, ['batches', 'release', 'due', 'priority', 'remove'])) return;
  const path = `orders.${order.id}`;
  if (change.remove) {
    if (onlyRemoves(edit, change, ['batches', 'release', 'due', 'priority']) && edit.touch('remove', path)) {
      edit.cell.orders.splice(edit.cell.orders.indexOf(order), 1);
    }
    return;
  }
  if (change.batches) order.batches = edit.count('batches', `${path}.batches`, change.batches, order.batches, MOST_BATCHES) ?? order.batches;
  for (const key of ['release', 'due'] as const) {
    const wanted = change[key];
    if (wanted === undefined || !edit.touch(key, `${path}.${key}`)) continue;
    const atUs = wanted === null ? null : edit.when(key, wanted);
    order[key] = atUs === null ? undefined : utcText(atUs);
  }
  if (change.priority !== undefined && edit.touch('priority', `${path}.priority`)) order.priority = change.priority;
}

function addRushOrder(edit: Edit, change: ChangeOf<'rush-order'>): void {
  const { cell } = edit;
  const product = edit.find(cell.products, change.product, 'product', 'product');
  const isFree = edit.free([...cell.orders, ...cell.demand], change.id, 'id', 'order or demand');
  const releaseUs = change.release === undefined ? edit.atUs : edit.when('release', change.release);
  const dueUs = change.due === undefined ? null : edit.when('due', change.due);
  if (product === null || !isFree || releaseUs === null) return;
  const first = Math.min(0, ...[...cell.orders, ...cell.demand].map(({ priority }) => priority)) - 1;
  const order: Order = { id: change.id, product: product.id, batches: change.batches, release: utcText(releaseUs), priority: change.priority ?? first };
  if (dueUs !== null) order.due = utcText(dueUs);
  cell.orders.push(order);
  edit.made(dueUs === null ? 'id' : 'due', `orders.${order.id}`);
  if (cell.dispatch !== 'priority') edit.note('rule-ignores-priority', { order: change.id, rule: cell.dispatch });
}

/** Material comes late: an order, or of a product all that are to come, and the next one of its demand. */
function delayMaterial(edit: Edit, { order: id, product: productId, by }: ChangeOf<'late-material'>): void {
  const { orders, products, demand, timezone } = edit.cell;
  if ((id === undefined) === (productId === undefined)) {
    edit.refuse('', 'expected either "order" or "product"');
    return;
  }
  const byUs = Math.round(by * 1e6);
  const late = (order: Order) => {
    const releaseUs = order.release === undefined ? edit.atUs : momentUs(timezone, order.release);
    if (!edit.touch(id === undefined ? 'product' : 'order', `orders.${order.id}.release`)) return;
    const lateUs = Math.max(releaseUs, edit.atUs) + byUs;
    order.release = utcText(lateUs);
    if (order.due !== undefined) order.due = dueAfterRelease(edit, order.id, momentUs(timezone, order.due), lateUs);
  };
  if (id !== undefined) {
    const order = edit.find(orders, id, 'order', 'order');
    if (order) late(order);
    return;
  }
  if (edit.find(products, productId!, 'product', 'product') === null) return;
  const its = orders.filter(({ product, release }) => product === productId && (release === undefined || momentUs(timezone, release) >= edit.atUs));
  const wanted = demand.filter(({ product }) => product === productId);
  if (its.length + wanted.length === 0) edit.refuse('product', `nothing of "${productId}" is to come: no order and no demand`);
  for (const order of its) late(order);
  for (const each of wanted) delayNext(edit, each, byUs);
}

/** The next order of a demand becomes one of the plan that comes later; those after it come as ever. */
function delayNext(edit: Edit, demand: Demand, byUs: number): void {
  const nextUs = nextOrderUs(edit, demand);
  const id = `${demand.id}-late`;
  if (nextUs === null || !edit.touch('product', `demand.${demand.id}.skip`) || !edit.free(edit.cell.orders, id, 'product', 'order')) return;
  const { product, batches, priority, dueAfter } = demand;
  const dueUs = dueAfter === undefined ? null : nextUs + Math.round(dueAfter * 1e6);
  const order: Order = { id, product, batches, priority, release: utcText(nextUs + byUs) };
  if (dueUs !== null) order.due = dueAfterRelease(edit, id, dueUs, nextUs + byUs);
  edit.cell.orders.push(order);
  if (demand.first === undefined) demand.first = utcText(nextUs + Math.round(demand.every * 1e6));
  else demand.skip = [...(demand.skip ?? []), utcText(nextUs)];
  edit.note('delivery-late', { of: demand.id });
}

/** An order that is due before its material comes is late whatever is done; the model wants it due after its release. */
function dueAfterRelease(edit: Edit, order: string, dueUs: number, releaseUs: number): string {
  if (dueUs <= releaseUs) edit.note('due-moved', { order, hours: Number(((releaseUs - dueUs) / 3.6e9).toPrecision(4)) });
  return utcText(Math.max(dueUs, releaseUs + 1));
}
