import { lotName } from '../plant/state.js';
import { disengage } from './resources.js';
import { happened, type Batch, type CellEvent, type OrderState, type World } from './state.js';
import { leaveStore } from './stores.js';

const ORDER = '_order_v1/Event';

/** Releases the orders of the plan and the demand that are due. */
export function releaseOrders(world: World): void {
  const { cell, plant } = world;
  cell.definition.orders.forEach((order, i) => {
    const { releaseS, dueS } = cell.orderTimes[i]!;
    if (plant.released[i] || (releaseS !== null && releaseS > plant.timeS)) return;
    plant.released[i] = true;
    release(world, order.id, order, dueS);
  });
  cell.definition.demand.forEach((demand, i) => {
    if (plant.demandNextS[i]! > plant.timeS) return;
    plant.demandNextS[i]! += Math.round(demand.every);
    release(world, demand.id, demand, demand.dueAfter === undefined ? null : plant.timeS + Math.round(demand.dueAfter));
  });
}

function release(world: World, source: string, wanted: { product: string; batches: number; priority: number }, dueS: number | null): void {
  const { cell, plant } = world;
  const serial = ++plant.serials.order;
  const { product, batches, priority } = wanted;
  const order: OrderState = { serial, id: `${source}-${serial}`, product, open: batches, lost: 0, releasedS: plant.timeS, dueS, priority };
  plant.orders.push(order);
  happened(world, 'cell', { event: 'released', order: order.id, product, batches, due: dueS === null ? null : dueS * 1000 }, ORDER);
  const items = cell.definition.products.find(({ id }) => id === product)!.batchSize;
  for (let n = 0; n < batches; n++) newBatch(world, { product, order: serial, step: 0, items, begunS: null, parents: [] });
}

/** A batch that waits for its step. */
export function newBatch(world: World, born: Pick<Batch, 'product' | 'order' | 'step' | 'items' | 'begunS' | 'parents'>): Batch {
  const { plant } = world;
  const serial = ++plant.serials.batch;
  const batch: Batch = {
    ...born,
    serial,
    lot: lotName(plant.timeS, serial),
    rejected: 0,
    status: 'waiting',
    sinceS: plant.timeS,
    place: null,
    kept: null,
    store: null,
    limitS: null,
    lab: null,
    record: null,
    suspect: false,
    steps: [],
    under: null,
  };
  plant.batches.push(batch);
  world.changed = true;
  return batch;
}

/** A batch has gone through its route. */
export function finishBatch(world: World, batch: Batch, at: CellEvent['at']): void {
  happened(world, at, { event: 'batch-end', lot: batch.lot, product: batch.product, outcome: 'done', good: batch.items });
  endBatch(world, batch, { outcome: 'done' });
}

/** A batch is lost on its way. It must have left its place. */
export function loseBatch(world: World, batch: Batch, why: 'scrap' | 'not-released' | 'hold-limit' | 'nothing-left', at: CellEvent['at']): void {
  leaveStore(world, batch);
  if (batch.lab !== null) disengage(world.plant, batch.lab.crew);
  const order = world.plant.orders.find(({ serial }) => serial === batch.order);
  if (order) order.lost++;
  happened(world, at, { event: 'batch-end', lot: batch.lot, product: batch.product, outcome: 'lost', why, good: 0, rejected: batch.items });
  endBatch(world, batch, { outcome: 'lost', why });
}

/** A batch is no longer one of its own: it is written to the log, and its order is done with the last. */
export function endBatch(world: World, batch: Batch, end: { outcome: 'done' | 'lost' | 'merged'; why?: string; into?: string }): void {
  const { plant } = world;
  world.changed = true;
  plant.batches = plant.batches.filter((other) => other !== batch);
  const order = plant.orders.find(({ serial }) => serial === batch.order)!;
  const { lot, product, begunS, items, parents, steps } = batch;
  world.log({ kind: 'batch', lot, product, order: order.id, begunS, endedS: plant.timeS, ...end, items, parents, steps });
  if (--order.open > 0) return;
  plant.orders = plant.orders.filter((other) => other !== order);
  const lateS = order.dueS === null ? 0 : Math.max(0, plant.timeS - order.dueS);
  happened(world, 'cell', { event: 'done', order: order.id, product, lost: order.lost, lateS }, ORDER);
  world.log({ kind: 'order', order: order.id, product, releasedS: order.releasedS, dueS: order.dueS, endedS: plant.timeS, lost: order.lost });
}
