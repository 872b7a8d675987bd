export interface ShownList<Item> {
  /** until the answer is called */
  add: (item: Item) => () => void;
  items: () => readonly Item[];
  subscribe: (listener: () => void) => () => void;
}

/** What the parts of a page have put there, for as long as they are shown. */
export function shownList<Item>(): ShownList<Item> {
  let items: readonly Item[] = [];
  const listeners = new Set<() => void>();
  const set = (next: readonly Item[]) => {
    items = next;
    for (const listener of listeners) listener();
  };
  return {
    add: (item) => {
      set([...items, item]);
      return () => set(items.filter((each) => each !== item));
    },
    items: () => items,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
