import { happened, type Batch, type World } from './state.js';

export function hasRoom({ cell, plant }: World, store: string): boolean {
  const { capacity } = cell.definition.stores.find(({ id }) => id === store)!;
  const { count, kept } = plant.stores[store]!;
  return capacity === null || count + kept < capacity;
}

/** A batch enters a store; its hold time begins. */
export function enterStore(world: World, batch: Batch, store: string): void {
  const { cell, plant } = world;
  const { holdLimit } = cell.definition.stores.find(({ id }) => id === store)!;
  plant.stores[store]!.count++;
  batch.store = store;
  batch.limitS = holdLimit === undefined ? null : plant.timeS + Math.round(holdLimit);
  happened(world, 'cell', { event: 'stored', lot: batch.lot, store, items: batch.items });
}

/** A batch leaves its store, where it is in one. */
export function leaveStore(world: World, batch: Batch): void {
  const { store } = batch;
  if (store === null) return;
  world.plant.stores[store]!.count--;
  const { holdLimit } = world.cell.definition.stores.find(({ id }) => id === store)!;
  const exceeded = holdLimit !== undefined && batch.limitS === null;
  if (exceeded) happened(world, 'cell', { alarm: 'hold-limit', lot: batch.lot, store, raised: false, severity: 'high' }, '_alarm_v1/Event');
  happened(world, 'cell', { event: 'taken', lot: batch.lot, store, items: batch.items });
  batch.store = null;
  batch.limitS = null;
}

/** A batch waits for a step. */
export function waitAt(world: World, batch: Batch, step: number): void {
  world.changed = true;
  batch.step = step;
  batch.sinceS = world.plant.timeS;
  batch.status = 'waiting';
}
