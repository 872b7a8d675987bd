/** A cumulative counter as it was read. Plain data. */
export interface Counter {
  /** last reading; null before the first */
  last: number | null;
  /** falls of the reading: each a new baseline that counts nothing */
  resets: number;
}

export const newCounter = (): Counter => ({ last: null, resets: 0 });

/** What a reading adds to the sum: its rise over the last one. The first reading and a fall add nothing. */
export function rise(counter: Counter, value: number): number {
  const last = counter.last;
  counter.last = value;
  if (last === null) return 0;
  if (value < last) {
    counter.resets += 1;
    return 0;
  }
  return value - last;
}
