/**
 * The newest rows of some columns, at most `capacity` of them, in memory that never grows. The columns are contiguous:
 * when twice the capacity is used, the newest rows move to the front.
 */
export class Ring {
  private readonly store: Float64Array[];
  private start = 0;
  private end = 0;

  constructor(
    columns: number,
    private readonly capacity: number,
  ) {
    this.store = Array.from({ length: columns }, () => new Float64Array(capacity * 2));
  }

  get length(): number {
    return this.end - this.start;
  }

  /** Adds a row. NaN stands for a value that is not known. */
  push(...row: number[]): void {
    if (this.end === this.capacity * 2) {
      for (const column of this.store) column.copyWithin(0, this.start, this.end);
      this.end -= this.start;
      this.start = 0;
    }
    this.store.forEach((column, i) => (column[this.end] = row[i] ?? NaN));
    this.end++;
    if (this.length > this.capacity) this.start++;
  }

  /** Puts other values into the newest row. */
  replace(...row: number[]): void {
    if (this.length === 0) return this.push(...row);
    this.store.forEach((column, i) => (column[this.end - 1] = row[i] ?? NaN));
  }

  /** The rows of a column, oldest first: a window into the store, valid until the next row. */
  column(index: number): Float64Array {
    return this.store[index]!.subarray(this.start, this.end);
  }

  last(index: number): number | null {
    return this.length === 0 ? null : this.store[index]![this.end - 1]!;
  }

  clear(): void {
    this.start = this.end = 0;
  }

  /** A ring with the same rows, which does not grow with this one. */
  copy(): Ring {
    const other = new Ring(this.store.length, this.capacity);
    other.end = this.length;
    this.store.forEach((_, index) => other.store[index]!.set(this.column(index)));
    return other;
  }
}
