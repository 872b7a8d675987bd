import { useSyncExternalStore } from 'react';
import { CellStore, type LiveCell } from './cell-store.js';

/** Batches go on by the minute: once a second is often enough. */
const HZ = 1;
const stores = new Map<string, CellStore>();

/** The live state of a process cell, followed while the component is shown. */
export function useCell(cell: string): LiveCell {
  let store = stores.get(cell);
  if (!store) stores.set(cell, (store = new CellStore(cell, HZ)));
  return useSyncExternalStore(store.subscribe, store.snapshot);
}
