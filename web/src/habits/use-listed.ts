import { useSyncExternalStore } from 'react';
import type { ShownList } from './shown-list.js';

/** What is on the page, followed as it changes. */
export const useListed = <Item>(list: ShownList<Item>): readonly Item[] => useSyncExternalStore(list.subscribe, list.items);
