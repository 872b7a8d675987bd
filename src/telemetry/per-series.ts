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

const FIRST_SIZE = 1024;

/** The same of numbers, side by side in memory. */
export class DoublesPerSeries {
  private items: Float64Array;

  /** `unset`: what stands where nothing was set. */
  constructor(private readonly unset: number) {
    this.items = new Float64Array(FIRST_SIZE).fill(unset);
  }

  get(n: number): number {
    return n < this.items.length ? this.items[n]! : this.unset;
  }

  set(n: number, item: number): void {
    if (n >= this.items.length) this.grow(n);
    this.items[n] = item;
  }

  private grow(n: number): void {
    const larger = new Float64Array(Math.max(2 * this.items.length, n + 1)).fill(this.unset);
    larger.set(this.items);
    this.items = larger;
  }
}
