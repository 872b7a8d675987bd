import { useSyncExternalStore } from 'react';
import { LineStore } from './line-store.js';
import type { LiveLine } from './live-line.js';

/** Twice a second is as often as people read. */
const DETAIL_HZ = 2;
const OVERVIEW_HZ = 1;
const stores = new Map<string, LineStore>();

function store(line: string, hz: number): LineStore {
  const key = `${line}@${hz}`;
  let found = stores.get(key);
  if (!found) stores.set(key, (found = new LineStore(line, hz)));
  return found;
}

/** The live state of a line, followed while the component is shown. */
export function useLine(line: string, detail: 'detail' | 'overview' = 'detail'): LiveLine {
  const found = store(line, detail === 'detail' ? DETAIL_HZ : OVERVIEW_HZ);
  return useSyncExternalStore(found.subscribe, found.snapshot);
}
