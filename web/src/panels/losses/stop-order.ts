import type { LineStop } from '../../../../src/contract/line-oee.js';

export const STOP_COLUMNS = ['begin', 'machine', 'duration', 'kind', 'cause'] as const;
export type StopColumn = (typeof STOP_COLUMNS)[number];
export interface StopSort {
  by: StopColumn;
  up: boolean;
}

/** The newest first. */
export const FIRST_SORT: StopSort = { by: 'begin', up: false };

/** By the column that was pressed: figures from the greatest, words from A, the other way round where it was chosen already. */
export const nextSort = (sort: StopSort, by: StopColumn): StopSort => ({ by, up: sort.by === by ? !sort.up : by !== 'begin' && by !== 'duration' });

/** Stops in an order; those that are equal in it stay as they are. `words`: what stands in a column of words. */
export function sortStops(
  stops: readonly LineStop[],
  { by, up }: StopSort,
  words: (stop: LineStop, column: 'machine' | 'kind' | 'cause') => string,
): LineStop[] {
  const compare = (a: LineStop, b: LineStop) =>
    by === 'begin' ? a.fromUs - b.fromUs : by === 'duration' ? a.downS - b.downS : words(a, by).localeCompare(words(b, by));
  return [...stops].sort((a, b) => (up ? compare(a, b) : compare(b, a)));
}
