/** A place of the definition, by keys and ids, that a key of a change acts on. */
export interface Touched {
  change: number;
  key: string;
  path: string;
}

/** Whether one path is the other, or leads through it. */
export const overlaps = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`);

/** What another change, or another key of this one, does to the same place; null: nothing. */
export const clashOf = (touched: readonly Touched[], change: number, path: string): Touched | null =>
  touched.find((other) => other.change !== change && overlaps(other.path, path)) ?? null;
