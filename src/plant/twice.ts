import type { Issue } from '../contract/problem.js';

/** An issue for each entry of a list that has the same value of a key as one before it. Entries without the key are passed over. */
export function twice<T extends object>(items: readonly T[], key: keyof T & string, what: string, pointer: string): Issue[] {
  const first = new Map<unknown, number>();
  return items.flatMap((item, index) => {
    if (item[key] === undefined) return [];
    const before = first.get(item[key]);
    if (before === undefined) first.set(item[key], index);
    return before === undefined
      ? []
      : [{ pointer: `${pointer}/${index}/${key}`, detail: `${what} "${String(item[key])}" is already used by ${pointer}/${before}` }];
  });
}
