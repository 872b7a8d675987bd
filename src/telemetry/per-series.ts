/** Something of each series, by its number: one array without holes, in whatever order the numbers come. */
export class PerSeries<T> {
  private readonly items: (T | undefined)[] = [];

  get(n: number): T | undefined {
    return n < this.items.length ? this.items[n] : undefined;
  }

  set(n: number, item: T): void {
    while (this.items.length <= n) this.items.push(undefined);
    this.items[n] = item;
  }
}

const FIRST_ROWS = 1024;

/** Rows of numbers by the number of a series, or of anything else: what is used together is next to each other in memory. */
export class NumberRows {
  private items: Float64Array;

  /** A row of as many columns as `unset` is long, which stands where nothing was set. Widths of 4 and 8 never share a line of the cache. */
  constructor(private readonly unset: readonly number[]) {
    this.items = this.filled(FIRST_ROWS);
  }

  get(n: number, column: number): number {
    const at = n * this.unset.length + column;
    return at < this.items.length ? this.items[at]! : this.unset[column]!;
  }

  set(n: number, column: number, item: number): void {
    const at = n * this.unset.length + column;
    if (at >= this.items.length) this.grow(n);
    this.items[at] = item;
  }

  private grow(n: number): void {
    const larger = this.filled(Math.max(2 * (this.items.length / this.unset.length), n + 1));
    larger.set(this.items);
    this.items = larger;
  }

  private filled(rows: number): Float64Array {
    const { length } = this.unset;
    return Float64Array.from({ length: rows * length }, (_, at) => this.unset[at % length]!);
  }
}
